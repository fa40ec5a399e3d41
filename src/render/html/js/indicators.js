// The table of series: filtered, sorted, a drawing a row; a row opens in place.

const table = { sort: "order", down: false, shown: 0 };
const CHUNK = 24;

/** The columns: every year where they fit, else those around the years that were chosen. */
function columns() {
  const { columns: all } = current.body;
  const room = innerWidth < 1100 ? 6 : innerWidth < 1400 ? 7 : innerWidth < 1700 ? 8 : 10;
  if (all.length <= Math.max(8, room)) return all;
  const chosen = [baseYear(), otherYear()].filter((year) => year !== undefined);
  const far = (year) => Math.min(...(chosen.length > 0 ? chosen : [all.at(-1)]).map((one) => Math.abs(one - year)));
  return all.toSorted((one, two) => far(one) - far(two) || two - one).slice(0, room).sort((one, two) => one - two);
}

function keyOf(row) {
  switch (table.sort) {
    case "name": return row.name;
    case "section": return row.section_title;
    case "change": {
      const change = pickedChange(row);
      // The order of the first view and of the brief; what has no place there stands behind it.
      return !change || change.delta === "" ? null : change.unsure ? 0 : Math.max(0, change.weight);
    }
    case "breaks": return row.points.slice(1).filter((point) => point.breaks.length > 0).length;
    case "reports": return row.reports;
    default: {
      const year = Number(table.sort);
      const point = year && pointOf(row, year);
      return point ? number(row.figures[point.figure]) : null;
    }
  }
}

/** That only what one report tells and another does not is listed, with a way out; or that it can't be, for one is not here. */
function toldFilter(query) {
  if (!query.get("told")) return null;
  const between = toldBetween(query)?.map((at) => current.body.reports[at].year);
  const said = between ? t(`${between[0]} 年说到、${between[1]} 年没有`, `told ${between[0]}, not ${between[1]}`)
    : t(`没有“${query.get("told")}”所指的报告，全部列出`, `the reports of “${query.get("told")}” are not here: all are listed`);
  return h("button", { type: "button", class: "told-filter", title: t("取消这项筛选", "Clear this filter"), on: { click: () => go(query, { told: "" }) } }, said, " ✕");
}

/**
 * The two reports of `told=2016-2017`, by the years that they are of: only what the one tells and the other does not. Addresses
 * of before name them by their places. Nothing where one of them is not here.
 */
function toldBetween(query) {
  const { reports } = current.body;
  const asked = query.get("told")?.match(/^(\d+)-(\d+)$/)?.slice(1).map(Number) ?? [];
  const places = asked.map((one) => (one < 1000 ? one : reports.findIndex((report) => report.year === one)));
  return places.length === 2 && places.every((at) => reports[at]) ? places : null;
}

/** The series that the filters leave, in order. What has no value stands last, whichever way. */
function chosen(query) {
  const words = (query.get("q") ?? "").trim();
  const wanted = meant(words);
  const between = toldBetween(query);
  const told = between ? new Set((between[0] < between[1] ? toldOnlyIn : toldFirstIn)(...between)) : null;
  const several = current.body.series.some((row) => row.reports > 1);
  const rows = current.body.series.filter((row) =>
    (!several || query.get("all") || row.reports > 1)
    && (!query.get("section") || row.section_title === query.get("section"))
    && (!query.get("unit") || (row.unit ?? "") === query.get("unit"))
    && (!query.get("kind") || row.kind === query.get("kind"))
    && (!query.get("role") || row.role === query.get("role"))
    && (!query.get("breaks") || row.points.some((point, at) => at > 0 && point.breaks.length > 0))
    && (!query.get("unsure") || row.unsure)
    && (!told || told.has(row))
    && (!words || [row.name, row.scope, row.unit, ...row.figures.map((figure) => figure.label)].some((text) => text && wanted.some((word) => text.toLowerCase().includes(word)))));
  if (table.sort === "order") return rows;
  const keyed = rows.map((row, at) => [keyOf(row), at, row]);
  const collator = new Intl.Collator("zh");
  const compare = (a, b) => (typeof a === "string" ? collator.compare(a, b) : a - b);
  keyed.sort(([a, i], [b, j]) => {
    if (a === null || b === null) return a === b ? i - j : a === null ? 1 : -1;
    return (table.down ? compare(b, a) : compare(a, b)) || i - j;
  });
  return keyed.map(([, , row]) => row);
}

