// Links that somebody should decide: the same indicator, another one, or not worth it. Decisions stay in this browser and
// can be taken out as the file that nianlun reads; it names the figures by year and words, not by any number of this run.

const reviewKey = () => `nianlun.review.${current.body.name}`;
const decisions = () => { try { return JSON.parse(store.get(reviewKey()) ?? "[]"); } catch { return []; } };
const save = (list) => store.set(reviewKey(), JSON.stringify(list));

function addressOf(figure) {
  const report = current.body.reports[figure.report];
  const surface = raw(report, ...figure.place);
  return { report: report.name, year: report.year, start: figure.place[0], end: figure.place[1], quote: quoteAt(report, figure, surface), surface };
}

const count = (text, words) => text.split(words).length - 1;

/** Words at a figure that the report says only once, with the figure in them only once: the shortest there are. */
function quoteAt(report, figure, surface) {
  const [start, end] = figure.place;
  const [from, to] = figure.quote;
  for (let size = 6; size <= 80; size += 2) {
    const words = raw(report, Math.max(from, start - size), Math.min(to, end + Math.floor(size / 4)));
    if (count(report.text, words) === 1 && count(words, surface) === 1) return words;
  }
  return raw(report, from, to);
}

const keyOfQuestion = (question) => {
  const row = current.body.series[question.series];
  const figure = row.figures[question.figure];
  const from = row.figures[figure.link.to];
  return [from, figure].map((one) => `${current.body.reports[one.report].name}@${one.place.join("-")}`).join(">");
};
const keyOfDecision = (one) => [one.a, one.b].map((side) => `${side.report}@${side.start}-${side.end}`).join(">");

const review = { open: [], at: 0 };

function drawReview(place, { query }) {
  const made = decisions();
  const done = new Set(made.map(keyOfDecision));
  review.open = current.body.queue.filter((question) => !done.has(keyOfQuestion(question)));
  review.at = Math.min(Number(query.get("at") ?? 0) || 0, Math.max(0, review.open.length - 1));
  const question = review.open[review.at];
  const answers = h("div", { class: "answers" },
    question ? [
      h("button", { type: "button", on: { click: reviewKeys.s } }, h("kbd", {}, "s"), ` ${t("同一指标", "Same")}`),
      h("button", { type: "button", on: { click: reviewKeys.d } }, h("kbd", {}, "d"), ` ${t("不同指标", "Different")}`),
      h("button", { type: "button", on: { click: reviewKeys.i } }, h("kbd", {}, "i"), ` ${t("跳过", "Pass over")}`)] : null,
    made.length > 0 ? h("button", { type: "button", on: { click: reviewKeys.u } }, h("kbd", {}, "u"), ` ${t("撤销", "Undo")}`) : null,
    made.length > 0 ? h("button", { type: "button", on: { click: download } }, t(`下载 ${made.length} 条决定`, `Download ${made.length} decisions`)) : null,
    h("span", { class: "soft" }, t(`待定 ${review.open.length} 条，已定 ${made.length} 条`, `${review.open.length} open, ${made.length} decided`)));
  place.replaceChildren(
    h("p", { class: "lead" }, t("证据不足或与次优相近的连接，影响大的在前。决定存在此浏览器中；下载的 decisions.toml 放进报告文件夹，下次运行即生效。", "Links with little evidence, or hardly more than the runner-up's; those that would change most come first. Decisions are kept in this browser; download decisions.toml into the folder of the reports, and the next run holds to it.")),
    question ? asked(question) : h("p", {}, t("没有待定的连接。", "Nothing is left to decide.")), answers,
    question ? because(question) : null, waiting());
}

