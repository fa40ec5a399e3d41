// What a year's report says against the one before, first of all: six numbers that each lead on, and what is no longer
// told, told for the first time, promised and not answered.

const tellsIn = (row, at) => row.figures.some((figure) => figure.report === at && !figure.aside);

/**
 * Series of what was reached that one report tells and in which another has no figure, those told longest first. A link that
 * was not drawn looks the same as an indicator that was dropped: so it is said to be not found, not to be gone.
 */
function toldOnlyIn(at, other) {
  const rows = current.body.series.filter((row) => row.role === "actual" && row.measure === "level" && tellsIn(row, at) && !tellsIn(row, other));
  return rows.toSorted((one, two) => two.reports - one.reports);
}

/** The brief of the body that is looked at; nothing where it has one report. */
function drawBrief() {
  byId("brief")?.remove();
  const years = pickedPair();
  const isOther = picked.base !== null || picked.vs !== null;
  for (const fixed of document.querySelectorAll("#overview .of-base")) fixed.classList.toggle("hidden", isOther);
  if (!years) return;
  const [a, b] = years;
  const { reports, promises, checks, series } = current.body;
  const [before, after] = [reports[a], reports[b]];
  const pair = pairOf(a, b);
  const gone = toldOnlyIn(a, b);
  const fresh = toldOnlyIn(b, a).filter((row) => !row.figures.some((figure) => figure.report < b));
  const made = promises.filter((one) => one.report === a && one.outcome !== "too-early");
  const answered = made.filter((one) => one.answer);
  const wrong = checks.filter((check) => check.report === b && check.verdict === "fails");
  const sections = (pair?.sections ?? []).filter((row) => row.relation !== "same");
  const cell = (count, text, href, bad) => h("a", { href, class: bad ? "bad" : null }, h("b", {}, count), h("span", {}, text));
  const box = h("section", { id: "brief", "aria-labelledby": "brief-title" },
    h("h2", { id: "brief-title", class: "brief-title" }, t(`${after.year} 年报告与 ${before.year} 年相比`, `The report of ${after.year} against that of ${before.year}`)),
    h("div", { class: "brief-numbers" },
      !pair ? cell("–", t("文字没有比较（点开看原因）", "texts not compared (see why)"), link(`text/${before.year}/${after.year}`)) : pair.carried !== null ? cell(`${percent(pair.carried)}%`, t("文字沿用自上一份", "of the text carried over"), link(`text/${before.year}/${after.year}`)) : null,
      pair ? cell(sections.length, t("个部分新增、取消、改名或移动", "sections new, gone, renamed or moved"), link(`text/${before.year}/${after.year}`)) : null,
      cell(gone.length, t("项指标没有再找到", "indicators not found again"), link("indicators", { all: "1", told: `${a}-${b}` })),
      cell(fresh.length, t("项指标以前没有找到", "indicators not found before"), link("indicators", { all: "1", told: `${b}-${a}` })),
      made.length > 0 && b === a + 1 ? cell(`${answered.length} / ${made.length}`, t("项上年打算有交代", "promises of the year before answered"), link("promises", { plan: before.year })) : null,
      cell(wrong.length, t("处数字对不上", "figures that don't agree"), link("checks", { verdict: "fails" }), wrong.length > 0)),
    h("div", { class: "columns" },
      h("div", {}, listOf(t(`${after.year} 年没有再找到`, `Not found again in ${after.year}`), gone, (row) => [row, lastIn(row, a)]), listOf(t("以前没有找到", "Not found before"), fresh, (row) => [row, lastIn(row, b)])),
      h("div", {}, b === a + 1 ? promisesOf(made, before) : null, isOther ? largestBetween(a, b) : null)));
  byId("overview").querySelector("h1").after(box);
}

const lastIn = (row, at) => row.figures.find((figure) => figure.report === at && !figure.aside);