/** What is drawn as the reader comes near its end: some at once, more when the last of them comes near the window. */
const moreRows = {
  box: null, rows: [], draw: null,
  watcher: new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) moreRows.next(); }, { rootMargin: "600px 0px" }),
  start(box, rows, draw) {
    Object.assign(this, { box, rows, draw });
    table.shown = 0;
    this.next();
  },
  next(most = CHUNK) {
    this.watcher.disconnect();
    const from = table.shown;
    table.shown = Math.min(this.rows.length, from + most);
    this.box?.append(...this.rows.slice(from, table.shown).map(this.draw));
    if (table.shown < this.rows.length) this.watcher.observe(this.box.lastElementChild);
  },
};
// An opened series is printed by itself.
addEventListener("beforeprint", () => { if (!document.querySelector(".view.open tr.opened")) moreRows.next(Infinity); });

const FILTERS = ["q", "section", "unit", "kind", "role", "breaks", "unsure", "all", "told", "as"];
const kept = (query) => Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? ""]));

/** Draws the view into its place. */
function drawIndicators(place, { parts, query }) {
  const wanted = seriesAt(parts[0]);
  table.sort = query.get("sort") ?? "order";
  table.down = query.get("down") === "1";
  let rows = chosen(query);
  if (query.get("as") === "charts" && !wanted) {
    drawMultiples(place, rows.filter((row) => chartsOf(row).length > 0), query);
    return;
  }
  if (wanted && !rows.includes(wanted)) {
    rows = [wanted, ...rows];
  }
  const body = h("tbody", {});
  const wide = h("table", { class: "series" }, tableHead(query), body);
  place.replaceChildren(...[filters(query, rows), whatIsCompared(query), wide].filter(Boolean));
  // Before there are rows, for then it is the quickest.
  keepWidths(wide, rows);
  moreRows.start(body, rows, (row) => tableRow(row, row === wanted, query));
  if (wanted) {
    if (table.shown <= rows.indexOf(wanted)) moreRows.next(rows.indexOf(wanted) + 1 - table.shown);
    const opened = body.querySelector(`[data-series="${wanted.id}"]`);
    opened.after(detailRow(wanted, wide));
    opened.scrollIntoView({ block: "start" });
    opened.querySelector("button").focus({ preventScroll: true });
  }
}

/** Which years the last column is of, and in which order the rows stand. */
function whatIsCompared(query) {
  const [base, other] = [baseYear(), otherYear()];
  if (base === undefined) return null;
  const years = other ? t(`变化：${Math.min(base, other)} 年 → ${Math.max(base, other)} 年`, `Changes: ${Math.min(base, other)} → ${Math.max(base, other)}`)
    : t(`变化：每条序列的 ${base} 年与它最近的另一年相比，各行写明年份；要固定两年，请在上面选“对照”`, `Changes: ${base} against the latest other year of each series, as each row says; choose “against” above for two fixed years`);
  const order = query.get("sort") !== "change" ? "" : t("；按幅度排序，升降不分（目标、增减量、不确定或名称不尽相同的排在后面）", "; by size, whichever way (targets, differences and what is unsure or named otherwise stand last)");
  return h("p", { class: "note", id: "what-is-compared" }, years, order);
}

/** The same series as small charts side by side. */
function drawMultiples(place, rows, query) {
  const box = h("div", { class: "multiples" });
  place.replaceChildren(filters(query, rows), box);
  moreRows.start(box, rows, (row) => {
    const target = row.counterpart && row.role === "actual" ? seriesById(row.counterpart) : null;
    return h("figure", {}, h("figcaption", { lang: "zh-CN" }, h("a", { href: seriesLink(row) }, row.name),
      row.role === "target" ? [" ", h("span", { class: "tag" }, t("目标", "target"))] : null, row.covers ? [" ", coversTag(row)] : null), picture(chartsOf(row)[1], row, target));
  });
}

