// Drawings of series: the small one of a row, and the chart with its marks named in words.

const number = (figure) => Number(figure.value);
const isChange = (row) => row.measure === "growth" || row.measure === "delta";

/** The stretches of a line: broken where two years are not comparable. */
function stretches(points) {
  const all = [];
  for (const point of points) {
    if (all.length === 0 || point.breaks.length > 0) all.push([]);
    all[all.length - 1].push(point);
  }
  return all;
}

/** The drawing of a row. */
function spark(row, width = 104, height = 26) {
  const points = row.points;
  if (points.length < 2) return null;
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
    const base = points.find((point) => point.figure === row.base);
    if (base) parts.push(s("circle", { class: row.role === "target" ? "hollow" : "dot", cx: x(base.period).toFixed(1), cy: y(number(row.figures[base.figure])).toFixed(1), r: 2.6 }));
  }
  return s("svg", { class: "spark", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, parts);
}

/** Round marks for an axis, four or five of them. */
function ticks(low, high) {
  const rough = (high - low) / 4 || Math.abs(high) / 4 || 1;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * size).find((candidate) => candidate >= rough * 0.999);
  const marks = [];
  for (let at = Math.floor(low / step + 1e-9) * step; at < high + step * 0.999; at += step) marks.push(Number(at.toPrecision(12)));
  return marks;
}

/** A mark's number as Chinese readers read it: 2,000 or 3万 or 1.2亿. */
function markText(value) {
  const [size, name] = Math.abs(value) >= 1e12 ? [1e12, "万亿"] : Math.abs(value) >= 1e8 ? [1e8, "亿"] : Math.abs(value) >= 1e5 ? [1e4, "万"] : [1, ""];
  const text = Number((value / size).toPrecision(10)).toLocaleString("en-US", { maximumFractionDigits: 6 });
  return text.replace("-", "−") + name;
}

