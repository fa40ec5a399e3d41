// The widths of the table of series. Most of its rows are drawn when a reader comes near them: the widths are those that all
// rows need, so that a row that is drawn later moves nothing that is read.

/** About how wide a text is; a Han character is as wide as two digits. */
function roomOf(text) {
  let room = 0;
  for (let at = 0; at < text.length; at += 1) room += text.charCodeAt(at) > 255 ? 2 : 1.1;
  return room;
}

/** What the last cell of a row says, as text. */
function changeSaid(row) {
  const change = pickedChange(row);
  if (!change) return whyNone(row) ?? "";
  if (change.delta === "") return `${t("不可比：", "not comparable: ")}${reasons(change.reasons)}`;
  return `0000→0000 ${byHowMuch(row, change)}${change.unsure ? t("　不确定", " unsure") : ""}`;
}

/** The two rows whose text is the widest. */
function widest(rows, text) {
  let found = [];
  for (const row of rows) {
    const room = roomOf(text(row));
    if (found.length < 2 || room > found[1][0]) found = [...found, [room, row]].sort(([one], [two]) => two - one).slice(0, 2);
  }
  return found.map(([, row]) => row);
}

/** Whether a head is shown; a narrow window leaves some out. */
const isShown = (head) => head.offsetParent !== null;

/** How wide what stands in a cell is, with the space around it. */
function neededBy(cell) {
  const range = new Range();
  range.selectNodeContents(cell);
  const { paddingLeft, paddingRight } = getComputedStyle(cell);
  return Math.ceil(range.getBoundingClientRect().width + parseFloat(paddingLeft) + parseFloat(paddingRight)) + 1;
}

/** What each column but the first two needs: measured where its widest cells stand in the table for a moment. */
function columnNeeds(wide, rows) {
  const years = columns();
  const yearSaid = (year) => (row) => { const point = pointOf(row, year); return point ? yearText(row, point) : ""; };
  const drawn = rows.find((row) => row.points.length > 2);
  const cells = [...years.map((year) => widest(rows, yearSaid(year)).map((row) => yearCell(row, year))),
    [h("td", {}, drawn ? spark(drawn, sparkWidth()) : null)], widest(rows, changeSaid).map(changeCell)];
  const sample = h("tbody", {}, [0, 1].map((at) => h("tr", {}, h("th", {}), h("td", { class: "where" }), cells.map((column) => column[at] ?? h("td", {})))));
  wide.append(sample);
  const heads = [...wide.tHead.rows[0].cells].slice(2);
  const needs = heads.map((head, at) => (isShown(head) ? Math.max(neededBy(head), ...cells[at].map(neededBy)) : 0));
  sample.remove();
  return needs;
}

/** Gives every column of the table the width that all of its rows need; the name has what is left. */
function keepWidths(wide, rows) {
  // On a phone a row is no row of a table.
  if (rows.length === 0 || getComputedStyle(wide).display !== "table") return;
  const rem = parseFloat(getComputedStyle(root).fontSize);
  const needs = columnNeeds(wide, rows);
  const heads = [...wide.tHead.rows[0].cells];
  const longest = Math.max(...new Set(rows.map((row) => roomOf(row.section_title))));
  let section = isShown(heads[1]) ? Math.min(11, Math.max(4, 0.43 * longest + 1)) * rem : 0;
  const total = () => section + needs.reduce((sum, one) => sum + one, 0);
  const least = (innerWidth > 60 * rem ? 17 : 12) * rem;
  const room = wide.parentElement.clientWidth;
  const lack = () => Math.max(0, total() + least - room);
  const last = needs.length - 1;
  // Where the name has too little, long changes take two lines and the section is cut shorter, then figures take two, too.
  needs[last] -= Math.min(lack(), Math.max(0, needs[last] - 11.5 * rem));
  section -= Math.min(lack(), Math.max(0, section - 7 * rem));
  needs[last] -= Math.min(lack(), Math.max(0, needs[last] - 10 * rem));
  const rest = Math.max(0, lack() - 4 * rem) / Math.max(1, needs.length - 2);
  const widths = [null, section, ...needs.map((one, at) => (at < needs.length - 2 ? one - rest : one))];
  heads.forEach((head, at) => { if (widths[at]) head.style.width = `${widths[at]}px`; });
  wide.classList.add("steady");
}