/** The two figures, side by side. */
function asked(question) {
  const row = current.body.series[question.series];
  const figure = row.figures[question.figure];
  const from = row.figures[figure.link.to];
  const side = (one, extra) => {
    const report = current.body.reports[one.report];
    return h("div", {}, h("h3", {}, `${report.year} `, h("small", { lang: "zh-CN" }, one.label || row.name), " ", extra),
      h("a", { class: "quote", lang: "zh-CN", href: textLink(report, one.place) }, quoted(report, one.quote, one.place)));
  };
  return h("div", {}, h("h2", { id: "question", tabindex: "-1" }, h("a", { href: seriesLink(row), lang: "zh-CN" }, row.name), " ", unitTag(row.unit),
    h("small", {}, ` ${t("是同一指标吗？", "the same indicator?")}`)),
    h("div", { class: "question" }, side(from), side(figure)));
}

/** What speaks for it, and the runner-up. */
function because(question) {
  const row = current.body.series[question.series];
  const figure = row.figures[question.figure];
  const report = current.body.reports[figure.report];
  const rival = figure.link.rival;
  return h("div", { class: "question because" }, h("div", {}, h("h3", {}, t("依据", "Evidence")), evidence(row, figure)),
    rival ? h("div", {}, h("h3", {}, t("同一报告中的次优", "The runner-up in the same report")),
      h("a", { class: "quote", lang: "zh-CN", href: textLink(report, rival.place) }, quoted(report, rival.quote, rival.place))) : null);
}

function waiting() {
  const rows = review.open.slice(0, 60).map((question, at) => {
    const row = current.body.series[question.series];
    const figure = row.figures[question.figure];
    const from = row.figures[figure.link.to];
    return h("tr", { class: at === review.at ? "opened" : null },
      h("th", { scope: "row", lang: "zh-CN" }, h("a", { href: link("review", { at: at || "" }), "aria-current": at === review.at ? "true" : null }, row.name)),
      h("td", {}, `${current.body.reports[from.report].year} → ${current.body.reports[figure.report].year}`),
      h("td", { class: "n" }, `${from.shown} → ${figure.shown}`), h("td", { class: "n" }, tenths(figure.link.bits)),
      h("td", { class: "n" }, figure.link.margin === undefined ? "–" : tenths(figure.link.margin)));
  });
  if (rows.length === 0) return null;
  const heads = [t("指标", "Indicator"), t("报告", "Reports"), t("数值", "Values"), t("证据", "Evidence"), t("领先", "Margin")];
  return h("table", { class: "waiting" }, h("thead", {}, h("tr", {}, heads.map((head, at) => h("th", { scope: "col", class: at > 1 ? "n" : null }, head)))), h("tbody", {}, rows));
}

function decide(decision) {
  const question = review.open[review.at];
  if (!question) return;
  const row = current.body.series[question.series];
  const figure = row.figures[question.figure];
  save([...decisions(), { decision, name: row.name, a: addressOf(row.figures[figure.link.to]), b: addressOf(figure) }]);
  announce(t("已记下", "noted"));
  route({ quiet: true });
  byId("question")?.focus({ preventScroll: true });
}

const reviewKeys = {
  s: () => decide("same"), d: () => decide("different"), i: () => decide("skip"),
  u: () => { save(decisions().slice(0, -1)); announce(t("已撤销", "undone")); route({ quiet: true }); },
};

/** The decisions as the file that nianlun reads (decisions.toml); what was passed over is none. A JSON string is a TOML one, too. */
function decisionsFile() {
  const body = data.bodies.length > 1 ? `body = ${JSON.stringify(current.body.name)}, ` : "";
  const address = (one) => `  { report = ${one.year}, ${body}quote = ${JSON.stringify(one.quote)}, surface = ${JSON.stringify(one.surface)} },\n`;
  return decisions().filter((one) => one.decision !== "skip")
    .map((one) => `[[${one.decision}]]\nfigures = [\n${address(one.a)}${address(one.b)}]\nnote = ${JSON.stringify(one.name)}\n`).join("\n");
}

function download() {
  const address = URL.createObjectURL(new Blob([decisionsFile()], { type: "application/toml" }));
  const anchor = h("a", { href: address, download: "decisions.toml" });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