/** The chart of a series; `target` is the series of what was to be reached. */
function chart(row, target, room) {
  const width = Math.max(300, Math.min(room, 1180));
  const height = width < 500 ? 230 : 270;
  const figure = (point) => row.figures[point.figure];
  const goals = target ? target.points.map((point) => ({ ...point, figure: target.figures[point.figure] })) : [];
  const periods = [...row.points.map((point) => point.period), ...goals.map((goal) => goal.period), ...current.body.columns];
  const [first, last] = [Math.min(...periods), Math.max(...periods)];
  const again = row.points.flatMap((point) => point.others.map((other) => [point, row.figures[other]]));
  const values = [...row.points.map((point) => number(figure(point))), ...goals.map((goal) => number(goal.figure)), ...again.map(([, other]) => number(other))];
  const fromZero = row.measure !== "share" || Math.min(...values) < 60;
  const marks = ticks(fromZero ? Math.min(0, ...values) : Math.min(...values), Math.max(fromZero ? 0 : -Infinity, ...values));
  const cap = row.measure === "share" && Math.max(...values) <= 100 ? marks.filter((mark) => mark <= 100) : marks;
  const [low, high] = [cap[0], cap[cap.length - 1]];
  const labels = cap.map(markText);
  const left = 14 + Math.max(...labels.map((label) => [...label].reduce((sum, c) => sum + (c.charCodeAt(0) > 255 ? 11 : 6.2), 0)));
  const [right, top, bottom] = [20, 34, 26];
  const step = (width - left - right) / (last - first + 1);
  const x = (year) => left + step * (year - first + 0.5);
  const y = (value) => height - bottom - (height - top - bottom) * (high === low ? 0.5 : (value - low) / (high - low));
  const parts = [];
  const base = row.points.find((point) => point.figure === row.base);
  const baseYear = base?.period ?? baseReport()?.covers;
  if (baseYear >= first && baseYear <= last) {
    const band = Math.min(step, 48);
    parts.push(s("rect", { class: "band", x: x(baseYear) - band / 2, width: band, y: top - 8, height: height - top - bottom + 8 }));
  }
  cap.forEach((mark, at) => {
    parts.push(s("path", { class: mark === 0 ? "zero" : "grid-line", d: `M${left} ${y(mark)}H${width - right}` }));
    parts.push(s("text", { x: left - 8, y: y(mark) + 4, "text-anchor": "end" }, labels[at]));
  });
  parts.push(s("text", { x: 0, y: 12 }, `${row.unit ?? ""}${fromZero ? "" : t("（轴不从零起）", " (the axis does not start at 0)")}`));
  const every = Math.ceil(34 / step);
  for (let year = first; year <= last; year += 1) {
    const isBase = year === baseYear;
    if ((year - first) % every !== 0 && !isBase) continue;
    if (!isBase && Math.abs(year - baseYear) * step < (step < 60 ? 52 : 34) && step < 52 && every > 0 && Math.abs(year - baseYear) < every) continue;
    const name = year === baseReport()?.covers ? t("基准", "base") : t("基准报告", "base report");
    const text = isBase && step >= 60 ? `${year} ${name}` : `${year}`;
    parts.push(s("text", { x: x(year), y: height - 7, "text-anchor": "middle", class: isBase ? "strong" : null }, text));
  }
  // Breaks: a gap with its reason above.
  let labelled = -Infinity;
  row.points.forEach((point, at) => {
    if (at === 0 || point.breaks.length === 0) return;
    const middle = (x(row.points[at - 1].period) + x(point.period)) / 2;
    const reason = reasons(point.breaks, shortReasons);
    const half = [...reason].length * (language === "zh" ? 5.8 : 3.2);
    const fits = middle - half > labelled;
    if (fits) labelled = middle + half + 4;
    parts.push(s("g", {}, s("title", {}, `${point.period}：${reasons(point.breaks)}`), s("path", { class: "gap-line", d: `M${middle} ${top}V${height - bottom}` }),
      fits ? s("text", { class: "gap-text", x: middle, y: top - 6, "text-anchor": "middle" }, reason) : null));
  });
  const title = (one) => s("title", {}, `${one.period}：${one.exact}（${current.body.reports[one.report].year}${t(" 年报告", " report")}）`);
  if (isChange(row)) {
    for (const point of row.points) {
      const value = number(figure(point));
      const wide = Math.min(26, step * 0.5);
      parts.push(s("rect", { class: point === base ? "bar base" : "bar", x: x(point.period) - wide / 2, width: wide, y: Math.min(y(0), y(value)), height: Math.max(1, Math.abs(y(value) - y(0))) }, title(figure(point))));
    }
  } else {
    for (const stretch of stretches(row.points)) {
      if (stretch.length > 1) parts.push(s("path", { class: "line", d: `M${stretch.map((point) => `${x(point.period)} ${y(number(figure(point)))}`).join(" ")}` }));
    }
    for (const point of row.points) {
      parts.push(s("circle", { class: row.role === "target" ? "hollow" : "dot", cx: x(point.period), cy: y(number(figure(point))), r: 4 }, title(figure(point))));
    }
  }
  for (const goal of goals) {
    const value = number(goal.figure);
    parts.push(s("circle", { class: "hollow", cx: x(goal.period), cy: y(value), r: 5 }, title(goal.figure)));
    if (goals.length <= 4) parts.push(s("text", { x: x(goal.period), y: y(value) + 18, "text-anchor": "middle" }, `${t("目标", "target")} ${goal.figure.shown}`));
  }
  for (const [point, other] of again) {
    const [cx, cy] = [x(point.period), y(number(other))];
    parts.push(s("path", { class: "again", d: `M${cx} ${cy - 6}l6 6-6 6-6-6z` }, title(other)));
    if (again.length <= 4) {
      const end = point.period > (first + last) / 2;
      parts.push(s("text", { class: "again-text", x: cx + (end ? -10 : 10), y: cy + 14, "text-anchor": end ? "end" : "start" },
        t(`${other.shown}（${current.body.reports[other.report].year} 年报告）`, `${other.shown} (report of ${current.body.reports[other.report].year})`)));
    }
  }
  // Values: all where there is room, else the base, the first, the last and both extremes.
  const extremes = [Math.min(...row.points.map((p) => number(figure(p)))), Math.max(...row.points.map((p) => number(figure(p))))];
  row.points.forEach((point, at) => {
    const value = number(figure(point));
    const worth = step >= 52 || point === base || at === 0 || at === row.points.length - 1 || extremes.includes(value);
    if (!worth) return;
    const above = isChange(row) ? value >= 0 : true;
    parts.push(s("text", { class: "value", x: x(point.period), y: y(value) + (above ? -9 : 16), "text-anchor": "middle" }, figure(point).shown));
  });
  const name = `${row.name}，${row.points.map((point) => `${point.period} ${figure(point).exact}`).join("，")}`;
  return s("svg", { class: "chart", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name }, parts);
}
