// One report to read: its text with every figure linked to its series; and which reports the text view shows.

const pairOf = (a, b) => current.body.pairs.find((pair) => pair.a === a && pair.b === b);

/** Draws the text view: one report, or two side by side. */
function drawText(place, { parts, query }) {
  let [a, b] = [reportOf(parts[0]), reportOf(parts[1])];
  const mark = parts.find((part) => part.startsWith("@") || part.startsWith("c"));
  if (a < 0 && b < 0) {
    [a, b] = pickedPair() ?? [-1, 0];
  }
  const pair = a >= 0 && b >= 0 ? pairOf(a, b) : null;
  const untold = a >= 0 && b >= 0 && !pair ? [a, b] : null;
  lines.reset();
  const single = pair === null || pair === undefined ? Math.max(untold ? b : a, 0) : null;
  place.replaceChildren(...[pickers(pair, single, query, untold), untold ? notCompared(untold) : null, pair ? compared(pair, query) : read(single)].filter(Boolean));
  if (mark?.startsWith("@")) showPlace(place, pair, single, mark);
  else if (mark && pair) {
    const [index, same] = changeAt(pair, mark);
    if (!same) place.prepend(lostPlace());
    lines.show(index);
  }
}

/** Why two texts can't be seen side by side, and what to do. */
function notCompared([a, b]) {
  const { reports } = current.body;
  const [one, other] = [reports[a].year, reports[b].year];
  return h("p", { class: "lost" }, t(`${one} 年与 ${other} 年的文字这次没有比较（只比相邻两年和基准年）。用 `, `The texts of ${one} and ${other} were not compared in this run (only neighbours, and the base with all). Run `),
    h("code", {}, isServed ? "nianlun compare --all-pairs" : `nianlun compare ${one} --all-pairs`), t(" 可以比较任意两年；两年的数字在", " to compare every two; their figures stand under "),
    h("a", { href: link("indicators", { base: one, vs: other }) }, t("指标", "Indicators")), t("里。下面是较晚的一份。", ". Below is the later one."));
}

/** The reports that are shown, and how. */
function pickers(pair, single, query, untold) {
  const { reports, pairs } = current.body;
  const later = pair ? pair.b : single;
  const open = (a, b) => { location.hash = a === null ? link(`text/${reports[b].year}`) : link(`text/${reports[a].year}/${reports[b].year}`, lines.filters(query)); };
  const name = (at) => `${reports[at].year}${at === basePlace() ? t("（基准）", " (base)") : ""}`;
  const partners = (at) => pairs.filter((one) => one.b === at).map((one) => one.a);
  const second = h("select", { id: "text-later", on: { change: () => {
    const next = Number(second.value);
    const left = partners(next);
    const wanted = pair && left.includes(pair.a) ? pair.a : left.at(-1) ?? null;
    open(pair ? wanted : null, next);
  } } }, reports.map((_, at) => h("option", { value: at }, name(at))));
  second.value = later;
  const first = h("select", { id: "text-earlier", on: { change: () => open(first.value === "" ? null : Number(first.value), later) } },
    h("option", { value: "" }, t("只读这一份", "read it alone")), reports.map((_, at) => at).filter((at) => at < later || partners(later).includes(at))
      .map((at) => h("option", { value: at }, name(at), partners(later).includes(at) ? "" : t("（未比较）", " (not compared)"))));
  first.value = pair ? pair.a : untold ? untold[0] : "";
  const around = pairs.filter((one) => one.b === one.a + 1);
  const here = pair && around.indexOf(pair);
  const jump = (to, text, sign) => h("button", { type: "button", "aria-label": text, disabled: !around[to], on: { click: () => open(around[to].a, around[to].b) } }, sign);
  return h("div", { class: "filters" },
    here !== null && here >= 0 ? jump(here - 1, t("前一对年份", "the pair of years before"), "‹") : null,
    h("label", {}, t("报告", "Report"), second), h("label", {}, t("对照", "against"), first),
    here !== null && here >= 0 ? jump(here + 1, t("后一对年份", "the next pair of years"), "›") : null,
    pair ? lines.controls(query) : [copyButton(), h("span", { id: "chosen-part", class: "chosen-part" })]);
}

/** Every figure of a report by where it stands, with its series. */
const figuresOf = new WeakMap();
function figures(at) {
  const report = current.body.reports[at];
  if (!figuresOf.has(report)) {
    const found = current.body.series.flatMap((row) => row.figures.filter((figure) => figure.report === at).map((figure) => ({ figure, row })));
    found.sort((x, y) => x.figure.place[0] - y.figure.place[0]);
    found.starts = found.map((one) => one.figure.place[0]);
    figuresOf.set(report, found);
  }
  return figuresOf.get(report);
}

