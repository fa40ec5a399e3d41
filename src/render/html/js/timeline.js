// Sections through the years: a column a report, bands between sections that are one, and over them the path of an indicator.

const LINE = 15;

/** Text in lines of a width, at most so many: Han characters are as wide as they are high. */
function wrapped(text, room, most) {
  const lines = [""];
  let used = 0;
  for (const c of text) {
    const wide = c.charCodeAt(0) > 255 ? 12 : 7;
    // What closes hangs over the edge, and begins no line.
    if (used + wide > room && !"）》」』”、，。；：！？)".includes(c)) {
      if (lines.length === most) {
        lines[most - 1] = `${lines[most - 1].slice(0, -1)}…`;
        return lines;
      }
      lines.push("");
      used = 0;
    }
    lines[lines.length - 1] += c;
    used += wide;
  }
  return lines;
}

/** Where each main section of each report stands: by its place among the report's sections. */
function boxesOf(reports, height, top, gap) {
  return reports.map((report) => {
    const own = report.sections.map((section, index) => ({ section, index })).filter(({ section }) => section.level === 1);
    const least = 24;
    const room = height - own.length * (least + gap);
    const all = own.reduce((sum, { section }) => sum + section.place[1] - section.place[0], 0) || 1;
    let y = top;
    return new Map(own.map(({ section, index }) => {
      const size = least + (room * (section.place[1] - section.place[0])) / all;
      const box = { section, y, size, out: 0, into: 0 };
      y += size + gap;
      return [index, box];
    }));
  });
}

/** The bands between two reports, and what became of the sections in words where there is room. */
function bandsOf(pair, from, to, x0, x1) {
  const rows = (pair?.sections ?? []).filter((row) => from.has(row.a) && to.has(row.b));
  const count = (key) => {
    const counts = new Map();
    for (const row of rows) counts.set(row[key], (counts.get(row[key]) ?? 0) + 1);
    return counts;
  };
  const [parts, sources] = [count("a"), count("b")];
  rows.sort((one, two) => from.get(one.a).y - from.get(two.a).y || to.get(one.b).y - to.get(two.b).y);
  const middle = (x0 + x1) / 2;
  const said = [];
  const bands = rows.map((row) => {
    const [before, after] = [from.get(row.a), to.get(row.b)];
    const [left, right] = [before.size / parts.get(row.a), after.size / sources.get(row.b)];
    const [y0, y1] = [before.y + before.out, after.y + after.into];
    before.out += left;
    after.into += right;
    const other = row.relation !== "same" && row.relation !== "moved";
    const word = relation(row.relation.split("+")[0]);
    const at = (y0 + left / 2 + y1 + right / 2) / 2 + 4;
    if (other && Math.min(left, right) > 13 && !said.some((one) => Math.abs(one.at - at) < LINE)) said.push({ at, word });
    return s("path", { class: other ? "flow other" : "flow", d: `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}V${y1 + right}C${middle} ${y1 + right} ${middle} ${y0 + left} ${x0} ${y0 + left}Z` },
      s("title", {}, `${titleOf(before.section)} → ${titleOf(after.section)}：${relation(row.relation)}`));
  });
  return [bands, said.map(({ at, word }) => s("text", { class: "event", x: middle, y: at, "text-anchor": "middle" }, word))];
}

const titleOf = (section) => said(section.title);

function drawTimeline(place, { parts }) {
  const { reports, pairs, series } = current.body;
  const wanted = seriesAt(parts[0]);
  const column = Math.max(150, Math.min(240, Math.floor((place.clientWidth - 12) / Math.max(1, reports.length - 0.28))));
  const [boxWidth, top] = [Math.round(column * 0.72), 34];
  const longest = Math.max(...reports.map((report) => report.sections.filter((section) => section.level === 1).length), 1);
  const height = Math.max(420, longest * 38, Math.min(760, innerHeight - 230));
  const boxes = boxesOf(reports, height, top, 5);
  const x = (report) => 4 + report * column;
  const bands = reports.slice(1).map((_, before) =>
    bandsOf(pairs.find((one) => one.a === before && one.b === before + 1), boxes[before], boxes[before + 1], x(before) + boxWidth, x(before + 1)));
  const path = wanted ? pathOf(wanted, boxes, x, boxWidth) : null;
  const nodes = boxes.flatMap((own, at) => [...own.values()].map((box) => {
    const title = titleOf(box.section);
    const there = at > 0 ? link(`text/${reports[at - 1].year}/${reports[at].year}/@${box.section.place[0]}`) : textLink(reports[at], [box.section.place[0], box.section.place[0]]);
    const cls = at > 0 && box.into === 0 ? "box new" : at < reports.length - 1 && box.out === 0 ? "box last" : "box";
    const text = wrapped(title, boxWidth - 14, linesOf(box, path));
    const first = box.y + (box.size < 34 ? box.size / 2 + 4 : 18);
    return s("a", { href: there }, s("title", {}, title), s("rect", { class: cls, x: x(at), y: box.y, width: boxWidth, height: box.size, rx: 3 }),
      s("text", {}, text.map((line, row) => s("tspan", { x: x(at) + 7, y: first + row * LINE }, line))));
  }));
  const heads = reports.map((report, at) => s("text", { x: x(at), y: 18, class: at === basePlace() ? "strong" : null }, `${report.year}${at === basePlace() ? t(" 基准", " base") : ""}`));
  const [width, all] = [x(reports.length - 1) + boxWidth + 6, height + top + 6];
  const drawing = s("svg", { class: path ? "river with-path" : "river", width, height: all, viewBox: `0 0 ${width} ${all}`, role: "group", "aria-label": t("各部分的延续", "Sections through the years") },
    bands.map(([flows]) => flows), nodes, bands.map(([, words]) => words), heads, path?.drawn);
  const choose = h("select", { on: { change: () => { location.hash = link(choose.value ? `timeline/${choose.value}` : "timeline"); } } },
    h("option", { value: "" }, t("不显示", "none")),
    series.filter((row) => row.reports > 2 || row === wanted).map((row) => h("option", { value: row.id }, `${row.name}${row.unit ? `（${row.unit}）` : ""}${row.role === "target" ? t(" 目标", " target") : ""}`)));
  choose.value = wanted?.id ?? "";
  const wide = h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": t("各部分的延续图，可左右滚动", "Drawing of the sections; it scrolls sideways") }, drawing);
  place.replaceChildren(
    h("div", { class: "filters" }, h("label", {}, t("指标的路径", "Path of an indicator"), choose), wanted ? h("a", { href: seriesLink(wanted) }, t("看序列", "its series")) : null),
    wide,
    h("p", { class: "key" }, h("span", {}, t("框的高度：文字的多少", "height: how much text")), h("span", {}, t("蓝色虚线框：新的部分", "blue dashes: new")), h("span", {}, t("橙色框：不再延续", "orange: goes no further")),
      h("span", {}, t("紫色带：更名、拆分、合并", "violet bands: renamed, split, merged")), path ? pathKey(path) : null));
  if (path) wide.scrollLeft = Math.max(0, path.left - 20);
  const hint = h("p", { class: "note scroll-hint", role: "status" });
  const says = () => {
    const [from, to] = [wide.scrollLeft, wide.scrollLeft + wide.clientWidth];
    const seen = reports.filter((_, at) => x(at) + boxWidth / 2 > from && x(at) + boxWidth / 2 < to);
    wide.classList.toggle("more-left", from > 4);
    wide.classList.toggle("more-right", to < width - 4);
    const isAll = seen.length === reports.length || seen.length === 0;
    hint.textContent = isAll ? "" : t(`← 左右滚动 → 现在看到 ${seen[0].year}–${seen.at(-1).year}，共 ${reports.length} 份（${reports[0].year}–${reports.at(-1).year}）`, `← scrolls sideways → shown are ${seen[0].year}–${seen.at(-1).year} of ${reports.length} reports (${reports[0].year}–${reports.at(-1).year})`);
  };
  wide.before(hint);
  wide.addEventListener("scroll", says, { passive: true });
  says();
}

