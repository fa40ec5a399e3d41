// One search over all texts and figures of all years and bodies: as one types, with hits by year.

/** A report's text for matching: without white space, letters small, full-width forms plain; and where each character stands. */
const matchable = new WeakMap();
function matchText(report) {
  if (!matchable.has(report)) {
    const whole = Array.from(report.text);
    const [first, last] = [report.paragraphs[0]?.[0] ?? 0, report.paragraphs.at(-1)?.[1] ?? whole.length];
    const places = new Uint32Array(last - first);
    let text = "";
    let count = 0;
    for (let at = first; at < last; at += 1) {
      const one = matchForm(whole[at]);
      if (one === "") continue;
      places[count] = at;
      count += 1;
      text += one;
    }
    const starts = new Set(report.paragraphs.flatMap(([start, , inner]) => [start, inner]));
    matchable.set(report, { text, places: places.subarray(0, count), starts });
  }
  return matchable.get(report);
}

/** One character for matching; nothing for white space. What takes two units stands as one that nobody types. */
function matchForm(one) {
  if (one.length > 1) return "\ufffd";
  const code = one.charCodeAt(0);
  if (code <= 32 || code === 0x3000 || code === 0xa0 || code === 0x200b || code === 0xfeff) return "";
  if (code > 0xff00 && code < 0xff5f) return String.fromCharCode(code - 0xfee0).toLowerCase();
  return one.toLowerCase();
}

/** What is searched for: words that all have to stand in one sentence. */
const searchedWords = (query) => query.trim().split(/\s+/).map((word) => Array.from(word, matchForm).join("")).filter(Boolean);

const STOPS = /[。！？!?；;]/;
/** The sentence around a hit in a text for matching, as a stretch of it; a line without stops is cut. */
function sentenceAround({ text, places, starts }, at, length) {
  let [start, end] = [at, at + length];
  while (start > 0 && at - start < 160 && !STOPS.test(text[start - 1]) && !starts.has(places[start])) start -= 1;
  while (end < text.length && end - at < 160 && !STOPS.test(text[end - 1]) && !starts.has(places[end])) end += 1;
  return [start, end];
}

/** The hits in a report: place and quote in the report's own offsets. Several in one sentence are one line, and count. */
function hitsIn(report, words) {
  const { text, places } = matchText(report);
  const hits = [];
  let count = 0;
  let until = -1;
  for (let at = text.indexOf(words[0]); at >= 0; at = text.indexOf(words[0], at + words[0].length)) {
    const [start, end] = at < until ? [0, 0] : sentenceAround(matchText(report), at, words[0].length);
    if (at < until) {
      count += 1;
      continue;
    }
    const sentence = text.slice(start, end);
    if (!words.every((word) => sentence.includes(word))) continue;
    until = end;
    count += 1;
    const place = (from, to) => [places[from], places[to - 1] + 1];
    hits.push({ place: place(at, at + words[0].length), quote: place(start, end) });
  }
  return { hits, count };
}

const search = { timer: 0, shown: 60, year: "" };
const isIn = (text, words) => {
  const form = Array.from(text ?? "", matchForm).join("");
  return words.every((word) => form.includes(word));
};

/** Draws the view: the box stays while what it finds is drawn anew. */
function drawSearch(place, { query }) {
  const words = query.get("q") ?? "";
  search.year = query.get("year") ?? "";
  let box = byId("find-all");
  if (!box) {
    box = h("input", { type: "search", id: "find-all", autocomplete: "off", enterkeyhint: "search" });
    box.addEventListener("input", () => {
      clearTimeout(search.timer);
      search.timer = setTimeout(() => {
        history.replaceState(null, "", link("search", { q: box.value }));
        search.year = "";
        search.shown = 60;
        byId("search-found").replaceChildren(...foundAll(box.value));
      }, 60);
    });
    place.replaceChildren(h("div", { class: "filters", role: "search" }, box), h("div", { id: "search-found" }));
  }
  box.setAttribute("aria-label", t("在全部报告中检索", "Search all reports"));
  box.placeholder = t("检索全部年份的文字和指标", "search the texts and figures of all years");
  if (box.value !== words) box.value = words;
  search.shown = 60;
  byId("search-found").replaceChildren(...foundAll(words));
  if (words === "" && document.activeElement?.closest("header nav, body") !== null) box.focus({ preventScroll: true });
}

