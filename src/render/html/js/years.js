// Two years, chosen by the reader: a base, and one that it is held against, or all others. The base of the run is the
// first choice; the address has any other, so that it can be sent.

/** The place of the report of a year; −1 where there is none. */
const reportOf = (year) => current.body.reports.findIndex((report) => `${report.year}` === year);

/** What was chosen: reports by their places; null where the run's base is meant, or all other years. */
const picked = { base: null, vs: null };

/** Takes the choice from the address. */
function takeYears(query) {
  const place = (name) => { const at = query.get(name) ? reportOf(query.get(name)) : -1; return at < 0 ? null : at; };
  [picked.base, picked.vs] = [place("base"), place("vs")];
  if (picked.base === current.body.base) picked.base = null;
  if (picked.vs === basePlace()) picked.vs = null;
}

/** The base report's place, where there is one. */
const basePlace = () => picked.base ?? current.body.base ?? null;
const baseReport = () => current.body.reports[basePlace()];

/** The choice as settings of an address. */
function pickedYears() {
  const year = (at) => (at === null ? "" : current.body?.reports?.[at]?.year ?? "");
  return { base: year(picked.base), vs: year(picked.vs) };
}

/** The year that a report tells of: what was reached in the one it looks back at, what is to be reached in the next. */
const yearOf = (report, row) => (report ? report.covers + (row?.role === "target" ? 1 : 0) : undefined);
const baseYear = (row) => yearOf(baseReport(), row);
const otherYear = (row) => yearOf(current.body.reports[picked.vs], row);

const MEASURED = ["amount", "points", "places"];

/** A change as the data has it, as an object; `base` is the figure of the base year. */
function changeOf([from, to, unsure, told, measured, weight, percent], row, base) {
  const other = from === base ? to : from;
  const one = { ends: [from, to], figure: other, period: row.figures[other].period, unsure: unsure === 1, reasons: [], delta: "", weight: -1 };
  return Array.isArray(told) ? { ...one, reasons: told } : { ...one, delta: told, measured: MEASURED[measured], weight, percent };
}

/** The figure of a series that stands for a year. */
const pointOf = (row, year) => row.points.find((point) => point.period === year);

/** The changes of a series against its figure of the base year, by year; none where it has no such figure. */
function changesAgainst(row) {
  const base = pointOf(row, baseYear(row))?.figure;
  if (base === undefined) return [];
  return row.between.filter(([from, to]) => from === base || to === base).map((one) => changeOf(one, row, base)).sort((a, b) => a.period - b.period);
}

/** The change between the two years that were chosen; without a second one, that of the latest year beside the base. */
function pickedChange(row) {
  const changes = changesAgainst(row);
  if (picked.vs !== null) {
    const wanted = pointOf(row, otherYear(row))?.figure;
    return changes.find((change) => change.figure === wanted);
  }
  const base = baseYear(row);
  const last = current.body.columns.at(-1);
  return changes.filter((change) => (base < last ? change.period > base && change.period <= last : change.period < base)).at(-1);
}

/** Why there is no change between the two years that were chosen; nothing where there is one, or only a base was chosen. */
function whyNone(row) {
  const none = [baseYear(row), ...(picked.vs === null ? [] : [otherYear(row)])].filter((year) => year !== undefined && !pointOf(row, year));
  return none.length > 0 && (picked.vs !== null || picked.base !== null) ? t(`${none.join("、")} 年没有数`, `no figure of ${none.join(", ")}`) : null;
}

/** The two reports that are held against each other, the earlier one first: by default the base and the one before it. */
function pickedPair() {
  const { reports } = current.body;
  const base = basePlace();
  if (picked.vs !== null && base !== null) return [Math.min(base, picked.vs), Math.max(base, picked.vs)];
  const later = base > 0 ? base : base === 0 ? Math.min(1, reports.length - 1) : reports.length - 1;
  return later > 0 ? [later - 1, later] : null;
}

/** The two years in the head. */
function yearSwitch() {
  const place = byId("what");
  place.querySelector(".years")?.remove();
  place.querySelector(".base")?.classList.toggle("hidden", current.body.reports.length > 1);
  const { reports } = current.body;
  if (reports.length < 2) return;
  // The years stand in the choice.
  for (const node of [...place.childNodes]) if (node.nodeType === Node.TEXT_NODE) node.remove();
  const go = (base, vs) => {
    const { view, parts, query } = address();
    [picked.base, picked.vs] = [base === current.body.base ? null : base, vs];
    for (const name of ["base", "vs", "told", "body"]) query.delete(name);
    const goesOn = view !== "text" && view !== "indicators" && view !== "timeline" ? [] : view === "text" ? [] : parts;
    location.hash = link([view || "overview", ...goesOn.map(encodeURIComponent)].join("/"), Object.fromEntries(query));
  };
  const option = (report, at) => h("option", { value: at }, `${report.year}`);
  const base = h("select", { id: "year-base", title: t("基准年的报告", "the report of the base year"), on: { change: () => go(base.value === "" ? null : Number(base.value), picked.vs === Number(base.value) ? null : picked.vs) } },
    basePlace() === null ? h("option", { value: "" }, t("未选", "none")) : null, reports.map(option));
  base.value = basePlace() ?? "";
  const vs = h("select", { id: "year-vs", title: t("与哪一年的报告相比", "the report it is held against"), on: { change: () => go(basePlace(), vs.value === "" ? null : Number(vs.value)) } },
    h("option", { value: "" }, t("各年", "all years")), reports.map((report, at) => (at === basePlace() ? null : option(report, at))));
  vs.value = picked.vs ?? "";
  vs.disabled = basePlace() === null;
  place.append(h("span", { class: "years" }, h("label", {}, h("span", {}, t("基准年", "base")), base), h("label", {}, h("span", {}, t("对照", "against")), vs)));
}

/** Links that stand in the page as HTML know nothing of the choice: it goes along. */
document.addEventListener("click", (event) => {
  const anchor = event.target.closest?.('a[href^="#"]');
  if (!anchor || anchor.hash.includes("base=") || anchor.hash.includes("vs=")) return;
  const settings = new URLSearchParams(Object.entries(pickedYears()).filter(([, value]) => value)).toString();
  if (settings) anchor.setAttribute("href", `${anchor.getAttribute("href")}${anchor.hash.includes("?") ? "&" : "?"}${settings}`);
}, true);
