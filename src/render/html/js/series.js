// A series opened: its chart, its quotes year by year with the number marked, and why they are one indicator.

const rowsById = new WeakMap();
function seriesById(id) {
  if (!rowsById.has(current.body)) rowsById.set(current.body, new Map(current.body.series.map((row) => [row.id, row])));
  return rowsById.get(current.body).get(id);
}

/** The series that an address means: by its id, or by its name where another run gave it another id. */
function seriesAt(part) {
  if (!part) return undefined;
  const [id, name] = markParts(part);
  const row = seriesById(id);
  return row && (name === "" || row.name === name) ? row : current.body.series.find((one) => one.name === name) ?? row;
}

/** Everything about a series; `room` is the width for the chart. */
function detail(row, room) {
  const other = row.counterpart && seriesById(row.counterpart);
  const target = row.role === "actual" ? other : null;
  const facts = [
    row.scope && h("span", { lang: "zh-CN" }, `${t("范围", "scope")}：${row.scope}`),
    h("span", {}, kindName(row.kind), row.covers ? [" ", coversTag(row)] : null),
    row.section_title && h("span", { lang: "zh-CN" }, row.section_title),
    h("span", {}, h("a", { href: link(`timeline/${row.id}`) }, t("在脉络中看", "in the timeline"))),
    row.shared && root.dataset.home && h("span", {}, h("a", { href: `${root.dataset.home}#shared/${encodeURIComponent(`${row.shared}~${row.name}`)}` }, t("与其他主体并排", "beside other bodies"))),
    other && h("span", {}, h("a", { href: seriesLink(other) }, row.role === "actual" ? t("目标序列", "its targets") : t("实际序列", "what was reached"))),
  ];
  const figure = chartsOf(row).length > 0 && h("figure", {}, chart(row, target, room));
  return h("div", { class: "detail-grid" },
    h("div", { class: "detail-head" }, facts, takeSeries(row, figure)), safety(row), figure, quotes(row));
}

/** What to know before the series is published: where years don't compare, what is unsure, what does not add up. */
function safety(row) {
  const broken = row.points.slice(1).filter((point) => point.breaks.length > 0);
  const doubtful = row.figures.filter((figure) => figure.link && unsure(figure.link));
  const told = row.points.filter((point) => point.others.length > 0);
  const parts = row.points.filter((point) => isPartOfMany(row, row.figures[point.figure]));
  const wrong = current.body.checks.filter((check) => check.series === row.id && check.verdict !== "holds");
  const years = (all) => all.join(t("、", ", "));
  const found = [
    broken.length > 0 && h("li", {}, t("前后不可相比：", "Not comparable: "), years(broken.map((point) => `${point.period}（${reasons(point.breaks)}）`))),
    parts.length > 0 && h("li", {}, t("不是全年的数（其他年份是）：", "Not of the whole year, as others are: "), parts.map((point) => `${point.period}（${row.figures[point.figure].asof ?? ""}）`).join(t("、", ", "))),
    doubtful.length > 0 && h("li", {}, t("是否同一指标尚不确定：", "Not sure to be the same indicator: "), years(doubtful.map((figure) => current.body.reports[figure.report].year)),
      t(" 年报告", ""), " ", h("a", { href: reviewLink(row, doubtful[0]) }, t("去复核", "review it"))),
    row.jumps && h("li", {}, t("与前一次相差五倍以上，或正负相反：", "Five times as much as before, or of the other sign: "), years(row.jumps), t(" 年；可能是几年合计或另一种口径", "; it may be the count of several years, or of something else")),
    told.length > 0 && h("li", {}, t("各报告说法不一：", "Told differently: "), years(told.map((point) => point.period)), t(" 年", "")),
    wrong.length > 0 && h("li", {}, t("核查不符或存疑：", "Checks that fail or need a look: "), wrong.map((check, at) => [at > 0 ? t("；", "; ") : "", h("a", { href: link("checks", { verdict: check.verdict, kind: check.kind }) }, `${current.body.reports[check.report].year} ${said(check.message)}`)])),
  ].filter(Boolean);
  if (found.length === 0) return h("p", { class: "safe" }, t("引用前的提示：没有发现断点、跳变、不确定的连接或不符的数字。", "Before it is published: no breaks, no leaps, no unsure links, no figures that don't agree were found."));
  return h("div", { class: "safety" }, h("h3", {}, t("引用前请看", "Before it is published")), h("ul", {}, found));
}

/** The question of the review about a figure's link. */
function reviewLink(row, figure) {
  const at = openQuestions().findIndex((question) => current.body.series[question.series] === row && row.figures[question.figure] === figure);
  return link("review", { at: at > 0 ? at : "" });
}

function quotes(row) {
  const change = new Map(changesAgainst(row).map((one) => [one.figure, one]));
  const base = baseYear(row);
  const heads = [t("报告", "Report"), t("说的年份", "About"), t("数值", "Value"), base === undefined ? t("比基准", "Against base") : t(`比 ${base}`, `Against ${base}`), t("原文", "Quote")];
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
    h("td", { class: "inline" }, h("a", { href: link(`text/${report.year}`) }, report.year), at === pointOf(row, baseYear(row))?.figure ? h("small", {}, ` ${t("基准", "base")}`) : null),
    h("td", { class: "inline" }, figure.period ?? "—"),
    h("td", { class: "n value inline", title: figure.exact }, shownOf(row, figure), figure.unit ? h("small", { lang: "zh-CN" }, ` ${figure.unit}`) : null),
    h("td", { class: "n inline" }, change && changeText(row, change)),
    h("td", {},
      h("a", { class: "quote", lang: "zh-CN", href: textLink(report, figure.place) }, quoted(report, figure.quote, figure.place)),
      " ", tags.filter(Boolean).flatMap((tag) => [tag, " "]),
      correctButton(row, figure), figure.link && why(row, figure)));
}

