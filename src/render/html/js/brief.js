// What a year's report says against the one before, first of all: six numbers that each lead on, and what is no longer
// told, told for the first time, promised and not answered.

const tellsIn = (row, at) => row.figures.some((figure) => figure.report === at && !figure.aside);

/** What a report tells of, in any measure or span, as numbers: see `topics` of a series. */
const topicsTold = new WeakMap();
function topicsIn(at) {
  const report = current.body.reports[at];
  if (!topicsTold.has(report)) {
    topicsTold.set(report, new Set(current.body.series.filter((row) => row.role === "actual" && row.figures.some((figure) => figure.report === at)).flatMap((row) => row.topics)));
  }
  return topicsTold.get(report);
}

/**
 * Series of what was reached that one report tells and that another says nothing of, in no other measure or span either;
 * those told longest first. A link that was not drawn looks the same as an indicator that was dropped: so it is said to be
 * not found, not to be gone.
 */
function toldOnlyIn(at, other) {
  const there = topicsIn(other);
  const rows = current.body.series.filter((row) => row.role === "actual" && row.measure === "level" && tellsIn(row, at) && !tellsIn(row, other) && !row.topics.some((topic) => there.has(topic)));
  return rows.toSorted((one, two) => two.reports - one.reports);
}

/** The same, and told by no report before. */
const toldFirstIn = (at, other) => toldOnlyIn(at, other).filter((row) => !row.figures.some((figure) => figure.report < at));

/** The brief of the body that is looked at; nothing where it has one report. */
function drawBrief() {
  byId("brief")?.remove();
  const years = pickedPair();
  // Here they stand in the brief, of whichever two years; as HTML they are for readers without scripts.
  for (const fixed of document.querySelectorAll("#overview .of-base")) fixed.classList.add("hidden");
  if (!years) return;
  const [a, b] = years;
  const { reports, promises, checks, series } = current.body;
  const [before, after] = [reports[a], reports[b]];
  const pair = pairOf(a, b);
  const gone = toldOnlyIn(a, b);
  const fresh = toldFirstIn(b, a);
  const made = promises.filter((one) => one.report === a && one.outcome !== "too-early");
  const targets = made.filter((one) => one.target);
  const met = targets.filter((one) => one.outcome === "met");
  const wrong = checks.filter((check) => check.report === b && check.verdict === "fails");
  const sections = (pair?.sections ?? []).filter((row) => row.relation !== "same");
  const cell = (count, text, href, bad) => h("a", { href, class: bad ? "bad" : null }, h("b", {}, count), h("span", {}, text));
  const box = h("section", { id: "brief", "aria-labelledby": "brief-title" },
    h("h2", { id: "brief-title", class: "brief-title" }, t(`${after.year} 年报告与 ${before.year} 年相比`, `The report of ${after.year} against that of ${before.year}`)),
    h("div", { class: "brief-numbers" },
      !pair ? cell("–", t("文字没有比较（点开看原因）", "texts not compared (see why)"), link(`text/${before.year}/${after.year}`)) : pair.carried !== null ? cell(`${percent(pair.carried)}%`, t(`文字沿用自 ${before.year} 年报告`, `of the text carried over from ${before.year}`), link(`text/${before.year}/${after.year}`)) : null,
      pair ? cell(sections.length, t("个部分新增、取消、改名或移动", "sections new, gone, renamed or moved"), link(`text/${before.year}/${after.year}`)) : null,
      cell(gone.length, t("项指标没有再找到", "indicators not found again"), link("indicators", { all: "1", told: `${reports[a].year ?? a}-${reports[b].year ?? b}` })),
      cell(fresh.length, t("项指标以前没有找到", "indicators not found before"), link("indicators", { all: "1", told: `${reports[b].year ?? b}-${reports[a].year ?? a}` })),
      targets.length > 0 && b === a + 1 ? cell(`${met.length} / ${targets.length}`, t(`项 ${before.year} 年的数字目标达到`, `targets of ${before.year} met`), link("promises", { plan: before.year, only: "figures" })) : null,
      cell(wrong.length, t("处数字对不上", "figures that don't agree"), link("checks", { verdict: "fails" }), wrong.length > 0)),
    h("div", { class: "columns" },
      h("div", {}, listOf(t(`${after.year} 年没有再找到`, `Not found again in ${after.year}`), gone, (row) => [row, lastIn(row, a)]), listOf(t("以前没有找到", "Not found before"), fresh, (row) => [row, lastIn(row, b)])),
      h("div", {}, largestBetween(a, b), b === a + 1 ? promisesOf(made, before) : null)));
  box.append(h("p", { class: "note" }, t("要两页的简报（Word、网页或文本）：", "Two pages to hand on, for Word, the web or as text: "), h("code", {}, `nianlun brief ${after.year} ${before.year} --out brief.docx`)));
  byId("overview").querySelector("h1").after(box);
}

