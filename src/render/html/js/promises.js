// Promises: what a plan said would be done, and where the next report tells what became of it.

const OUTCOMES = {
  missed: ["未达到", "missed"], "not-mentioned": ["未提及", "not mentioned"], reported: ["有交代，无数字", "reported, no figure"],
  met: ["兑现", "met"], "too-early": ["未到期", "too early"],
};
const BOUNDS = { at_least: "≥", at_most: "≤", about: "≈", exact: "" };

/** The plan that is looked at first: that of the report before the base, else the latest one that another report follows. */
function firstPlan(promises) {
  const base = basePlace();
  const followed = [...new Set(promises.filter((one) => one.outcome !== "too-early").map((one) => one.report))];
  return base > 0 && followed.includes(base - 1) ? base - 1 : followed.at(-1) ?? promises.at(-1)?.report;
}

/** Draws the view: the promises of one plan, filtered by what became of them. */
function drawPromises(place, { query }) {
  const { promises, reports } = current.body;
  if (promises.length === 0) {
    place.replaceChildren(h("p", { class: "soft" }, t("没有读到承诺：这些报告没有下一年的安排，或没有认出来。", "No promises were read: these reports hold no plan, or it was not found.")));
    return;
  }
  const year = query.get("plan") ?? "";
  const plan = year === "all" ? null : reports.findIndex((report) => `${report.year}` === year);
  const at = plan === null ? null : plan >= 0 ? plan : firstPlan(promises);
  const outcome = query.get("outcome") ?? "";
  const only = query.get("only") ?? "";
  const words = searchedWords(query.get("q") ?? "");
  const said = (one) => cut(reports[one.report], ...one.quote) + (one.answer ? cut(reports[one.answer.report], ...one.answer.quote) : "");
  const ofPlan = promises.filter((one) => (at === null || one.report === at) && (only === "" || (only === "figures") === (one.target !== undefined)) && (words.length === 0 || isIn(said(one), words)));
  // Those with a figure first: they can be checked.
  const rows = ofPlan.filter((one) => outcome === "" || one.outcome === outcome).toSorted((one, two) => (one.target ? 0 : 1) - (two.target ? 0 : 1));
  const firstAct = rows.findIndex((one) => !one.target);
  const settings = { plan: year, outcome, only, q: query.get("q") ?? "" };
  const go = (changed) => { location.hash = link("promises", { ...settings, ...changed }); };
  const chip = (name, text) => {
    const count = name === "" ? ofPlan.length : ofPlan.filter((one) => one.outcome === name).length;
    return count === 0 && name !== "" ? null : h("button", { type: "button", "aria-pressed": outcome === name ? "true" : "false", on: { click: () => go({ outcome: name }) } }, `${text} ${count}`);
  };
  const plans = [...new Set(promises.map((one) => one.report))];
  const choose = h("select", { on: { change: () => go({ plan: choose.value }) } }, h("option", { value: "all" }, t("全部", "all")), plans.map((report) => h("option", { value: reports[report].year }, reports[report].year)));
  choose.value = at === null ? "all" : reports[at].year;
  const kind = h("select", { on: { change: () => go({ only: kind.value }) } }, [["", t("全部", "all")], ["figures", t("有数字的", "with a figure")], ["acts", t("没有数字的", "without one")]].map(([value, text]) => h("option", { value }, text)));
  kind.value = only;
  const search = h("input", { type: "search", "aria-label": t("在承诺中查找", "Search the promises"), placeholder: t("查找", "search") });
  search.value = settings.q;
  search.addEventListener("change", () => go({ q: search.value }));
  const body = h("tbody", {});
  place.replaceChildren(h("div", { class: "filters" },
    h("label", {}, t("哪年报告的打算", "Plan of the report of"), choose), h("label", {}, t("类型", "Kind"), kind), search,
    chip("", t("全部", "All")), Object.entries(OUTCOMES).map(([name, [zh, en]]) => chip(name, t(zh, en))),
    takeButtons(`${current.body.name}-promises`, () => promiseTable(rows))),
  ledgerSays(ofPlan), h("p", { class: "note" }, t("“未提及”指说这一年的报告里没有找到同一件事，不等于没有做。", "“Not mentioned” means that the report of that year does not tell of it, not that it was not done.")),
  h("table", { class: "promises" }, h("thead", {}, h("tr", {}, [t("报告这样说", "The plan said"), t("结果", "Outcome"), t("后来的报告这样说", "The later report says"), t("目标", "Target"), t("实际", "Reached")]
    .map((head, index) => h("th", { scope: "col", class: index > 2 ? "n" : null }, head)))), body));
  const apart = () => h("tr", { class: "apart" }, h("th", { colspan: 5, scope: "rowgroup" }, t("文字表述的事项", "Told in words only")));
  moreRows.start(body, firstAct > 0 ? rows.toSpliced(firstAct, 0, null) : rows, (one) => (one ? promiseRow(one) : apart()));
}