/** A few series with the figure that is meant, and how many more there are. */
function listOf(title, rows, figureOf) {
  if (rows.length === 0) return null;
  return [h("h3", {}, title, rows.length > 5 ? h("small", {}, t(`　前 5 项，共 ${rows.length} 项`, ` 5 of ${rows.length}`)) : null),
    h("ul", { class: "list" }, rows.slice(0, 5).map(figureOf).map(([row, figure]) => {
      const report = current.body.reports[figure.report];
      return h("li", {}, h("a", { class: "name", lang: "zh-CN", href: seriesLink(row) }, row.name),
        h("span", { class: "n" }, h("a", { class: "cell", href: textLink(report, figure.place), title: figure.exact }, `${report.year} `, shownOf(row, figure), figure.unit ?? row.unit ? ` ${figure.unit ?? row.unit}` : "")));
    }))];
}

/** The largest changes between two years: comparable, sure and exact, and how many series are not. */
function largestBetween(a, b) {
  const { reports, series } = current.body;
  const found = [];
  let left = 0;
  for (const row of series) {
    if (row.role !== "actual" || (row.measure !== "level" && row.measure !== "share")) continue;
    const ends = [a, b].map((at) => pointOf(row, yearOf(reports[at], row))?.figure);
    const packed = ends.includes(undefined) ? undefined : row.between.find((one) => one[0] === ends[0] && one[1] === ends[1]);
    if (!packed) continue;
    const change = changeOf(packed, row, ends[0]);
    if (change.delta === "" || change.unsure) left += 1;
    else if (change.weight > 0) found.push([row, change]);
  }
  found.sort(([, one], [, two]) => two.weight - one.weight);
  const [from, to] = [a, b].map((at) => reports[at].covers);
  return [h("h3", {}, t(`${from} → ${to} 变化最大`, `Largest changes ${from} → ${to}`), h("small", {}, t(`　可比 ${found.length} 项${left > 0 ? `，${left} 项不可比或不确定` : ""}`, ` ${found.length} comparable${left > 0 ? `, ${left} not, or unsure` : ""}`))),
    found.length === 0 ? h("p", { class: "soft" }, t("这两年没有可比的数。", "Nothing is comparable between the two.")) :
    h("ul", { class: "list", id: "largest-between" }, found.slice(0, 8).map(([row, change]) => {
      const [one, two] = change.ends.map((at) => row.figures[at]);
      const cell = (figure) => h("a", { class: "cell", href: textLink(reports[figure.report], figure.place), title: figure.exact }, shownOf(row, figure));
      return h("li", {}, h("a", { class: "name", lang: "zh-CN", href: seriesLink(row) }, row.name), h("span", { class: "n" }, cell(one), " → ", cell(two), row.unit ? h("small", { lang: "zh-CN" }, ` ${row.unit}`) : null, " ", changeText(row, change)));
    })),
    h("p", {}, h("a", { href: link("indicators", { base: reports[a].year, vs: reports[b].year, sort: "change", down: "1" }) }, t("这两年的全部指标", "all indicators of the two years")))];
}

/** Promises that were missed or that nobody mentions again, those with a figure first. */
function promisesOf(made, before) {
  const open = made.filter((one) => one.outcome === "missed" || one.outcome === "not-mentioned").toSorted((one, two) => (one.outcome === two.outcome ? 0 : one.outcome === "missed" ? -1 : 1) || (two.target ? 1 : 0) - (one.target ? 1 : 0));
  if (open.length === 0) return null;
  return [h("h3", {}, t(`${before.year} 年的打算，未达到或没有交代`, `Promised in ${before.year}: missed, or not mentioned`), open.length > 6 ? h("small", {}, t(`　前 6 项，共 ${open.length} 项`, ` 6 of ${open.length}`)) : null),
    h("ul", { class: "list" }, open.slice(0, 6).map((one) => h("li", { class: one.outcome },
      h("a", { class: "quote", lang: "zh-CN", href: textLink(before, one.place) }, quoted(before, one.quote, one.place)),
      h("span", { class: "n" }, t(...OUTCOMES[one.outcome]), one.answer?.value ? ` ${one.answer.value}` : ""))))];
}
