// Checks: what was added up, divided and compared in the reports, with the quote, what was expected, and what was found.

/** What is checked, or what was found, in words: both as the data has them. */
const checkName = (kind) => said(data.checks.kinds.find(([name]) => name === kind)[1]);
const verdictName = (verdict) => said(data.checks.verdicts.find(([name]) => name === verdict)[1]);

/** Draws the view: what fails first; what agrees only where it is asked for. */
function drawChecks(place, { query }) {
  const { checks } = current.body;
  if (checks.length === 0) {
    place.replaceChildren(h("p", {}, t("没有可以核查的数字。", "There are no figures to check.")));
    return;
  }
  const [verdict, kind] = [query.get("verdict") ?? "", query.get("kind") ?? ""];
  const isWanted = (check) => (verdict === "all" || (verdict ? check.verdict === verdict : check.verdict !== "holds")) && (!kind || check.kind === kind);
  const verdicts = data.checks.verdicts.map(([name]) => name);
  const rank = (check) => verdicts.indexOf(check.verdict);
  const rows = checks.filter(isWanted).toSorted((one, two) => rank(one) - rank(two) || one.report - two.report || one.place[0] - two.place[0]);
  const select = (name, text, first, values) => {
    const box = h("select", { on: { change: () => { location.hash = link("checks", { verdict, kind, [name]: box.value }); } } },
      h("option", { value: "" }, first), values.map(([value, words]) => h("option", { value }, words)));
    box.value = query.get(name) ?? "";
    return h("label", {}, text, box);
  };
  const kinds = [...new Set(checks.map((check) => check.kind))];
  const body = h("tbody", {});
  const heads = [t("结果", "Result"), t("报告", "Report"), t("核查", "Check"), t("原文与算式", "Quote and reckoning"), t("应为", "Expected"), t("报告称", "Found")];
  place.replaceChildren(h("div", { class: "filters" },
    select("verdict", t("结果", "Result"), t("不符与存疑", "fails or suspect"), [["all", t("全部", "all")], ...verdicts.map((one) => [one, verdictName(one)])]),
    select("kind", t("核查", "Check"), t("全部", "all"), kinds.map((one) => [one, checkName(one)])),
    h("span", { class: "count", role: "status" }, t(`${rows.length} 项`, `${rows.length} checks`)),
    takeButtons(`${current.body.name}-checks`, () => checkTable(rows))),
  rows.length === 0 ? h("p", { class: "soft" }, t("没有这样的核查。", "There are no such checks."))
    : h("table", { class: "checks" }, h("thead", {}, h("tr", {}, heads.map((head, at) => h("th", { scope: "col", class: at > 3 ? "n" : null }, head)))), body));
  moreRows.start(body, rows, checkRow);
}

function checkRow(check) {
  const report = current.body.reports[check.report];
  const row = check.series && seriesById(check.series);
  return h("tr", { class: check.verdict, "data-verdict": check.verdict, "data-kind": check.kind },
    h("td", {}, h("span", { class: "verdict" }, verdictName(check.verdict))),
    h("td", {}, report.year),
    h("td", {}, checkName(check.kind)),
    h("td", {}, h("a", { class: "quote", lang: "zh-CN", href: textLink(report, check.place) }, quoted(report, check.quote, check.place, 40)),
      h("div", { class: "said" }, said(check.message), row ? [" ", h("a", { href: seriesLink(row) }, t("看序列", "its series"))] : null)),
    h("td", { class: "n" }, check.expected),
    h("td", { class: "n" }, check.found));
}