/** By how much, in words: percent where that can be told, points between percents, places up or down between ranks. */
function byHowMuch(row, change) {
  if (change.percent) return change.percent;
  if (change.measured === "points") return `${change.delta} ${t("个百分点", "pp")}`;
  if (change.measured !== "places") return `${change.delta}${row.unit ?? ""}`;
  const count = change.delta.slice(1);
  if (change.delta.startsWith("−")) return t(`进 ${count} 位`, `up ${count}`);
  return change.delta.startsWith("+") ? t(`退 ${count} 位`, `down ${count}`) : t("位次不变", "no change");
}

/** A change in words, from the earlier of its two years to the later. */
function changeText(row, change) {
  if (change.delta === "") return h("span", { class: "lower" }, t("不可比", "not comparable"), change.reasons.length > 0 ? h("small", {}, t("：", ": "), reasons(change.reasons)) : null);
  const text = byHowMuch(row, change);
  const rises = change.delta.startsWith("+");
  // Of places the lower number is the better one.
  const way = /^[+−]/.test(change.delta) ? (rises === (change.measured === "places") ? "down" : "up") : null;
  const [from, to] = change.ends.map((at) => row.figures[at]);
  // Both in one unit, or the difference could not be checked.
  const [one, two] = [from, to].map((figure) => (figure.converted ? `${figure.converted} ${row.unit}` : figure.exact));
  return h("span", { class: way, title: `${from.period} ${one} → ${to.period} ${two}：${change.delta}${change.percent ? `，${change.percent}` : ""}` },
    h("small", { class: "soft" }, `${from.period}→${to.period} `), text, change.unsure ? [" ", h("span", { class: "tag warn" }, t("不确定", "unsure"))] : null);
}

const basisWords = {
  exact: ["名称相同", "the same label"], lexicon: ["名称为同义", "labels of one meaning"], similar: ["名称相近", "labels alike"],
  restated: ["后一份报告重述前值", "the later report tells the earlier value"], reviewer: ["人工确认", "a reviewer said so"],
};
const fieldWords = {
  subject: ["主语", "Subject"], unit: ["单位", "Unit"], scope: ["范围", "Scope"], time_basis: ["截至时间", "Time basis"],
  section: ["所在部分", "Section"], facets: ["对立成分", "Contrasts"], magnitude: ["量级", "Magnitude"],
  direction: ["升降", "Direction"], neighbours: ["上下文", "Neighbours"], restated: ["重述", "Told again"],
  sole: ["独有的词", "Word of their own"], context: ["句中语境", "Words before"],
  sum: ["分项与合计", "Parts and total"], counted: ["所计的事物", "What is counted"],
  place: ["同一位置", "One place"], of: ["所属指标", "What they are of"], turn: ["先后", "Which comes first"],
};
const tenths = (value) => `${value < 0 ? "−" : ""}${Math.floor(Math.abs(value) / 10)}.${Math.abs(value) % 10}`;

/** Why two figures are one indicator: drawn once somebody asks. */
function why(row, figure) {
  const from = row.figures[figure.link.to];
  const year = current.body.reports[from.report].year;
  const box = h("details", { on: { toggle: () => { if (box.open && box.children.length === 1) box.append(evidence(row, figure), notTheSame(row, figure)); } } },
    h("summary", {}, t(`为什么与 ${year} 年是同一指标`, `why it is the same as in ${year}`), `：${t(...basisWords[figure.link.basis])}`,
      unsure(figure.link) ? h("span", { class: "tag warn" }, t("不确定", "unsure")) : null));
  return box;
}

/** For links that are not in the queue: whoever sees that one is wrong says so here. */
function notTheSame(row, figure) {
  if (figure.link.basis === "reviewer") return null;
  return h("p", {}, h("button", { type: "button", class: "quiet", on: { click: (event) => {
    decideLink(row, figure, "different");
    event.target.replaceWith(h("span", { class: "soft" }, isServed
      ? t("已存入决定文件，比较正在更新；可在“复核”中撤销。", "Saved; the comparison follows. Undo it in the review.")
      : t("已记下，可在“复核”中撤销或下载；下次运行生效。", "Noted; undo or download it in the review. The next run holds to it.")));
  } } }, t("这不是同一指标", "These are not the same")));
}

const unsure = (one) => Boolean(one.unsure);

function evidence(row, figure) {
  const one = figure.link;
  const report = current.body.reports[figure.report];
  const bar = (bits) => s("svg", { width: 90, height: 9, "aria-hidden": "true" },
    s("rect", { class: bits < 0 ? "bar minus" : "bar", x: 0, y: 1, height: 7, width: Math.min(90, Math.abs(bits)) }));
  return h("table", { class: "evidence" }, h("tbody", {},
    one.evidence.map(([field, bits]) => h("tr", {}, h("th", { scope: "row" }, t(...(fieldWords[field] ?? [field, field]))), h("td", { class: "n" }, tenths(bits)), h("td", {}, bar(bits)))),
    h("tr", {}, h("th", { scope: "row" }, t("合计", "All")), h("td", { class: "n" }, h("b", {}, tenths(one.bits))), h("td", {})),
    one.rival ? h("tr", {}, h("th", { scope: "row" }, t("次优", "Runner-up")), h("td", { class: "n" }, one.margin === undefined ? "" : t(`差 ${tenths(one.margin)}`, `${tenths(one.margin)} less`)),
      h("td", {}, h("a", { lang: "zh-CN", href: textLink(current.body.reports[one.rival.report], one.rival.place) }, `${one.rival.label} ${cut(current.body.reports[one.rival.report], ...one.rival.place)}`))) : null));
}
