// Correcting a figure where it stands: it is a result or a target, of another unit, value, name or year; it belongs to another
// series; or it is no figure. Where the page is served, what would change is shown before anything is saved.

/** Opens the correction of a figure, beside its quote. */
function correctButton(row, figure) {
  return h("button", { type: "button", class: "quiet correct", "aria-haspopup": "dialog", "aria-label": t(`更正：${row.name} ${figure.exact}`, `Correct: ${row.name} ${figure.exact}`),
    on: { click: () => correct(row, figure, (decision) => keepCorrection(figure, decision)) } }, t("更正", "Correct"));
}

/** Keeps a decision about a figure: in the file where the page is served, else in this browser. */
function keepCorrection(figure, decision) {
  const at = addressOf(figure);
  if (isServed) saveDecision(`${at.report}@${at.start}-${at.end}`, decision);
  else {
    const { verdict, figures, reads, note } = decision;
    save([...decisions(), { decision: verdict, name: note, a: at, ...(figures.length > 1 ? { b: decision.other } : {}), ...(reads ? { reads } : {}) }]);
    announce(t("已记下，可在“复核”中下载", "Noted; it can be downloaded under Review"));
  }
}

const SELF = "";
/** What can be said of a figure, each field empty where it stays as it was read. */
function correctionFields(row, figure) {
  const box = (name, properties) => h("input", { id: `reads-${name}`, autocomplete: "off", ...properties });
  const options = (all) => all.map(([value, zh, en]) => h("option", { value }, t(zh, en)));
  const now = row.role === "target" ? t("目标", "a target") : t("实际", "a result");
  const role = h("select", { id: "reads-role" }, options([[SELF, `不变（${now}）`, `as it is (${now})`], ["actual", "实际达到的", "a result"], ["target", "要达到的目标", "a target"]]));
  const kind = h("select", { id: "reads-kind" }, options([[SELF, `不变（${kindName(row.kind)}）`, `as it is (${kindName(row.kind)})`], ...Object.entries(kindWords).map(([value, [zh, en]]) => [value, zh, en])]));
  const names = h("datalist", { id: "reads-series" }, current.body.series.filter((other) => other !== row && other.role === row.role && other.figures.every((one) => one.report !== figure.report || one.aside))
    .map((other) => h("option", { value: other.name }, [other.unit, other.scope, other.points.map((point) => point.period).join(" ")].filter(Boolean).join(" · "))));
  return [
    ["role", t("性质", "It is"), role], ["unit", t("单位", "Unit"), box("unit", { placeholder: figure.unit ?? row.unit ?? "" })],
    ["value", t("数值（按单位的整数值，如 1.2万件 写 12000）", "Value (in the unit itself: 1.2万件 is 12000)"), box("value", { placeholder: figure.exact, inputmode: "decimal" })],
    ["label", t("名称", "Label"), box("label", { placeholder: figure.label || row.name })], ["period", t("年份", "Year"), box("period", { placeholder: `${figure.period ?? ""}`, inputmode: "numeric" })],
    ["kind", t("类型", "Kind"), kind], ["series", t("属于哪条序列（输入名称选择）", "It belongs to the series (type its name)"), [box("joins", { list: "reads-series", placeholder: row.name }), names]],
  ];
}

/** The decision that the fields say; nothing where they are empty, or a text that says what is wrong. */
function correctionOf(row, figure) {
  const own = addressOf(figure);
  const field = (name) => byId(`reads-${name}`).value.trim();
  const about = { figures: [figureAddress(own)], note: row.name };
  if (byId("reads-none").checked) return { verdict: "ignore", ...about };
  const joins = field("joins");
  const reads = Object.fromEntries(["value", "unit", "label", "kind"].map((name) => [name, field(name)]).filter(([, value]) => value));
  if (reads.value) reads.value = reads.value.replace(/[,，\s]/g, "");
  if (reads.value && !/^-?\d+(\.\d+)?$/.test(reads.value)) return t("数值请写成数字，如 12000 或 98.1。", "Write the value as a number, as 12000 or 98.1.");
  if (field("period")) reads.period = Number.parseInt(field("period"), 10);
  if (reads.period !== undefined && !(reads.period > 1900 && reads.period < 2200)) return t("年份请写成四位数字。", "Write the year with four digits.");
  if (field("role")) reads.target = field("role") === "target";
  const isRead = Object.keys(reads).length > 0;
  if (!joins) return isRead ? { verdict: "reads", reads, ...about } : null;
  if (isRead) return t("一次只更正一项：先存读法，再选序列。", "One at a time: save what it reads as first, then its series.");
  const other = current.body.series.find((one) => one !== row && one.name === joins);
  if (!other) return t(`没有名为“${joins}”的另一条序列。`, `There is no other series “${joins}”.`);
  const near = other.figures.filter((one) => !one.aside && one.report !== figure.report).toSorted((a, b) => Math.abs(a.report - figure.report) - Math.abs(b.report - figure.report))[0];
  if (!near) return t("那条序列只有这一年的数，不能与它合为一条。", "That series has a figure of this very report only.");
  const there = addressOf(near);
  const both = [own, there].toSorted((a, b) => a.year - b.year);
  return { verdict: "same", figures: both.map(figureAddress), note: other.name, other: there };
}