function go(query, changed, id) {
  const next = { ...kept(query), sort: query.get("sort") ?? "", down: query.get("down") ?? "", ...changed };
  location.hash = link(id ? `indicators/${encodeURIComponent(`${id}~${seriesById(id).name}`)}` : "indicators", next);
}

function filters(query, rows) {
  const count = rows.length;
  const all = current.body.series;
  const options = (values, name = (value) => value) => [h("option", { value: "" }, t("全部", "all")), values.map((value) => h("option", { value, selected: false }, name(value)))];
  const select = (name, text, values, named) => {
    const box = h("select", { "data-filter": name, on: { change: () => go(query, { [name]: box.value }) } }, options(values, named));
    box.value = query.get(name) ?? "";
    return h("label", {}, text, box);
  };
  const tick = (name, text) => {
    const box = h("input", { type: "checkbox", "data-filter": name, on: { change: () => go(query, { [name]: box.checked ? "1" : "" }) } });
    box.checked = query.get(name) === "1";
    return h("label", {}, box, text);
  };
  const unique = (values) => [...new Set(values.filter(Boolean))];
  const search = h("input", { type: "search", id: "find-series", "data-filter": "q", placeholder: t("查找指标", "find an indicator"), "aria-label": t("查找指标", "Find an indicator") });
  search.value = query.get("q") ?? "";
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const at = search.selectionStart;
      history.replaceState(null, "", link("indicators", { ...kept(query), q: search.value, sort: query.get("sort"), down: query.get("down") }));
      route({ quiet: true });
      const next = byId("find-series");
      next.focus();
      next.setSelectionRange(at, at);
    }, 150);
  });
  const choices = [
    select("section", t("部分", "Section"), unique(all.map((row) => row.section_title))),
    select("unit", t("单位", "Unit"), unique(all.map((row) => row.unit)).sort()),
    select("kind", t("类型", "Kind"), unique(all.map((row) => row.kind)), kindName),
    select("role", t("性质", "Role"), ["actual", "target"], (role) => (role === "actual" ? t("实际", "actual") : t("目标", "target"))),
    tick("breaks", t("有断点", "has a break")), tick("unsure", t("待复核", "unsure")), tick("all", t("只出现一次的也列出", "those told once too"))];
  const set = ["section", "unit", "kind", "role", "breaks", "unsure", "all"].filter((name) => query.get(name)).length;
  // On a phone they would take the first screen.
  const folded = innerWidth < 700 ? h("details", { class: "filter-more", open: set > 0 }, h("summary", {}, t("筛选", "Filters"), set > 0 ? `（${set}）` : ""), h("div", { class: "filters" }, choices)) : choices;
  return h("div", { class: "filters", role: "search" }, search, toldFilter(query), folded,
    h("button", { type: "button", "aria-pressed": query.get("as") === "charts" ? "true" : "false", on: { click: () => go(query, { as: query.get("as") === "charts" ? "" : "charts" }) } }, t("小图", "Charts")),
    h("span", { class: "count", role: "status" }, t(`${thousands(count)} 条序列`, `${thousands(count)} series`)),
    takeButtons(`${current.body.name}-indicators`, () => wideTable(rows)));
}

function tableHead(query) {
  const base = baseYear();
  const other = otherYear();
  const head = (key, text, cls) => {
    const sorted = table.sort === key;
    return h("th", { scope: "col", class: cls, "aria-sort": sorted ? (table.down ? "descending" : "ascending") : null },
      h("button", { type: "button", on: { click: () => go(query, sorted && table.down ? { sort: "", down: "" } : { sort: key, down: sorted || key === "name" || key === "section" ? (sorted ? "1" : "") : "1" }) } }, text));
  };
  const sectionHead = head("section", t("部分", "Section"), "where-head");
  const years = columns().map((year) => head(`${year}`, `${year}`, `n year${year === base || year === other ? " base" : ""}`));
  return h("thead", {}, h("tr", {}, head("name", t("指标", "Indicator")), sectionHead, years,
    h("th", { scope: "col" }, t("走势", "Trend")),
    other ? head("change", `${Math.min(base, other)} → ${Math.max(base, other)}`, "n") : base ? head("change", t(`比 ${base}`, `vs ${base}`), "n") : h("th", { scope: "col", class: "n" }, t("最近", "Latest"))));
}

