// Taking away what is shown: tables as CSV or for pasting into a sheet, charts as SVG.

/** A cell that a spreadsheet would run is told to be text. */
const harmless = (cell) => (/^[=+@\t\r＝＋－＠]/.test(cell) || (/^-/.test(cell) && !/^-[\d.]+$/.test(cell)) ? `'${cell}` : cell);
const oneLine = (cell) => `${cell ?? ""}`.replace(/[\t\r\n]+/g, " ");
const csvCell = (cell) => {
  const text = harmless(`${cell ?? ""}`);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Gives the reader a file. The mark at its start tells Excel that it is UTF-8. */
function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([type === "text/csv" ? "\ufeff" : "", text], { type: `${type};charset=utf-8` }));
  const anchor = h("a", { href: url, download: name.replace(/[\\/:*?"<>|\s]+/g, "_") });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** Copies a text, and says so on the button; where the clipboard is closed, the text is shown to be copied. */
async function copied(button, text) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = t("已复制", "Copied");
    announce(t("已复制", "Copied"));
    setTimeout(() => { button.textContent = before; }, 2000);
  } catch {
    const box = h("textarea", { readonly: true, rows: 3, "aria-label": t("可复制的文字", "Text to copy") }, text);
    button.replaceWith(box);
    box.select();
  }
}

/** Buttons beside a table: `rows` gives its head and rows when somebody asks. */
function takeButtons(name, rows) {
  const csv = h("button", { type: "button", class: "quiet", on: { click: () => download(`${name}.csv`, "text/csv", rows().map((row) => row.map(csvCell).join(",")).join("\r\n")) } }, "CSV");
  const copy = h("button", { type: "button", class: "quiet", on: { click: () => copied(copy, rows().map((row) => row.map((cell) => harmless(oneLine(cell))).join("\t")).join("\n")) } }, t("复制表格", "Copy table"));
  return h("span", { class: "take" }, csv, " ", copy);
}

/** The looks of a chart that stands alone. */
const CHART_LOOKS = ".line{fill:none;stroke:#0d5a63;stroke-width:2.2}.bar{fill:#6fa3a5}.bar.base,.dot{fill:#0d5a63}.hollow{fill:#fff;stroke:#0d5a63;stroke-width:1.6}.again{fill:#fff;stroke:#6a3fa0}.band{fill:#0d5a63;opacity:.09}.grid-line{stroke:#e3e0d8}.zero{stroke:#8d8f8c}.gap-line{stroke:#8a1c1c;stroke-dasharray:2 3}.gap-text{fill:#8a1c1c}.again-text{fill:#6a3fa0}text{font:12px sans-serif;fill:#565d62}.value{fill:#1d2124}.strong{fill:#1d2124;font-weight:600}";

/** A chart as a file of its own. */
function chartFile(svg, title) {
  const copy = svg.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.prepend(s("title", {}, title), s("style", {}, CHART_LOOKS));
  return new XMLSerializer().serializeToString(copy);
}

/** A series as a table: a row a figure, with its place and quote. */
function seriesTable(row) {
  const { reports } = current.body;
  return [["body", "indicator", "scope", "role", "unit", "report_year", "period", "value", "as_printed", "report", "char_start", "char_end", "quote"],
    ...row.figures.map((figure) => {
      const report = reports[figure.report];
      return [current.body.name, row.name, row.scope, row.role, row.unit, report.year, figure.period, figure.value, figure.exact, report.name, figure.place[0], figure.place[1], cut(report, Math.min(figure.quote[0], figure.place[0]), Math.max(figure.quote[1], figure.place[1]))];
    })];
}

/** A series as a sentence with its sources. */
function seriesSentence(row) {
  const { reports, name } = current.body;
  const told = row.points.map((point) => {
    const figure = row.figures[point.figure];
    return t(`${point.period} 年 ${figure.exact}（${reports[figure.report].name}，第 ${figure.place[0]}–${figure.place[1]} 字）`, `${point.period}: ${figure.exact} (${reports[figure.report].name}, characters ${figure.place[0]}–${figure.place[1]})`);
  });
  return `${name}${t("，", ", ")}${row.name}${row.role === "target" ? t("（目标）", " (target)") : ""}${t("：", ": ")}${told.join(t("；", "; "))}${t("。", ".")}`;
}

/** What can be taken from an opened series. */
function takeSeries(row, figure) {
  const sentence = h("button", { type: "button", class: "quiet", on: { click: () => copied(sentence, seriesSentence(row)) } }, t("复制为一句话（附出处）", "Copy as a sentence with sources"));
  const svg = figure && h("button", { type: "button", class: "quiet", on: { click: () => download(`${row.name}.svg`, "image/svg+xml", chartFile(figure.querySelector("svg.chart"), `${row.name}${row.covers ? `（${said(row.covers)}）` : ""}`)) } }, "SVG");
  const buttons = takeButtons(row.name, () => seriesTable(row));
  append(buttons, [" ", sentence, svg ? [" ", svg] : null]);
  return buttons;
}

/** The table of series as it is filtered and sorted: a column a year. */
function wideTable(rows) {
  const { columns: years, name } = current.body;
  return [["body", "indicator", "scope", "role", "measure", "unit", ...years],
    ...rows.map((row) => [name, row.name, row.scope, row.role, row.measure, row.unit, ...years.map((year) => { const point = pointOf(row, year); return point ? row.figures[point.figure].value : ""; })])];
}

/** The table of checks as it is filtered. */
function checkTable(checks) {
  const { reports, name } = current.body;
  return [["body", "report", "kind", "verdict", "char_start", "char_end", "quote", "expected", "found", "message"],
    ...checks.map((check) => [name, reports[check.report].name, check.kind, check.verdict, check.place[0], check.place[1], cut(reports[check.report], ...check.quote), check.expected, check.found, said(check.message)])];
}

/** The changes of two texts as they are filtered. */
function changeTable(pair, indices) {
  const { reports } = current.body;
  const [a, b] = [reports[pair.a], reports[pair.b]];
  const all = changesOf(pair);
  return [["report_a", "report_b", "section_a", "section_b", "change", "start_a", "end_a", "start_b", "end_b", "text_a", "text_b"],
    ...indices.map((index) => {
      const [kind, a0, a1, b0, b1] = all[index];
      const side = (report, start, end) => (start < 0 ? ["", "", ""] : [start, end, cut(report, start, end)]);
      const [start_a, end_a, text_a] = side(a, a0, a1);
      const [start_b, end_b, text_b] = side(b, b0, b1);
      return [a.name, b.name, a0 < 0 ? "" : sectionName(a, a0), b0 < 0 ? "" : sectionName(b, b0), kind, start_a, end_a, start_b, end_b, text_a, text_b];
    })];
}