/** The same as the server takes it. */
const sent = ({ other: _, ...decision }) => decision;

/** Says what a decision would change, in a place of a dialog. */
async function previewed(decision, told) {
  told.replaceChildren(h("p", { class: "note" }, t("正在试算……", "Trying it…")));
  try {
    const { status, answer } = await ask("POST", "preview", JSON.stringify({ version: "", add: decision }), "application/json");
    if (status !== 200) told.replaceChildren(h("p", { class: "bad" }, said(answer.why)));
    else {
      const remarks = answer.remarks.filter((remark) => remark.warning).map((remark) => h("p", { class: "bad" }, saidOf(remark)));
      told.replaceChildren(h("h3", {}, t("存下以后会变成：", "Once saved:"), " ", h("small", {}, changesInWords(answer.changes).replace(/^.*?[，；]/, ""))), ...remarks, ...changedSeries(answer.changes.filter((one) => one.body === current.body.name)));
    }
  } catch {
    told.replaceChildren(h("p", { class: "bad" }, t("服务没有应答。", "The server does not answer.")));
  }
}

/** Asks what is to be corrected; `done` gets the decision. */
function correct(row, figure, done) {
  const report = current.body.reports[figure.report];
  const told = h("div", { id: "reads-preview", class: "preview", role: "status", "aria-live": "polite" });
  const none = h("input", { type: "checkbox", id: "reads-none" });
  const decided = () => {
    const decision = correctionOf(row, figure);
    if (decision === null) told.replaceChildren(h("p", { class: "note" }, t("还没有更正任何一项。", "Nothing is corrected yet.")));
    else if (typeof decision === "string") told.replaceChildren(h("p", { class: "bad" }, decision));
    else return decision;
    return null;
  };
  const preview = () => {
    const decision = decided();
    if (decision) previewed(sent(decision), told);
  };
  const fields = correctionFields(row, figure);
  const box = h("dialog", { "aria-labelledby": "reads-title", class: "reads" },
    h("h2", { id: "reads-title" }, t("更正这个数", "Correct this figure")),
    h("p", { lang: "zh-CN" }, h("small", {}, `${report.year} `), quoted(report, figure.quote, figure.place)),
    h("form", { method: "dialog" }, h("div", { class: "fields" }, fields.map(([name, text, input]) => h("label", { for: name === "series" ? "reads-joins" : `reads-${name}` }, text, input))),
      h("label", { class: "none" }, none, t("这不是指标", "This is no figure")),
      h("p", { class: "note" }, t("留空的保持原读法。", "What is left empty stays as it was read."), isServed ? "" : t("用 nianlun review 打开可以先看结果再存。", " Opened with nianlun review, what would change is shown first.")),
      told,
      h("p", { class: "answers" }, isServed ? h("button", { type: "button", id: "reads-try", on: { click: preview } }, t("先看结果", "Preview")) : null,
        h("button", { type: "submit" }, t("保存", "Save")), h("button", { type: "button", on: { click: () => box.close() } }, t("取消", "Cancel")))));
  openDialog(box, decided, (decision) => done(isServed ? sent(decision) : decision));
}

/** Opens a dialog that goes when it is closed; `keep` gets what its form was sent with, where that says something. */
function openDialog(box, decided, keep) {
  box.addEventListener("close", () => box.remove());
  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const decision = decided();
    if (!decision) return;
    box.close();
    // Now, not when the event of the closing comes: what opens next has fields of the same names.
    box.remove();
    keep(decision);
  });
  document.body.append(box);
  box.showModal();
}