/** Whether a figure is of a part of its year, where others of its series are of whole years or of other parts. */
const isPartOfMany = (row, figure) => figure.part !== undefined && row.points.some((point) => row.figures[point.figure].part !== figure.part);
const partSaid = (figure) => t(`${figure.asof ?? "年内一段时间"}，不是全年`, `${figure.asof ?? "a part of the year"}, not the whole year`);

/** What a cell of a year says, as text. */
const yearText = (row, point, figure = row.figures[point.figure]) =>
  `${figure.converted ? `${figure.mark ?? ""}${figure.converted}` : shownOf(row, figure)}${figure.unit && !figure.converted ? ` ${figure.unit}` : ""}${point.others.length > 0 ? "◇" : ""}${isPartOfMany(row, figure) ? "◔" : ""}`;

/** The cell of a year. */
function yearCell(row, year) {
  const point = pointOf(row, year);
  const cls = `n year${year === baseYear() || year === otherYear() ? " base" : ""}`;
  if (!point) return h("td", { class: cls }, h("span", { class: "lower", "aria-label": t("无", "none") }, "–"));
  const figure = row.figures[point.figure];
  const report = current.body.reports[figure.report];
  return h("td", { class: cls }, h("a", { class: "cell", href: textLink(report, figure.place), title: `${figure.exact}（${report.year}${t(" 年报告", " report")}）` }, figure.converted ? `${figure.mark ?? ""}${figure.converted}` : shownOf(row, figure)),
    figure.unit && !figure.converted ? h("small", { lang: "zh-CN" }, ` ${figure.unit}`) : null,
    point.others.length > 0 ? h("span", { class: "mark-again", title: t("另一份报告的说法不同", "another report tells it differently") }, "◇") : null,
    isPartOfMany(row, figure) ? h("span", { class: "mark-part", role: "img", title: partSaid(figure), "aria-label": partSaid(figure) }, "◔") : null);
}

/** The last cell: the change between the years that were chosen, or the latest figure. */
function changeCell(row) {
  const change = pickedChange(row);
  const latest = row.points.at(-1);
  return h("td", { class: "n" }, latest ? h("span", { class: "latest", title: row.figures[latest.figure].exact }, h("small", {}, `${latest.period} `), shownOf(row, row.figures[latest.figure])) : null,
    change ? changeText(row, change) : baseYear() ? h("span", { class: "lower" }, whyNone(row)) : latest && shownOf(row, row.figures[latest.figure]));
}

function tableRow(row, open, query) {
  const broken = row.points.filter((point, at) => at > 0 && point.breaks.length > 0);
  return h("tr", { "data-series": row.id, class: open ? "opened" : null },
    h("th", { scope: "row" },
      h("button", { type: "button", class: "open-row", lang: "zh-CN", "aria-expanded": open ? "true" : "false",
        on: { click: () => go(query, {}, open ? "" : row.id) } }, row.name), " ",
      scopeTag(row, current.body), " ", unitTag(row.unit), " ", row.role === "target" ? h("span", { class: "tag" }, t("目标", "target")) : null,
      row.measure === "growth" || row.measure === "delta" ? h("span", { class: "tag" }, kindName(row.kind)) : null, " ", coversTag(row), " ",
      row.jumps ? [h("span", { class: "tag warn", title: row.jumps.join("、") }, t("跳变", "leap")), " "] : null,
      broken.length > 0 ? h("span", { class: "tag warn", title: broken.map((point) => `${point.period} ${reasons(point.breaks)}`).join("；") }, t("断点", "break")) : null),
    h("td", { class: "where", lang: "zh-CN", title: row.section_title }, h("span", {}, row.section_title)), columns().map((year) => yearCell(row, year)),
    h("td", {}, spark(row, sparkWidth())), changeCell(row));
}

/** How wide the drawing of a row is. */
const sparkWidth = () => (innerWidth < 700 ? 72 : columns().length > 6 ? 96 : 130);

function detailRow(row, wide) {
  const heads = wide.querySelectorAll("thead th").length;
  return h("tr", { class: "detail" }, h("td", { colspan: heads }, detail(row, Math.max(300, wide.parentElement.clientWidth - 4))));
}
