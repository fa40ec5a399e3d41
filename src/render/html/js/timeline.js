// Sections through the years: a column a report, bands between sections that are one, and the path of an indicator.

/** How a heading is cut to a width: Han characters are as wide as they are high. */
function fitting(text, room) {
  let used = 0;
  let out = "";
  for (const c of text) {
    used += c.charCodeAt(0) > 255 ? 12 : 7;
    if (used > room) return `${out}…`;
    out += c;
  }
  return out;
}

function drawTimeline(place, { parts }) {
  const { reports, pairs, series } = current.body;
  const wanted = seriesById(parts[0]);
  const column = Math.max(150, Math.min(240, Math.floor((place.clientWidth - 12) / Math.max(1, reports.length - 0.28))));
  const [boxWidth, top, gap] = [Math.round(column * 0.72), 34, 5];
  const longest = Math.max(...reports.map((report) => report.sections.filter((section) => section.level === 1).length), 1);
  const height = Math.max(420, longest * 34);
  const boxes = reports.map((report) => {
    const own = report.sections.map((section, index) => ({ section, index })).filter(({ section }) => section.level === 1);
    const least = 22;
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
  const x = (report) => 4 + report * column;
  const flows = [];
  const words = [];
  for (let later = 1; later < reports.length; later += 1) {
    const pair = pairs.find((one) => one.a === later - 1 && one.b === later);
    const rows = (pair?.sections ?? []).filter((row) => boxes[later - 1].has(row.a) && boxes[later].has(row.b));
    const count = (list, key, value) => list.filter((row) => row[key] === value).length;
    rows.sort((one, two) => boxes[later - 1].get(one.a).y - boxes[later - 1].get(two.a).y || boxes[later].get(one.b).y - boxes[later].get(two.b).y);
    for (const row of rows) {
      const [from, to] = [boxes[later - 1].get(row.a), boxes[later].get(row.b)];
      const [left, right] = [from.size / count(rows, "a", row.a), to.size / count(rows, "b", row.b)];
      const [x0, x1] = [x(later - 1) + boxWidth, x(later)];
      const middle = (x0 + x1) / 2;
      const [y0, y1] = [from.y + from.out, to.y + to.into];
      from.out += left;
      to.into += right;
      const other = row.relation !== "same" && row.relation !== "moved";
      flows.push(s("path", { class: other ? "flow other" : "flow", d: `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}V${y1 + right}C${middle} ${y1 + right} ${middle} ${y0 + left} ${x0} ${y0 + left}Z` },
        s("title", {}, `${said(from.section.title)} → ${said(to.section.title)}：${relation(row.relation)}`)));
      if (other && Math.min(left, right) > 13) words.push(s("text", { class: "event", x: middle, y: (y0 + left / 2 + y1 + right / 2) / 2 + 4, "text-anchor": "middle" }, relation(row.relation.split("+")[0])));
    }
  }
  const nodes = boxes.flatMap((own, at) => [...own.values()].map((box) => {
    const title = said(box.section.title);
    const pairBefore = at > 0 ? link(`text/${reports[at - 1].year}/${reports[at].year}/@${box.section.place[0]}`) : textLink(reports[at], [box.section.place[0], box.section.place[0]]);
    const cls = at > 0 && box.into === 0 ? "box new" : at < reports.length - 1 && box.out === 0 ? "box last" : "box";
    return s("a", { href: pairBefore },
      s("title", {}, title), s("rect", { class: cls, x: x(at), y: box.y, width: boxWidth, height: box.size, rx: 3 }),
      s("text", { x: x(at) + 7, y: box.y + Math.min(box.size / 2, 22) + 4 }, fitting(title, boxWidth - 24)));
  }));
  const heads = reports.map((report, at) => s("text", { x: x(at), y: 18, class: at === current.body.base ? "strong" : null }, `${report.year}${at === current.body.base ? t(" 基准", " base") : ""}`));
  const width = x(reports.length - 1) + boxWidth + 6;
  const path = wanted ? pathOf(wanted, boxes, x, boxWidth) : null;
  const drawing = s("svg", { class: "river", width, height: height + top + 6, viewBox: `0 0 ${width} ${height + top + 6}`, role: "group", "aria-label": t("各部分的延续", "Sections through the years") },
    flows, path?.line, nodes, words, heads, path?.stops);
  const choose = h("select", { on: { change: () => { location.hash = link(choose.value ? `timeline/${choose.value}` : "timeline"); } } },
    h("option", { value: "" }, t("不显示", "none")),
    series.filter((row) => row.reports > 2).map((row) => h("option", { value: row.id }, `${row.name}${row.unit ? `（${row.unit}）` : ""}${row.role === "target" ? t(" 目标", " target") : ""}`)));
  choose.value = wanted?.id ?? "";
  place.replaceChildren(
    h("div", { class: "filters" }, h("label", {}, t("指标的路径", "Path of an indicator"), choose), wanted ? h("a", { href: seriesLink(wanted) }, t("看序列", "its series")) : null),
    h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": t("脉络", "Timeline") }, drawing),
    h("p", { class: "key" }, h("span", {}, t("框的高度：文字的多少", "height: how much text")), h("span", {}, t("蓝色虚线框：新的部分", "blue dashes: new")), h("span", {}, t("橙色框：不再延续", "orange: goes no further")),
      h("span", {}, t("紫色带：更名、拆分、合并", "violet bands: renamed, split, merged")), wanted ? h("span", {}, t("琥珀色线：指标所在的部分", "amber line: where the indicator stands")) : null));
}

/** The path of an indicator through the sections: a line behind the boxes, and a stop on each. */
function pathOf(row, boxes, x, boxWidth) {
  const stops = [];
  for (const figure of row.figures.filter((one) => !one.aside)) {
    for (const box of boxes[figure.report].values()) {
      const [start, end] = box.section.place;
      if (start <= figure.place[0] && figure.place[0] < end) stops.push([x(figure.report) + boxWidth, box.y + 4 + (box.size - 8) * ((figure.place[0] - start) / (end - start)), figure]);
    }
  }
  return {
    line: stops.length > 1 ? s("path", { class: "path", d: `M${stops.map(([px, py]) => `${px - boxWidth} ${py.toFixed(1)}H${px}`).join("L")}` }) : null,
    stops: stops.map(([px, py, figure]) => s("circle", { class: "stop", cx: px, cy: py.toFixed(1), r: 4.5 }, s("title", {}, `${figure.period ?? ""} ${figure.exact}`))),
  };
}
