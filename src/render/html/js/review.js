// Links that somebody should decide: the same indicator, another one, or not worth it; best first.

const review = {
  open: [], at: 0,
  /** The question to stay at, where the data is another. */
  wanted: null,
};

/** The questions that nobody has answered yet. */
function openQuestions() {
  const done = new Set(decisions().map(keyOfDecision));
  // What was said of one of the two figures answers the question about both.
  const isSettled = (key) => [key, ...key.split(">")].some((one) => done.has(one) || server.answered.has(one));
  return current.body.queue.filter((question) => !isSettled(keyOfQuestion(question)));
}

function drawReview(place, { query }) {
  const made = decisions();
  review.open = openQuestions();
  review.at = Math.min(Number(query.get("at") ?? 0) || 0, Math.max(0, review.open.length - 1));
  if (review.wanted !== null) {
    const again = review.open.findIndex((question) => keyOfQuestion(question) === review.wanted);
    review.wanted = null;
    if (again >= 0 && again !== review.at) {
      review.at = again;
      history.replaceState(null, "", link("review", { at: again || "" }));
    }
  }
  const question = review.open[review.at];
  const count = isServed ? server.state?.decisions.length ?? 0 : made.length;
  const undo = isServed ? server.mine.length + server.jobs.length > 0 : made.length > 0;
  const answers = h("div", { class: "answers" },
    question ? [
      h("button", { type: "button", on: { click: reviewKeys.s } }, h("kbd", {}, "s"), ` ${t("同一指标", "Same")}`),
      h("button", { type: "button", on: { click: reviewKeys.d } }, h("kbd", {}, "d"), ` ${t("不同指标", "Different")}`),
      h("button", { type: "button", on: { click: reviewKeys.i } }, h("kbd", {}, "i"), ` ${t("跳过", "Pass over")}`)] : null,
    undo ? h("button", { type: "button", on: { click: reviewKeys.u } }, h("kbd", {}, "u"), ` ${t("撤销", "Undo")}`) : null,
    made.length > 0 && !isServed ? h("button", { type: "button", on: { click: downloadDecisions } }, t(`下载 ${made.length} 条决定`, `Download ${made.length} decisions`)) : null,
    h("span", { class: "soft" }, t(`待定 ${review.open.length} 条，已定 ${count} 条`, `${review.open.length} open, ${count} decided`)));
  const lead = isServed
    ? t("证据不足、与次优相近或名称像是两类的连接，影响大的在前。每个决定立即存入决定文件，比较随之更新。", "Links with little evidence, or hardly more than the runner-up's, or of what may be two kinds by their names; those that would change most come first. Each decision is saved at once, and the comparison follows.")
    : t("证据不足、与次优相近或名称像是两类的连接，影响大的在前。决定存在此浏览器中；下载的 decisions.toml 放进报告文件夹，下次运行即生效。用 nianlun review 打开则直接存入文件。", "Links with little evidence, or hardly more than the runner-up's, or of what may be two kinds by their names; those that would change most come first. Decisions are kept in this browser; download decisions.toml into the folder of the reports, and the next run holds to it. Opened with nianlun review, they go into the file by themselves.");
  place.replaceChildren(
    h("p", { class: "lead" }, lead),
    question ? asked(question) : h("p", {}, t("没有待定的连接。", "Nothing is left to decide.")), answers,
    ...[question ? because(question) : null, isServed ? h("div", { id: "served-lists" }, servedLists()) : null, waiting()].flat().filter(Boolean));
}

/** The two figures, side by side. */
function asked(question) {
  const row = current.body.series[question.series];
  const figure = row.figures[question.figure];
  const from = row.figures[figure.link.to];
  const side = (one, extra) => {
    const report = current.body.reports[one.report];
    return h("div", {}, h("h3", {}, `${report.year} `, h("small", { lang: "zh-CN" }, one.label || row.name), " ", extra),
      h("a", { class: "quote", lang: "zh-CN", href: textLink(report, one.place) }, quoted(report, one.quote, one.place)), figureAnswers(question, row, one));
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
  const other = rival && current.body.reports[rival.report];
  return h("div", { class: "question because" }, h("div", {}, h("h3", {}, t("依据", "Evidence")), evidence(row, figure),
    h("p", { class: "note" }, t("正数支持、负数反对是同一指标。合计不到 2，只比次优多不到 2，或名称像是同类中的两种，就请人来定。", "More than 0 speaks for one indicator, less against it. A sum under 2, less than 2 more than the runner-up's, or names that may be of two kinds are left to you."))),
    rival ? h("div", {}, h("h3", {}, t(`次优（${other.year} 年报告）`, `The runner-up (report of ${other.year})`)),
      h("a", { class: "quote", lang: "zh-CN", href: textLink(other, rival.place) }, quoted(other, rival.quote, rival.place))) : null);
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
  const heads = [t("指标", "Indicator"), t("报告", "Reports"), t("数值", "Values"), t("证据合计", "Evidence"), t("比次优多", "Over runner-up")];
  return [h("h2", {}, t("待定", "Open")), h("table", { class: "waiting" }, h("thead", {}, h("tr", {}, heads.map((head, at) => h("th", { scope: "col", class: at > 1 ? "n" : null }, head)))), h("tbody", {}, rows))];
}

function decide(decision) {
  const question = review.open[review.at];
  if (!question) return;
  const row = current.body.series[question.series];
  decideLink(row, row.figures[question.figure], decision);
  route({ quiet: true });
  byId("question")?.focus({ preventScroll: true });
}

/** Keeps what is decided about the link of a figure to the one before it. */
function decideLink(row, figure, decision) {
  const one = { decision, name: row.name, a: addressOf(row.figures[figure.link.to]), b: addressOf(figure) };
  if (isServed && decision !== "skip") {
    saveDecision(keyOfDecision(one), { verdict: decision, figures: [figureAddress(one.a), figureAddress(one.b)], note: row.name });
    return;
  }
  save([...decisions(), one]);
  if (isServed) server.mine.push({ skip: keyOfDecision(one) });
  announce(t("已记下", "noted"));
}

function undo() {
  const done = isServed ? undoServed() : decisions().length > 0;
  if (!isServed) save(decisions().slice(0, -1));
  announce(done ? t("已撤销", "undone") : t("此页没有可撤销的决定", "nothing was decided on this page"));
  route({ quiet: true });
}

const reviewKeys = { s: () => decide("same"), d: () => decide("different"), i: () => decide("skip"), u: undo };
