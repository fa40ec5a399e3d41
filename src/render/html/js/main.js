// The frame: which view is open, in which language, and the keys.

const VIEWS = {
  overview: (place) => { drawBrief(); place.replaceChildren(legend()); },
  indicators: drawIndicators,
  text: drawText,
  timeline: drawTimeline,
  promises: drawPromises,
  checks: drawChecks,
  review: drawReview,
  search: drawSearch,
};

/** Opens what the address says. */
function route({ quiet = false } = {}) {
  const where = address();
  if (!(where.view in VIEWS)) where.view = "overview";
  const wanted = Number(where.query.get("body") ?? 0);
  current.at = data.bodies[wanted] ? wanted : 0;
  takeYears(where.query);
  for (const view of document.querySelectorAll(".view")) view.classList.toggle("open", view.id === where.view);
  for (const part of document.querySelectorAll(".of-body")) part.classList.toggle("hidden", Number(part.dataset.body) !== current.at);
  for (const tab of document.querySelectorAll("header nav a")) {
    if (tab.dataset.view === where.view) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
    tab.setAttribute("href", link(tab.dataset.view));
  }
  yearSwitch();
  const draw = VIEWS[where.view];
  const place = byId(`${where.view}-drawn`);
  const before = document.activeElement;
  if (!quiet && where.parts.length === 0) scrollTo(0, 0);
  if (draw) draw(place, where);
  // Whoever uses the keyboard goes on in the view that opened.
  if (!quiet && before?.closest?.("header nav") && where.parts.length === 0) byId(`${where.view}-title`).focus({ preventScroll: true });
  const name = byId(`${where.view}-title`).querySelector(language === "zh" ? ".zh" : ".en").textContent;
  document.title = `${name} · ${current.body?.name ?? ""} · 年轮`;
  if (!quiet) drawServed();
}

function bodySwitch() {
  if (data.bodies.length < 2) return;
  const box = h("select", { "aria-label": t("主体", "Body"), on: { change: () => { current.at = Number(box.value); picked.base = picked.vs = null; location.hash = link(address().view || "overview"); } } },
    data.bodies.map((body, at) => h("option", { value: at }, body.name)));
  const base = byId("what").querySelector(".base");
  byId("what").replaceChildren(box, base ?? "");
  const follow = () => {
    const now = Number(address().query.get("body") ?? 0);
    box.value = data.bodies[now] ? now : 0;
    const { checks, queue } = data.bodies[box.value];
    const counts = { checks: checks.filter((check) => check.verdict === "fails").length, review: queue.length };
    for (const [view, count] of Object.entries(counts)) {
      const mark = document.querySelector(`header nav [data-view="${view}"] b`);
      if (mark) mark.textContent = count || "";
    }
  };
  followed = follow;
  follow();
}

/** Keeps the choice of body with the address. */
let followed = () => {};
addEventListener("hashchange", () => followed());

/** What the marks mean: open until the reader has closed it once. */
function legend() {
  const lines = [
    [h("span", { class: "up" }, "+8.2%"), t("从早的年份到晚的年份的变化；百分比之间用百分点", "a change, always from the earlier year to the later; between percents in points")],
    [h("span", { class: "tag warn" }, t("断点", "break")), t("口径变了（范围、截至时间、单位或说法），前后不宜直接相比", "counted otherwise than before (scope, month, unit or wording): not to be compared as it stands")],
    [h("span", { class: "tag warn" }, t("不确定", "unsure")), t("两年的数不一定是同一指标，请看原文或到“复核”中确认", "the figures of two years may not be one indicator: look at the quotes, or decide it under Review")],
    [h("span", { class: "mark-again" }, "◇"), t("后来的报告重述了这一年的数", "a later report tells this year's figure again, with another value")],
    [h("span", { class: "mark-part" }, "◔"), t("只到年内某月为止，而同一序列的其他年份不是", "counted up to a month only, and other years of the series are not")],
    [h("span", { class: "tag" }, t("目标", "target")), t("计划要达到的，不是已经达到的", "what is planned, not what was reached")],
  ];
  const box = h("details", { class: "legend" }, h("summary", {}, t("这一页的标记", "What the marks mean")),
    h("dl", {}, lines.map(([mark, text]) => h("div", {}, h("dt", {}, mark), h("dd", {}, text)))),
    h("p", { class: "note" }, t("每个数字都连到它在原文中的位置；按 ? 看按键。", "Every figure leads to its place in the text; ? shows the keys.")));
  box.open = store.get("nianlun.legend") !== "closed";
  box.addEventListener("toggle", () => store.set("nianlun.legend", box.open ? "open" : "closed"));
  return box;
}

function help() {
  const keys = [
    ["1 – 8", t("打开各视图", "open a view")], ["/", t("查找", "search")],
    ["n", t("文本：下一处变化", "text: next change")], ["p", t("文本：上一处变化", "text: previous change")],
    ["a", t("文本：只看变化或全部", "text: only changes or everything")], ["v", t("文本：并排或单栏", "text: side by side or one column")], ["c", t("文本：复制此处链接", "text: copy the link to this place")],
    ["s", t("复核：同一指标", "review: same")], ["d", t("复核：不同指标", "review: different")],
    ["i", t("复核：跳过", "review: pass over")], ["u", t("复核：撤销", "review: undo")], ["?", t("帮助", "this help")],
  ];
  const box = h("dialog", { "aria-labelledby": "help-title" }, h("h2", { id: "help-title" }, t("按键", "Keys")),
    h("dl", {}, keys.flatMap(([key, text]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, text)])),
    h("p", { class: "note" }, isServed
      ? t("每个数字都连到它的原文。此页只与本机的 nianlun review 通信。", "Every number leads to its quote. This page talks to nianlun review on this machine and to nobody else.")
      : t("每个数字都连到它的原文；文件不联网。", "Every number leads to its quote. This file asks no network for anything.")),
    h("form", { method: "dialog" }, h("button", {}, t("关闭", "Close"))));
  box.addEventListener("close", () => box.remove());
  // Sending the form is not allowed here, closing is all that the button does.
  box.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); box.close(); });
  document.body.append(box);
  box.showModal();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, select, textarea, dialog")) return;
  const view = address().view || "overview";
  const names = Object.keys(VIEWS);
  if (event.key >= "1" && event.key <= "8") location.hash = link(names[Number(event.key) - 1]);
  else if (event.key === "?") help();
  else if (event.key === "/") {
    const box = document.querySelector(".view.open input[type=search]");
    if (box) box.focus();
    else location.hash = link("search");
  } else if (view === "text" && textKeys[event.key]) textKeys[event.key]();
  else if (view === "review" && reviewKeys[event.key]) reviewKeys[event.key]();
  else return;
  event.preventDefault();
}

setLanguage(wantedLanguage(), false);
root.classList.add("scripted");
byId("language").addEventListener("click", () => { setLanguage(language === "zh" ? "en" : "zh", true); route({ quiet: true }); drawServed(); });
byId("help-button").addEventListener("click", help);
addEventListener("hashchange", () => route());
addEventListener("keydown", onKey);
/** Heads of tables stay under the page's own. */
function measureHead() {
  const head = document.querySelector("header");
  root.style.setProperty("--head", getComputedStyle(head).position === "sticky" ? `${head.offsetHeight}px` : "0px");
}
measureHead();
let width = innerWidth;
let resizing = 0;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => { if (innerWidth !== width) { width = innerWidth; measureHead(); route({ quiet: true }); } }, 200);
});
bodySwitch();
route();
startServed();