/** How many lines a box has for its heading: fewer where the path of an indicator goes through. */
const linesOf = (box, path) => (path?.through.has(box) ? (box.size < 90 ? 1 : 2) : Math.max(1, Math.floor((box.size - 12) / LINE)));

/** The path of an indicator: through the sections that tell it, at the height where they do, from report to report. */
function pathOf(row, boxes, x, boxWidth) {
  const stops = [];
  const through = new Set();
  for (const figure of row.figures.filter((one) => !one.aside)) {
    // A report that tells it several times is passed once, where it does so first.
    if (stops.some((stop) => stop.figure.report === figure.report)) continue;
    for (const box of boxes[figure.report].values()) {
      const [start, end] = box.section.place;
      if (figure.place[0] < start || figure.place[0] >= end) continue;
      through.add(box);
      // Below the heading and the figure's own words, where there is room for both.
      const head = box.size < 52 ? Math.min(20, box.size - 6) : box.size < 90 ? 36 : 36 + LINE;
      const share = (figure.place[0] - start) / (end - start);
      stops.push({ figure, left: x(figure.report), right: x(figure.report) + boxWidth, y: box.y + head + Math.max(0, box.size - head - 7) * share });
    }
  }
  const way = (one, two) => {
    const [broken, skipped] = [two.figure.breaks?.length > 0, two.figure.report > one.figure.report + 1];
    const bend = (two.left - one.right) / 2;
    return s("path", { class: `path${broken ? " broken" : skipped ? " skipped" : ""}`, d: `M${one.right} ${one.y.toFixed(1)}C${one.right + bend} ${one.y.toFixed(1)} ${two.left - bend} ${two.y.toFixed(1)} ${two.left} ${two.y.toFixed(1)}` },
      broken ? s("title", {}, reasons(two.figure.breaks)) : null);
  };
  const drawn = [
    stops.slice(1).map((stop, at) => way(stops[at], stop)),
    stops.map(({ figure, left, right, y }) => {
      const report = current.body.reports[figure.report];
      const words = `${report.year}${t(" 年报告", " report")}：${figure.exact}${figure.breaks?.length > 0 ? `，${reasons(figure.breaks)}` : ""}`;
      return s("a", { href: textLink(report, figure.place), "aria-label": words }, s("title", {}, words),
        s("path", { class: "path", d: `M${left} ${y.toFixed(1)}H${right}` }), s("circle", { class: "stop", cx: right, cy: y.toFixed(1), r: 4 }),
        s("text", { class: "stop-text", x: right - 8, y: (y - 5).toFixed(1), "text-anchor": "end" }, shownOf(row, figure)));
    }),
  ];
  return { drawn, through, left: stops[0]?.left ?? 0, stops, broken: stops.slice(1).some((stop) => stop.figure.breaks?.length > 0), skipped: stops.slice(1).some((stop, at) => stop.figure.report > stops[at].figure.report + 1) };
}

const pathKey = (path) => [
  h("span", {}, t("琥珀色线：指标所在之处，可点开原文", "amber line: where the indicator stands, and leads to the text")),
  path.skipped ? h("span", {}, t("长虚线：其间的报告没有提到", "long dashes: reports between don't tell it")) : null,
  path.broken ? h("span", {}, t("红色点线：前后不可相比", "red dots: not comparable across it")) : null,
  path.stops.length === 0 ? h("span", {}, t("此指标不在任何部分之内", "no section holds this indicator")) : null,
];
