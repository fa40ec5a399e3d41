// Decisions as data: which figures they are about, by year and words, not by any number of this run. Where the page was
// opened from disk they stay in this browser and can be taken out as the file that nianlun reads; where it is served, the
// server keeps them, and only what was passed over stays here.

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
const keyOfDecision = (one) => [one.a, one.b].filter(Boolean).map((side) => `${side.report}@${side.start}-${side.end}`).join(">");

/** A figure's address as the file and the server have it; the body only where there are several. */
const figureAddress = (one) => ({ report: one.year, ...(data.bodies.length > 1 ? { body: current.body.name } : {}), quote: one.quote, surface: one.surface });

/**
 * A string as TOML has it, between quotation marks. What JSON escapes TOML escapes alike; TOML also wants U+007F escaped,
 * and has no way to write half of a surrogate pair, which is no character: U+FFFD stands for it.
 */
function tomlString(text) {
  const whole = text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (found) => (found.length === 2 ? found : "\ufffd"));
  return JSON.stringify(whole).replaceAll("\x7f", "\\u007f");
}

/** The decisions as decisions.toml, the file that nianlun reads. What was passed over is not decided and not in it. */
function decisionsFile() {
  const address = (one) => `  { ${Object.entries(figureAddress(one)).map(([key, value]) => `${key} = ${typeof value === "string" ? tomlString(value) : value}`).join(", ")} },\n`;
  const spelled = ([key, value]) => `${key} = ${typeof value === "string" ? tomlString(value) : value}\n`;
  const readAs = ({ target, ...reads }) => Object.entries({ ...reads, ...(target === undefined ? {} : { role: target ? "target" : "actual" }) });
  return decisions().filter((one) => one.decision !== "skip").map((one) => {
    if (one.part) return `[[part]]\n${[...Object.entries(one.part), ["role", one.role]].map(spelled).join("")}${one.name ? `note = ${tomlString(one.name)}\n` : ""}`;
    const about = one.b ? `figures = [\n${address(one.a)}${address(one.b)}]\n` : [...Object.entries(figureAddress(one.a)), ...readAs(one.reads ?? {})].map(spelled).join("");
    return `[[${one.decision}]]\n${about}note = ${tomlString(one.name)}\n`;
  }).join("\n");
}

const downloadDecisions = () => download("decisions.toml", "application/toml", decisionsFile());
