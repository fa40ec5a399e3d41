// Reports that are dropped on the served page: compared at once, kept in the folder only where the reader says so.

const LARGEST = 50 * 2 ** 20;
/** What could not be done, by the name of the file. */
const dropProblems = new Map();

const partOf = (name) => encodeURIComponent(name);

async function sendReports(files) {
  for (const file of files) {
    dropProblems.delete(file.name);
    if (file.size > LARGEST) {
      dropProblems.set(file.name, { zh: "超过 50 MB", en: "over 50 MB" });
      continue;
    }
    await change("POST", `reports/${partOf(file.name)}`, file.name, file);
  }
}

async function change(method, path, name, body) {
  try {
    const { status, answer } = await ask(method, path, body, body ? "application/octet-stream" : undefined);
    if (status === 200) {
      dropProblems.delete(name);
      await took(answer);
    } else dropProblems.set(name, answer.why ?? { zh: `${status}`, en: `${status}` });
  } catch {
    dropProblems.set(name, { zh: "服务没有应答", en: "the server does not answer" });
  }
  drawServed();
  watch();
}

/** What went wrong, with a way to put it away. */
function droppedProblems() {
  return [...dropProblems].map(([name, why]) => h("p", { class: "bad" }, `${name}：${said(why)} `,
    h("button", { type: "button", on: { click: () => { dropProblems.delete(name); drawServed(); } } }, t("知道了", "OK"))));
}

/** The reports that were added, and how to add some. */
function droppedTable() {
  const { reports, folder } = server.state;
  const box = h("input", { type: "file", id: "add-reports", class: "hidden", multiple: true, accept: ".txt,.html,.htm,.docx,.pdf", on: { change: () => { sendReports([...box.files]); box.value = ""; } } });
  const rows = reports.map((one) => h("tr", {}, h("th", { scope: "row", lang: "zh-CN" }, one.name), h("td", {}, one.year ?? "–"),
    h("td", {}, one.left_out ? h("span", { class: "bad" }, said(one.left_out)) : t("已加入比较", "compared with the others")),
    h("td", {}, one.kept ? t(`已存入 ${folder}`, `kept in ${folder}`) : [
      h("button", { type: "button", on: { click: () => change("POST", `keep/${partOf(one.name)}`, one.name) } }, t("存入文件夹", "Keep in the folder")), " ",
      h("button", { type: "button", on: { click: () => change("DELETE", `reports/${partOf(one.name)}`, one.name) } }, t("移出", "Take out"))])));
  return h("section", { class: "dropped" }, h("h2", {}, t("添加报告", "Add reports")),
    h("p", { class: "soft" }, t("把报告拖到页面任意处，或", "Drop reports anywhere on the page, or "),
      h("button", { type: "button", on: { click: () => box.click() } }, t("选择文件……", "choose files…")), box,
      t(`。只参加这次比较；要留下，请存入 ${folder}。`, `. They are compared with the others for now; to have them next time, keep them in ${folder}.`)),
    rows.length > 0 ? h("table", {}, h("thead", {}, h("tr", {}, [t("文件", "File"), t("年份", "Year"), t("状态", "State"), ""].map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, rows)) : null);
}

function startDropping() {
  const files = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    root.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) root.classList.remove("dropping"); });
  addEventListener("drop", (event) => {
    root.classList.remove("dropping");
    if (!files(event)) return;
    event.preventDefault();
    sendReports([...event.dataTransfer.files]);
  });
}
