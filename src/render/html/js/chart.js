// Drawings of series: the small one of a row, and the chart with its marks named in words.

const number = (figure) => Number(figure.value);
const isChange = (row) => row.measure === "growth" || row.measure === "delta";

/** A figure as a cell shows it: a rank is a place, and a bound has its mark. */
const shownOf = (row, figure) => (row.kind === "rank" && /^[\d,]+$/.test(figure.shown) ? t(`第 ${figure.shown}`, `no. ${figure.shown}`) : `${figure.mark ?? ""}${figure.shown}`);

/** The same with its unit. */
const withUnit = (row, figure) => [shownOf(row, figure), figure.unit ?? row.unit ? h("small", { lang: "zh-CN" }, ` ${figure.unit ?? row.unit}`) : null];

/** The stretches of a line: broken where two years are not comparable, and where a year between them is not told. */
function stretches(points) {
  const all = [];
  points.forEach((point, at) => {
    if (at === 0 || point.breaks.length > 0 || point.period > points[at - 1].period + 1) all.push([]);
    all[all.length - 1].push(point);
  });
  return all;
}

/** The drawing of a row. */
function spark(row, width = 104, height = 26) {
  const points = row.points;
  // Two figures are read, not drawn.
  if (points.length < 3) return null;
  const years = current.body.columns;
  const [first, last] = [Math.min(years[0], points[0].period), Math.max(years[years.length - 1], points[points.length - 1].period)];
  const values = points.map((point) => number(row.figures[point.figure]));
  const low = isChange(row) ? Math.min(0, ...values) : Math.min(...values);
  const high = isChange(row) ? Math.max(0, ...values) : Math.max(...values);
  const x = (year) => 5 + (width - 10) * (last === first ? 0.5 : (year - first) / (last - first));
  const y = (value) => height - 5 - (height - 10) * (high === low ? 0.5 : (value - low) / (high - low));
  const parts = [];
  if (isChange(row)) {
    const zero = y(0);
    parts.push(s("path", { class: "zero", d: `M2 ${zero.toFixed(1)}H${width - 2}` }));
    points.forEach((point, at) => {
      const top = Math.min(y(values[at]), zero);
      parts.push(s("rect", { class: "bar", x: (x(point.period) - 2).toFixed(1), width: 4, y: top.toFixed(1), height: Math.max(1, Math.abs(y(values[at]) - zero)).toFixed(1) }));
    });
  } else {
    for (const stretch of stretches(points)) {
      const at = stretch.map((point) => `${x(point.period).toFixed(1)} ${y(number(row.figures[point.figure])).toFixed(1)}`);
      if (at.length > 1) parts.push(s("path", { class: "line", d: `M${at.join(" ")}` }));
      else parts.push(s("circle", { class: row.role === "target" ? "hollow" : "dot", cx: at[0].split(" ")[0], cy: at[0].split(" ")[1], r: 1.7 }));
    }
    const base = pointOf(row, baseYear(row));
    if (base) parts.push(s("circle", { class: row.role === "target" ? "hollow" : "dot", cx: x(base.period).toFixed(1), cy: y(number(row.figures[base.figure])).toFixed(1), r: 2.6 }));
  }
  return s("svg", { class: "spark", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, parts);
}

/** The charts of a series as the program drew them: wide, narrow, and the same with an axis that does not start at zero. */
const chartsOf = (row) => current.body.charts[current.body.series.indexOf(row)] ?? [];

const DOTS = ["dot", "hollow", "again"];
const LOOKS = [null, "value", "again-text", "gap-text"];
const ANCHORS = [null, "middle", "end"];

/** A drawing that was computed: its marks spelled as SVG (render/view/chart.rs says what they are). */
function picture(drawing, row, target) {
  const p = (tenths) => tenths / 10;
  const about = (of) => {
    if (of === null || of === undefined) return null;
    const one = of < 0 ? target.figures[-1 - of] : row.figures[of];
    return s("title", {}, `${one.period}：${one.exact}（${current.body.reports[one.report].year}${t(" 年报告", " report")}${one.part ? `${t("，", ", ")}${partSaid(one)}` : ""}）`);
  };
  const words = (one) => (typeof one === "string" ? one : t(...one));
  const chosen = [baseYear(row), otherYear(row)].filter((year) => year !== undefined);
  const asDrawn = picked.base === null && picked.vs === null;
  const axis = drawing.marks.find(([sort]) => sort === 7);
  const bands = asDrawn || !axis ? [] : chosen.flatMap((year) => bandOf(drawing, axis, year));
  const parts = drawing.marks.flatMap(([sort, ...mark]) => {
    // The band of another base is drawn where that year stands; the small one in the legend stays.
    if (sort === 0 && !asDrawn && mark[3] > 200) return [];
    if (sort === 0) return s("rect", { class: "band", x: p(mark[0]), y: p(mark[1]), width: p(mark[2]), height: p(mark[3]) });
    if (sort === 1) return s("path", { class: "gap-line", d: `M${p(mark[0])} ${p(mark[1])}L${p(mark[2])} ${p(mark[3])}` }, mark[4] ? s("title", {}, words(mark[4])) : null);
    if (sort === 2) return s("path", { class: "line", d: `M${mark[0].map(p).join(" ")}` });
    if (sort === 3) return s("rect", { class: (asDrawn ? mark[0] : mark[5] !== null && mark[5] >= 0 && chosen.includes(row.figures[mark[5]].period)) ? "bar base" : "bar", x: p(mark[1]), y: p(mark[2]), width: p(mark[3]), height: p(mark[4]) }, about(mark[5]));
    if (sort === 4 && mark[0] === 2) return s("path", { class: "again", d: `M${p(mark[1])} ${p(mark[2] - 55)}l5.5 5.5-5.5 5.5-5.5-5.5z` }, about(mark[3]));
    if (sort === 4) return s("circle", { class: DOTS[mark[0]], cx: p(mark[1]), cy: p(mark[2]), r: mark[0] === 1 ? 4.5 : 4 }, about(mark[3]));
    if (sort === 6) {
      const [left, right, y, zero, number] = mark;
      return [s("path", { class: zero ? "zero" : "grid-line", d: `M${p(left)} ${p(y)}H${p(right)}` }), s("text", { x: p(left) - 8, y: p(y) + 4, "text-anchor": "end" }, number)];
    }
    if (sort === 7) {
      const [first, every, count, x, y, step, base] = mark;
      return Array.from({ length: count }, (_, at) => first + every * at).map((year, at) =>
        s("text", { class: (asDrawn ? year === base : chosen.includes(year)) ? "strong" : null, x: p(x) + (step * at) / 1000, y: p(y), "text-anchor": "middle" }, year));
    }
    const text = Array.isArray(mark[4]) && !asDrawn && mark[4][1]?.startsWith("base year") ? ["所选年份", "chosen"] : mark[4];
    return s("text", { class: LOOKS[mark[0]], "text-anchor": ANCHORS[mark[1]], x: p(mark[2]), y: p(mark[3]) }, words(text));
  });
  const [width, height] = [p(drawing.width), p(drawing.height)];
  const told = (points, figures) => points.map((point) => `${point.period} ${figures[point.figure].exact}`).join("，");
  const name = `${row.name}${row.covers ? `（${said(row.covers)}）` : ""}，${told(row.points, row.figures)}${target ? `；${t("目标", "targets")} ${told(target.points, target.figures)}` : ""}`;
  return s("svg", { class: width > 500 ? "chart" : "chart small", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name }, bands, parts);
}

/** The band of a year in a drawing: as wide as the years stand apart, and as high as the field between the first tick and the last. */
function bandOf(drawing, [, first, every, count, x, , step], year) {
  const apart = step / 100 / every;
  const at = x + apart * 10 * (year - first) / 10;
  const levels = drawing.marks.filter(([sort]) => sort === 6).map((mark) => mark[3]);
  if (levels.length === 0 || year < first || year > first + every * count) return [];
  const [top, foot] = [Math.min(...levels) - 60, Math.max(...levels)];
  return s("rect", { class: "band", x: (at - apart / 2) / 10, y: top / 10, width: apart / 10, height: (foot - top) / 10 });
}

/** The chart of a series in the width there is, and where an axis from zero presses it flat, the other way to see it. */
function chart(row, target, room) {
  const narrow = room < 600 ? 1 : 0;
  const all = chartsOf(row);
  let close = 0;
  const box = h("div", {}, picture(all[narrow], row, target));
  if (all.length > 2) {
    const button = h("button", { type: "button", class: "quiet", "aria-pressed": "false", on: { click: () => {
      close = 2 - close;
      button.setAttribute("aria-pressed", close ? "true" : "false");
      box.firstChild.replaceWith(picture(all[close + narrow], row, target));
    } } }, t("轴不从零起", "Axis not from 0"));
    box.append(button);
  }
  return box;
}