const lastIn = (row, at) => row.figures.find((figure) => figure.report === at && !figure.aside);

/** A few series with the figure that is meant, and how many more there are. */
function listOf(title, rows, figureOf) {
  if (rows.length === 0) return null;
  return [h("h3", {}, title, rows.length > 5 ? h("small", {}, t(`　前 5 项，共 ${rows.length} 项`, ` 5 of ${rows.length}`)) : null),
    h("ul", { class: "list" }, rows.slice(0, 5).map(figureOf).map(([row, figure]) => {
      const report = current.body.reports[figure.report];
      return h("li", {}, h("a", { class: "name", lang: "zh-CN", href: seriesLink(row) }, row.name, " ", coversTag(row)),
        h("span", { class: "n" }, h("a", { class: "cell", href: textLink(report, figure.place), title: figure.exact }, `${report.year} `, withUnit(row, figure))));
    }))];
}

/** The largest changes between two years: comparable, sure and exact, and how many series are not. */
function largestBetween(a, b) {
  const { reports, series } = current.body;
  const found = [];
  let left = 0;
  for (const row of series) {
    if (row.role !== "actual" || row.measure === "delta" || row.years > 1) continue;
    const ends = [a, b].map((at) => pointOf(row, yearOf(reports[at], row))?.figure);
    // What has no weight has no place among the largest: the program says so, for the brief and the table alike.
    const packed = ends.includes(undefined) ? undefined : row.between.find((one) => one[0] === ends[0] && one[1] === ends[1]);
    if (!packed) continue;
    const change = changeOf(packed, row, ends[0]);
    if (change.weight > 0) found.push([row, change]);
    else if (change.weight < 0) left += 1;
  }
  found.sort(([, one], [, two]) => two.weight - one.weight);
  const [from, to] = [a, b].map((at) => reports[at].covers);
  return [h("h3", {}, t(`${from} → ${to} 变化最大`, `Largest changes ${from} → ${to}`), h("small", {}, t(`　确切可比 ${found.length} 项${left > 0 ? `；${left} 项不可比、不确定或名称不尽相同` : ""}`, ` ${found.length} comparable${left > 0 ? `; ${left} not, unsure, or named otherwise` : ""}`))),
    found.length === 0 ? h("p", { class: "soft" }, t("这两年没有可比的数。", "Nothing is comparable between the two.")) :
    h("ul", { class: "list", id: "largest-between" }, found.slice(0, 8).map(([row, change]) => {
      const [one, two] = change.ends.map((at) => row.figures[at]);
      const cell = (figure) => h("a", { class: "cell", href: textLink(reports[figure.report], figure.place), title: figure.exact }, shownOf(row, figure));
      return h("li", {}, h("a", { class: "name", lang: "zh-CN", href: seriesLink(row) }, row.name), h("span", { class: "n" }, cell(one), " → ", cell(two), row.unit ? h("small", { lang: "zh-CN" }, ` ${row.unit}`) : null, " ", changeText(row, change)),
        h("a", { class: "quote", lang: "zh-CN", href: textLink(reports[two.report], two.place) }, h("span", { class: "year" }, `${reports[two.report].year} `), quoted(reports[two.report], two.quote, two.place, 26)));
    })),
    h("p", {}, h("a", { href: comparedLink(a, b) }, t("这两年的全部指标", "all indicators of the two years")))];
}

/** The table of all indicators between two reports, largest change first; the base stays what it is. */
function comparedLink(a, b) {
  const { reports } = current.body;
  const base = basePlace();
  const two = base === a ? { vs: reports[b].year } : base === b ? { vs: reports[a].year } : { base: reports[b].year, vs: reports[a].year };
  return link("indicators", { ...two, sort: "change", down: "1" });
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
