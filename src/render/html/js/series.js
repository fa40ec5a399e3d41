// A series opened: its chart, its quotes year by year with the number marked, and why they are one indicator.

const rowsById = new WeakMap();
function seriesById(id) {
  if (!rowsById.has(current.body)) rowsById.set(current.body, new Map(current.body.series.map((row) => [row.id, row])));
  return rowsById.get(current.body).get(id);
}

/** Everything about a series; `room` is the width for the chart. */
function detail(row, room) {
  const other = row.counterpart && seriesById(row.counterpart);
  const target = row.role === "actual" ? other : null;
  const marks = [
    isChange(row) ? `▮ ${t("增减", "change")}` : row.role === "target" ? `○ ${t("目标", "target")}` : `● ${t("实际", "actual")}`,
    target && `○ ${t("目标", "target")}`,
    row.points.some((point) => point.others.length > 0) && `◇ ${t("另一份报告的说法", "as another report tells it")}`,
    row.points.some((point, at) => at > 0 && point.breaks.length > 0) && `┆ ${t("断开处：不可相比", "gap: not comparable")}`,
    `░ ${t("基准年", "base year")}`,
  ];
  const facts = [
    row.scope && h("span", { lang: "zh-CN" }, `${t("范围", "scope")}：${row.scope}`),
    h("span", {}, `${kindName(row.kind)}${row.years > 1 ? t(`，${row.years} 年合计`, `, over ${row.years} years`) : ""}`),
    row.section_title && h("span", { lang: "zh-CN" }, row.section_title),
    h("span", {}, h("a", { href: link(`timeline/${row.id}`) }, t("在脉络中看", "in the timeline"))),
    other && h("span", {}, h("a", { href: seriesLink(other) }, row.role === "actual" ? t("目标序列", "its targets") : t("实际序列", "what was reached"))),
  ];
  return h("div", { class: "detail-grid" },
    h("div", { class: "detail-head" }, facts),
    row.points.length > 1 || target ? h("figure", {}, chart(row, target, room), h("figcaption", {}, marks.filter(Boolean).map((mark) => h("span", {}, mark)))) : null,
    quotes(row));
}

function quotes(row) {
  const change = new Map(row.changes.map((one) => [one.figure, one]));
  const heads = [t("报告", "Report"), t("说的年份", "About"), t("数值", "Value"), t("比基准", "Against base"), t("原文", "Quote")];
  return h("table", { class: "quotes" },
    h("thead", {}, h("tr", {}, heads.map((head, at) => h("th", { scope: "col", class: at === 2 || at === 3 ? "n" : null }, head)))),
    h("tbody", {}, row.figures.map((figure, at) => quoteRow(row, figure, at, change.get(at)))));
}

function quoteRow(row, figure, at, change) {
  const report = current.body.reports[figure.report];
  const tags = [
    figure.aside === "again" && h("span", { class: "tag" }, t("再次提到", "told again")),
    figure.aside === "previous" && h("span", { class: "tag mov" }, t("上年值", "value before")),
    figure.status === "F" && h("span", { class: "tag" }, t("目标", "target")),
    figure.breaks && h("span", { class: "tag warn" }, reasons(figure.breaks)),
    figure.qualifier && h("span", { class: "tag" }, qualifierName(figure.qualifier)),
    figure.asof && h("span", { class: "tag", lang: "zh-CN" }, figure.asof),
  ];
  return h("tr", {},
    h("td", { class: "inline" }, h("a", { href: link(`text/${report.year}`) }, report.year), at === row.base ? h("small", {}, ` ${t("基准", "base")}`) : null),
    h("td", { class: "inline" }, figure.period ?? "—"),
    h("td", { class: "n value inline", title: figure.exact }, figure.shown, figure.unit ? h("small", { lang: "zh-CN" }, ` ${figure.unit}`) : null),
    h("td", { class: "n inline" }, change && changeText(change)),
    h("td", {},
      h("a", { class: "quote", lang: "zh-CN", href: textLink(report, figure.place) }, quoted(report, figure.quote, figure.place)),
      " ", tags.filter(Boolean).flatMap((tag) => [tag, " "]),
      figure.link && why(row, figure)));
}

/** A change against the base in words. */
function changeText(change) {
  if (change.reasons.length > 0) return h("span", { class: "lower", title: reasons(change.reasons) }, t("口径不同", "not comparable"));
  const text = change.percent ?? (change.points ? `${change.delta} ${t("点", "pp")}` : change.delta);
  const way = change.delta.startsWith("+") ? "up" : change.delta.startsWith("−") ? "down" : null;
  return h("span", { class: way, title: `${change.delta}${change.percent ? `，${change.percent}` : ""}` }, text.replace(/^[+]/, "+"));
}

const basisWords = {
  exact: ["名称相同", "the same label"], lexicon: ["名称为同义", "labels of one meaning"], similar: ["名称相近", "labels alike"],
  restated: ["后一份报告重述前值", "the later report tells the earlier value"], reviewer: ["人工确认", "a reviewer said so"],
};
const fieldWords = {
  subject: ["主语", "Subject"], unit: ["单位", "Unit"], scope: ["范围", "Scope"], time_basis: ["截至时间", "Time basis"],
  section: ["所在部分", "Section"], facets: ["对立成分", "Contrasts"], magnitude: ["量级", "Magnitude"],
  direction: ["升降", "Direction"], neighbours: ["上下文", "Neighbours"], restated: ["重述", "Told again"],
};
const tenths = (value) => `${value < 0 ? "−" : ""}${Math.floor(Math.abs(value) / 10)}.${Math.abs(value) % 10}`;

/** Why two figures are one indicator: drawn once somebody asks. */
function why(row, figure) {
  const from = row.figures[figure.link.to];
  const year = current.body.reports[from.report].year;
  const box = h("details", { on: { toggle: () => { if (box.open && box.children.length === 1) box.append(evidence(row, figure)); } } },
    h("summary", {}, t(`为什么与 ${year} 年是同一指标`, `why it is the same as in ${year}`), `：${t(...basisWords[figure.link.basis])}`,
      unsure(figure.link) ? h("span", { class: "tag warn" }, t("不确定", "unsure")) : null));
  return box;
}

const unsure = (one) => one.basis !== "reviewer" && (one.bits < 20 || (one.margin !== undefined && one.margin < 30));

function evidence(row, figure) {
  const one = figure.link;
  const report = current.body.reports[figure.report];
  const bar = (bits) => s("svg", { width: 90, height: 9, "aria-hidden": "true" },
    s("rect", { class: bits < 0 ? "bar minus" : "bar", x: 0, y: 1, height: 7, width: Math.min(90, Math.abs(bits)) }));
  return h("table", { class: "evidence" }, h("tbody", {},
    one.evidence.map(([field, bits]) => h("tr", {}, h("th", { scope: "row" }, t(...(fieldWords[field] ?? [field, field]))), h("td", { class: "n" }, tenths(bits)), h("td", {}, bar(bits)))),
    h("tr", {}, h("th", { scope: "row" }, t("合计（比特）", "All, in bits")), h("td", { class: "n" }, h("b", {}, tenths(one.bits))), h("td", {})),
    one.rival ? h("tr", {}, h("th", { scope: "row" }, t("次优", "Runner-up")), h("td", { class: "n" }, one.margin === undefined ? "" : t(`差 ${tenths(one.margin)}`, `${tenths(one.margin)} less`)),
      h("td", {}, h("a", { lang: "zh-CN", href: textLink(report, one.rival.place) }, `${one.rival.label} ${cut(report, ...one.rival.place)}`))) : null));
}