/** A stretch of a report with its figures as links; `place` is marked. */
function linked(at, start, end, place) {
  const report = current.body.reports[at];
  const out = [];
  let from = start;
  const plain = (to) => {
    if (to <= from) return;
    if (place && place[0] < to && from < place[1]) {
      const [x, y] = [Math.max(place[0], from), Math.min(place[1], to)];
      out.push(cut(report, from, x), h("mark", { class: "target" }, cut(report, x, y)), cut(report, y, to));
    } else out.push(cut(report, from, to));
    from = to;
  };
  for (const { figure, row } of figures(at)) {
    if (figure.place[0] < from || figure.place[1] > end) continue;
    plain(figure.place[0]);
    const hit = place && place[0] < figure.place[1] && figure.place[0] < place[1];
    out.push(h("a", { class: `figure${hit ? " target" : ""}`, href: seriesLink(row), title: `${row.name} ${figure.exact}` }, cut(report, ...figure.place)));
    from = figure.place[1];
  }
  plain(end);
  return out;
}

/** A stretch of a report, each sentence a part of its own that can be chosen. */
function sentencesIn(at, start, end, place) {
  const report = current.body.reports[at];
  const out = [];
  let from = start;
  const text = raw(report, start, end);
  // Where a character takes two units its offset is not that of the text: the paragraph stays whole.
  const isPlain = text.length === end - start;
  for (let to = start + 1; to <= end; to += 1) {
    const stops = isPlain && STOPS.test(text[to - 1 - start]) && !/[”’」』）)]/.test(text[to - start] ?? "");
    const closes = isPlain && /[”’」』）)]/.test(text[to - 1 - start]) && STOPS.test(text[to - 2 - start] ?? "");
    if (to < end && !stops && !closes) continue;
    // A mark that a sentence of its own would consist of belongs to the one before; figures are never cut.
    out.push(h("span", { class: "sentence", "data-place": `${from}-${to}` }, linked(at, from, to, place)));
    from = to;
  }
  return out;
}

/** Chooses the sentence that was clicked: the address leads to it, and what its paragraph is for can be said. */
function chooseSentence(event, at) {
  const sentence = event.target.closest(".sentence");
  if (!sentence || !isOnText(event)) return;
  for (const old of document.querySelectorAll(".reading .chosen")) old.classList.remove("chosen");
  sentence.classList.add("chosen");
  const report = current.body.reports[at];
  history.replaceState(null, "", textLink(report, sentence.dataset.place.split("-").map(Number)));
  const paragraph = sentence.closest("[data-start]");
  byId("chosen-part")?.replaceChildren(...paragraphPart(report, [Number(paragraph.dataset.start), Number(paragraph.dataset.end)]));
  announce(t("已选中这一句，复制链接会到这里", "The sentence is chosen; the link leads to it"));
}

/** A report alone. */
function read(at, place) {
  const report = current.body.reports[at];
  const inside = [];
  let title = report.title ?? report.name;
  const heads = new Map(report.sections.map((section, index) => [section.place[0], index]));
  for (const [at0, [start, end, text]] of report.paragraphs.entries()) {
    // The title stands above.
    if (at0 === 0 && cut(report, start, end) === report.title) {
      title = linked(at, start, end, place);
      continue;
    }
    const index = heads.get(start);
    const section = report.sections[index];
    if (section && text > start) {
      inside.push(h(`h${Math.min(4, section.level + 1)}`, { id: `section-${index}`, tabindex: "-1", "data-start": start, "data-end": text }, linked(at, start, Math.min(text, end), place), " ", partButton(report, section)));
      if (text >= end) continue;
    } else if (section) inside.push(h("p", { class: "part-mark" }, said(section.title), " ", partButton(report, section)));
    inside.push(h("p", { "data-start": start, "data-end": end }, sentencesIn(at, section ? Math.max(start, text) : start, end, place)));
  }
  const outline = h("ol", {}, report.sections.map((section, index) => h("li", { class: `l${Math.min(section.level, 3)}` },
    h("a", { href: link(`text/${report.year}/@${section.place[0]}-${section.place[0]}`) }, said(section.title)))));
  return h("div", { class: "with-outline" },
    h("nav", { class: "outline", "aria-label": t("各部分", "Sections") }, outline),
    h("article", { class: "reading", lang: "zh-CN", "data-report": at, on: { click: (event) => chooseSentence(event, at) } }, h("h2", {}, title), inside));
}

/** Goes to a place of a report. */
function showPlace(place, pair, single, mark) {
  const [start, end, same] = placeAt(current.body.reports[pair ? pair.b : single], mark);
  if (!same) place.prepend(lostPlace());
  if (pair) {
    lines.showPlace(start);
    return;
  }
  place.lastChild.replaceWith(read(single, [start, end]));
  const before = [...place.querySelectorAll(".reading [data-start]")].filter((one) => Number(one.dataset.start) <= start);
  const target = place.querySelector(".reading .target") ?? before.at(-1);
  if (!target) return;
  target.scrollIntoView({ block: "center" });
  if (!target.hasAttribute("tabindex") && target.tagName !== "A") target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
}