/** That a promise is made again: as it was, or with another figure. */
function again({ report, figure }) {
  const { year } = current.body.reports[report];
  return figure ? t(`${year} 年又提出（${figure}）`, `promised again in ${year} (${figure})`) : t(`${year} 年又原样提出`, `promised again in ${year}, the same`);
}

/** How it went: the targets with a number by what became of them, and apart from them what has none. */
function ledgerSays(rows) {
  const due = rows.filter((one) => one.outcome !== "too-early");
  const count = (all, name) => all.filter((one) => one.outcome === name).length;
  const [targets, acts] = [due.filter((one) => one.target), due.filter((one) => !one.target)];
  const early = rows.length - due.length;
  const unsure = (all, name) => all.filter((one) => one.outcome === name && one.answer?.unsure).length;
  const doubt = (many) => (many > 0 ? t(`（其中 ${many} 项换了说法，待核对）`, ` (${many} of them in other words, to be looked at)`) : "");
  const of = (names, all) => names.map((name) => [count(all, name), name]).filter(([many]) => many > 0).map(([many, name]) => `${t(...OUTCOMES[name])} ${many}${doubt(unsure(all, name))}`).join(t("，", ", "));
  return h("p", { class: "lead", id: "ledger-says" },
    targets.length > 0 ? [h("b", {}, t(`数字目标 ${targets.length} 项`, `${targets.length} targets with a figure`)), t("：", ": "), of(["met", "missed", "reported", "not-mentioned"], targets), t("。", ". ")] : null,
    acts.length > 0 ? [t(`文字表述的事项 ${acts.length} 项`, `${acts.length} told in words only`), t("：", ": "), of(["reported", "not-mentioned", "met", "missed"], acts), t("；其中有些只是提法，不是可核对的任务。", "; some of them are phrases rather than tasks.")] : null,
    early > 0 ? t(`另有 ${early} 项未到期。`, ` ${early} are not due yet.`) : null);
}

/** That an answer only seems to be one. */
function unsureTag() {
  return h("span", { class: "tag warn", title: t("后来的报告换了说法，只有部分字词相同，请核对是不是同一件事", "the later report says it in other words and shares only some of them: see whether it is the same thing") }, t("换了说法，待核对", "other words, see"));
}

function promiseRow(one) {
  const { reports } = current.body;
  const report = reports[one.report];
  const section = sectionOf(report, one.quote[0]);
  const answer = one.answer && reports[one.answer.report];
  const [zh, en] = OUTCOMES[one.outcome];
  const unread = one.read === undefined ? t("还没有说那一年的报告", "no report tells of that year yet") : t(`${reports[one.read].year} 年报告里没有找到`, `not found in the report of ${reports[one.read].year}`);
  return h("tr", { class: one.outcome },
    h("td", {}, h("small", {}, `${report.year}${section ? ` ${said(section.title)}` : ""}`), " ",
      h("a", { class: "quote", lang: "zh-CN", href: textLink(report, one.place) }, quoted(report, one.quote, one.place)),
      one.again ? [" ", h("a", { class: "tag mov", href: textLink(reports[one.again.report], one.again.place) }, again(one.again))] : null),
    h("td", { class: "outcome" }, t(zh, en)),
    h("td", {}, answer ? [h("small", {}, answer.year), " ", h("a", { class: "quote", lang: "zh-CN", href: textLink(answer, one.answer.place) }, quoted(answer, one.answer.quote, one.answer.place)), one.answer.unsure ? [" ", unsureTag()] : null] : h("span", { class: "soft" }, unread)),
    h("td", { class: "n" }, one.target ? `${BOUNDS[one.bound]} ${one.target}` : "–"),
    h("td", { class: "n" }, one.answer?.value ?? "–"));
}

/** The ledger as a table to take away. */
function promiseTable(rows) {
  const { reports, name } = current.body;
  return [["body", "report", "char_start", "char_end", "quote", "bound", "target", "period", "outcome", "outcome_report", "outcome_start", "outcome_end", "outcome_quote", "outcome_value"],
    ...rows.map((one) => [name, reports[one.report].name, ...one.quote, cut(reports[one.report], ...one.quote), one.bound, one.target, one.period, one.outcome,
      one.read === undefined ? "" : reports[one.read].name, one.answer?.quote[0], one.answer?.quote[1], one.answer ? cut(reports[one.answer.report], ...one.answer.quote) : "", one.answer?.value])];
}