/** Everything that is found: how often by year, indicators, sentences. */
function foundAll(query) {
  const words = searchedWords(query);
  if (words.length === 0) {
    return [h("p", { class: "soft" }, t("输入要找的词；几个词之间用空格隔开，表示同一句里都有。", "Type what to look for; several words, with blanks between, must all stand in one sentence."))];
  }
  const byReport = data.bodies.flatMap((body, at) => body.reports.map((report) => ({ at, body, report, ...hitsIn(report, words) })));
  const rows = data.bodies.flatMap((body, at) => body.series.filter((row) => [row.name, row.scope, ...row.figures.map((figure) => figure.label)].some((text) => isIn(text, words))).map((row) => ({ at, body, row })));
  rows.sort((one, two) => two.row.reports - one.row.reports);
  const all = byReport.reduce((sum, one) => sum + one.count, 0);
  const count = h("p", { class: "soft", role: "status" }, t(
    `${byReport.length} 份报告：文字 ${thousands(all)} 处，指标 ${thousands(rows.length)} 项`,
    `${byReport.length} reports: ${thousands(all)} places in the texts, ${thousands(rows.length)} indicators`));
  const hits = byReport.filter((one) => !search.year || `${one.report.year}` === search.year).toReversed().flatMap((one) => one.hits.map((hit) => ({ ...one, hit })));
  return [count, all > 0 ? yearBars(byReport, query) : null,
    h("div", { class: "columns" },
      h("div", {}, h("h2", {}, t("指标", "Indicators"), " ", h("small", {}, rows.length > 24 ? t(`前 24 项，共 ${rows.length} 项`, `24 of ${rows.length}`) : "")), indicatorsFound(rows.slice(0, 24))),
      h("div", {}, h("h2", {}, t("文字", "Texts"), search.year ? ` ${search.year}` : "", " ", h("small", {}, t(`${thousands(hits.length)} 句`, `${thousands(hits.length)} sentences`), " "), takeButtons(`nianlun-${query}`, () => hitTable(hits))), textsFound(hits)))].filter(Boolean);
}

/** How often it is said, by year; a bar leads to its year alone. */
function yearBars(byReport, query) {
  const years = new Map();
  for (const { report, count } of byReport) years.set(report.year, (years.get(report.year) ?? 0) + count);
  const ordered = [...years].sort(([one], [two]) => one - two);
  const most = Math.max(...years.values());
  return h("ol", { class: "year-bars", "aria-label": t("每年出现的次数", "How often in each year") }, ordered.map(([year, count]) => h("li", {},
    h("a", { href: link("search", { q: query, year: search.year === `${year}` ? "" : year }), "aria-current": search.year === `${year}` ? "true" : null, title: t(`${year} 年 ${count} 处`, `${year}: ${count} places`) },
      h("span", { class: "n" }, count || "–"), s("svg", { width: 34, height: 44, "aria-hidden": "true" }, s("rect", { class: "bar", x: 0, width: 34, y: (44 - (44 * count) / most).toFixed(1), height: ((44 * count) / most).toFixed(1) })), `${year}`))));
}

function indicatorsFound(rows) {
  if (rows.length === 0) return h("p", { class: "soft" }, t("没有这样的指标。", "No such indicator."));
  return h("ul", { class: "list" }, rows.map(({ at, body, row }) => {
    const values = row.points.slice(-4).map((point) => `${point.period} ${shownOf(row, row.figures[point.figure])}`).join(" · ");
    return h("li", {}, h("a", { class: "name", lang: "zh-CN", href: ofBody(at, () => seriesLink(row)) }, row.name, row.role === "target" ? [" ", h("span", { class: "tag" }, t("目标", "target"))] : null, " ", scopeTag(row, body), row.covers ? [" ", coversTag(row)] : null),
      h("span", { class: "n soft" }, data.bodies.length > 1 ? `${body.name}：` : "", values, row.unit ? h("small", { lang: "zh-CN" }, ` ${row.unit}`) : null));
  }));
}

/** A link made as if that body were the one looked at. */
function ofBody(at, make) {
  const now = current.at;
  current.at = at;
  const made = make();
  current.at = now;
  return made;
}

const sectionOf = (report, start) => report.sections.filter((section) => section.place[0] <= start && start < section.place[1]).at(-1);

function textsFound(hits) {
  if (hits.length === 0) return h("p", { class: "soft" }, t("没有这样的文字。", "No such text."));
  const lines = hits.slice(0, search.shown).map(({ at, body, report, hit }) => {
    const section = sectionOf(report, hit.place[0]);
    return h("li", {}, h("span", { class: "soft quote-head" }, data.bodies.length > 1 ? `${body.name} ` : "", `${report.year} `, section ? said(section.title) : ""), h("span", {}),
      h("a", { class: "quote", lang: "zh-CN", href: ofBody(at, () => textLink(report, hit.place)) }, quoted(report, hit.quote, hit.place)));
  });
  const more = hits.length > search.shown && h("button", { type: "button", on: { click: (event) => {
    search.shown += 200;
    event.target.parentElement.replaceWith(textsFound(hits));
  } } }, t(`再看 ${hits.length - search.shown} 句`, `${hits.length - search.shown} more`));
  return h("div", {}, h("ul", { class: "list" }, lines), more || null);
}

/** What was found, as a table to take away. */
function hitTable(hits) {
  return [["body", "report_year", "report", "section", "char_start", "char_end", "quote"],
    ...hits.map(({ body, report, hit }) => [body.name, report.year, report.name, sectionOf(report, hit.place[0])?.title.zh ?? "", hit.place[0], hit.place[1], cut(report, ...hit.quote)])];
}
