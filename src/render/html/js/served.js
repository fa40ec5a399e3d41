// The page as `nianlun review` serves it: decisions go to the server's file one after the other, each on the version that
// the reader sees; the comparison that follows from them is taken over without the reader losing the place.

const isServed = root.hasAttribute("data-served");

const server = {
  /** What it last said. */
  state: null,
  /** The comparison that the page shows. */
  shown: Number(root.dataset.served ?? 0),
  /** Edits that wait to be saved, the first of them perhaps on its way. */
  jobs: [],
  busy: false,
  /** Why the first edit is not saved: the file changed meanwhile, or it can't be written. */
  stopped: null,
  /** What was decided on this page, for taking it back: the last one last. */
  mine: [],
  /** The question to go back to once what was taken back is compared. */
  back: null,
  /** Questions that were answered and are still in the data. */
  answered: new Set(),
  /** What the last comparison changed. */
  changes: null,
  gone: false,
  timer: 0,
  refreshing: null,
};

async function ask(method, path, body, type) {
  const response = await fetch(path, { method, body, headers: type ? { "Content-Type": type } : {}, cache: "no-store", redirect: "error" });
  const text = await response.text();
  const answer = text.startsWith("{") ? JSON.parse(text) : { why: { zh: text.trim(), en: text.trim() } };
  return { status: response.status, answer };
}

/** Asks what there is to know, and again in a while. */
async function watch() {
  clearTimeout(server.timer);
  const was = server.gone;
  try {
    const { status, answer } = await ask("GET", "state");
    server.gone = status !== 200;
    if (status === 200) await took(answer);
  } catch {
    server.gone = true;
  }
  if (was !== server.gone) drawServed();
  pump();
  clearTimeout(server.timer);
  server.timer = setTimeout(watch, server.gone ? 3000 : server.state?.computing ? 250 : document.hidden ? 15000 : 2500);
}

/** Whether the server said it after all that it said before: answers may overtake each other. */
const isNewer = (state) => !server.state || state.told > server.state.told;

/** Takes over what the server says. */
async function took(state) {
  if (!isNewer(state)) return;
  const spelled = (one) => JSON.stringify({ ...one, told: 0 });
  const before = spelled(server.state);
  server.state = state;
  if (state.number !== server.shown) await refresh();
  if (before !== spelled(state)) drawServed();
}

/** Sends the first edit that waits. */
async function pump() {
  const job = server.jobs[0];
  if (!job || server.busy || server.stopped || !server.state) return;
  // After a conflict it is saved on what the reader was shown then, not on what came after.
  const seen = job.seen ?? server.state;
  const at = job.remove ? placeOf(job.remove, seen) : undefined;
  if (at === -1) {
    // Somebody took it out already.
    server.jobs.shift();
    job.done?.();
    return pump();
  }
  server.busy = true;
  drawServed();
  const body = JSON.stringify({ version: seen.version, ...(job.remove ? { remove: at } : { add: job.add }) });
  try {
    const { status, answer } = await ask("POST", "decisions", body, "application/json");
    server.busy = false;
    if (status === 200) {
      server.jobs.shift();
      job.done?.(appeared(answer, seen));
      announce(t("已保存", "saved"));
      await took(answer);
      clearTimeout(server.timer);
      server.timer = setTimeout(watch, 200);
    } else if (status === 409) {
      server.stopped = { conflict: true, before: seen.decisions, now: answer };
      if (isNewer(answer)) server.state = answer;
      announce(t("决定文件已被改动，尚未保存", "The file of decisions has changed; this is not saved yet"));
    } else {
      server.stopped = { why: answer.why };
    }
  } catch {
    server.busy = false;
    server.stopped = { why: { zh: "服务没有应答", en: "the server does not answer" } };
  }
  drawServed();
  pump();
}

/** What a listed decision says, for finding it again. */
const wordsOf = (one) => JSON.stringify([one.verdict, one.figures ?? [], one.sections ?? [], one.reads ?? null, one.part ?? null, one.role ?? null, one.note ?? null]);
const placeOf = (one, { decisions: all }) => all.map(wordsOf).lastIndexOf(wordsOf(one));

/** The decision that one state lists and the one before does not, as the server spells it. */
function appeared(now, before) {
  const count = (one, { decisions: all }) => all.filter((other) => wordsOf(other) === wordsOf(one)).length;
  return now.decisions.find((one) => count(one, now) > count(one, before));
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Saves a decision about a question; the question is put aside until the new comparison is there. */
function saveDecision(key, decision) {
  const add = { ...decision, on: today() };
  server.answered.add(key);
  server.jobs.push({ add, key, done: (made) => server.mine.push({ add: made ?? add, key }) });
  pump();
}

/** What else there is to say of a figure of the question: it is none, or it reads as something else. */
function figureAnswers(question, row, figure) {
  if (!isServed) return null;
  const figures = [figureAddress(addressOf(figure))];
  const saveIt = (decision) => { saveDecision(keyOfQuestion(question), { ...decision, figures, note: row.name }); route({ quiet: true }); byId("question")?.focus({ preventScroll: true }); };
  return h("p", { class: "figure-answers" },
    h("button", { type: "button", on: { click: () => saveIt({ verdict: "ignore" }) } }, t("这不是指标", "This is no figure")), " ",
    h("button", { type: "button", "aria-haspopup": "dialog", on: { click: () => correct(row, figure, (decision) => { saveDecision(keyOfQuestion(question), decision); route({ quiet: true }); byId("question")?.focus({ preventScroll: true }); }) } }, t("更正……", "Correct…")));
}

function removeDecision(one) {
  server.jobs.push({ remove: one });
  pump();
}

/** Takes back what was decided last on this page. */
function undoServed() {
  const waiting = server.jobs.at(-1);
  if (waiting?.add) {
    server.answered.delete(waiting.key);
    if (server.busy && server.jobs.length === 1) {
      // It is on its way already.
      server.back = waiting.key;
      waiting.done = (made) => removeDecision(made ?? waiting.add);
    } else {
      server.jobs.pop();
      if (server.jobs.length === 0) server.stopped = null;
    }
  } else {
    const last = server.mine.pop();
    if (!last) return false;
    if (last.skip) save(decisions().filter((one) => keyOfDecision(one) !== last.skip));
    else {
      server.back = last.key;
      removeDecision(last.add);
    }
  }
  return true;
}

/** Saves what was stopped on top of what the file says now, or lets it be. */
function resume(again) {
  const { now } = server.stopped;
  server.stopped = null;
  if (again) server.jobs[0].seen = now;
  else {
    const job = server.jobs.shift();
    if (job?.key) server.answered.delete(job.key);
  }
  drawServed();
  if (address().view === "review") route({ quiet: true });
  pump();
}

/** The page anew, as a document whose scripts don't run. */
function fetchPage() {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", "./");
    request.responseType = "document";
    request.addEventListener("load", () => (request.status === 200 && request.response ? resolve(request.response) : reject(new Error(request.statusText))));
    request.addEventListener("error", () => reject(new Error("network")));
    request.send();
  });
}

/** Takes over the new comparison. Whoever is typing or choosing is not disturbed: it waits until they are done. */
async function refresh() {
  if (server.refreshing) return server.refreshing;
  if (document.activeElement?.closest?.("main input, main select, dialog")) return undefined;
  server.refreshing = fetchPage().then(takeOver).finally(() => { server.refreshing = null; });
  return server.refreshing;
}

function takeOver(next) {
  const before = data;
  const from = server.shown;
  const question = review.open[review.at];
  const back = server.state.computing ? null : server.back;
  if (back) server.back = null;
  review.wanted = back ?? (question ? keyOfQuestion(question) : null);
  const name = current.body?.name;
  data = filled(JSON.parse(next.getElementById("data").textContent));
  server.shown = Number(next.documentElement.dataset.served);
  const waiting = new Set(server.jobs.map((job) => job.key));
  if (!server.state.computing) server.answered = new Set([...server.answered].filter((key) => waiting.has(key)));
  const changes = server.state.steps.filter((step) => step.number > from && step.number <= server.shown).flatMap((step) => step.changes);
  server.changes = changes;
  announce(changesInWords(changes));
  // What stands in the page as HTML comes from there.
  const fixed = (one) => one.matches("h1, .drawn");
  for (const old of [...byId("overview").children]) if (!fixed(old)) old.remove();
  byId("overview").append(...[...next.getElementById("overview").children].filter((one) => !fixed(one)).map((one) => document.adoptNode(one)));
  const inner = (element) => [...element.childNodes].map((one) => document.adoptNode(one));
  byId("what").replaceChildren(...inner(next.getElementById("what")));
  for (const tab of document.querySelectorAll("header nav a")) tab.replaceChildren(...inner(next.querySelector(`header nav a[data-view="${tab.dataset.view}"]`)));
  const at = data.bodies.findIndex((body) => body.name === name);
  if (at >= 0 && at !== current.at) {
    const where = address();
    where.query.set("body", at);
    history.replaceState(null, "", `#${[where.view, ...where.parts].join("/")}?${where.query}`);
  }
  bodySwitch();
  yearSwitch();
  drawServed();
  // Two texts side by side don't depend on what is one series; what was unfolded there stays so.
  const names = (all) => JSON.stringify(all.bodies.map((body) => [body.name, body.reports.map((report) => report.name)]));
  if (address().view === "text" && lines.pair && names(before) === names(data)) return;
  inPlace(() => route({ quiet: true }));
}

const reachable = (view) => [...view.querySelectorAll("a[href], button, summary, [tabindex]")];

/** Draws the open view again; the row in the middle of the window stays where it is, and what had the focus has it. */
function inPlace(draw) {
  const view = document.querySelector(".view.open");
  const [x, y] = [scrollX, scrollY];
  const row = document.elementFromPoint(innerWidth / 4, innerHeight / 2)?.closest("tr[data-series]");
  const top = row?.getBoundingClientRect().top;
  const active = document.activeElement;
  const focus = view.contains(active) && { id: active.id, at: reachable(view).indexOf(active), text: active.textContent };
  view.style.minHeight = `${view.offsetHeight}px`;
  draw();
  scrollTo(x, y);
  // Rows above it may have come to be higher.
  const there = row && view.querySelector(`tr[data-series="${row.dataset.series}"]`);
  if (there) scrollBy(0, there.getBoundingClientRect().top - top);
  if (focus) {
    const all = reachable(view);
    const again = (focus.id && byId(focus.id)) || [all[focus.at], ...all].find((one) => one?.textContent === focus.text) || byId("question");
    again?.focus({ preventScroll: true });
  }
  setTimeout(() => { view.style.minHeight = ""; }, 800);
}

const changeWords = {
  joined: ["合为一条", "joined"], parted: ["分开", "parted"], regrouped: ["重新分组", "regrouped"], values: ["数值有变", "other values"],
  breaks: ["断点有变", "other breaks"], new: ["新的", "new"], gone: ["不再有", "gone"],
};

function changesInWords(changes) {
  if (changes.length === 0) return t("比较已更新，序列没有变化", "Compared again; no series changed");
  const counts = Object.keys(changeWords).map((what) => [what, changes.filter((one) => one.what === what).length]).filter(([, count]) => count > 0);
  const parts = counts.map(([what, count]) => t(`${changeWords[what][0]} ${count}`, `${count} ${changeWords[what][1]}`));
  return t(`比较已更新，序列：${parts.join("、")}`, `Compared again; series: ${parts.join(", ")}`);
}

/** What the last comparison changed, series by series. */
function changesTable() {
  if (!server.changes) return null;
  const shown = server.changes.filter((one) => one.body === current.body.name);
  return h("section", { class: "changed", "aria-labelledby": "changed-title" },
    h("h2", { id: "changed-title" }, t("刚才的变化", "What this changed"), " ", h("small", {}, changesInWords(shown))), ...changedSeries(shown));
}

/** Series before and after, as a table. */
function changedSeries(shown) {
  const line = (one) => h("div", {}, seriesById(one.id) ? h("a", { href: link(`indicators/${one.id}`), lang: "zh-CN" }, one.name) : h("span", { lang: "zh-CN" }, one.name), " ", unitTag(one.unit), " ",
    one.points.map(([year, value]) => h("span", { class: "point" }, h("small", {}, `${year}${one.breaks.includes(year) ? " ┆" : ""} `), value)));
  const rows = shown.slice(0, 30).map((one) => h("tr", {},
    h("th", { scope: "row" }, t(...changeWords[one.what])),
    h("td", {}, one.before.map(line), one.before.length === 0 ? "–" : null), h("td", {}, one.after.map(line), one.after.length === 0 ? "–" : null)));
  return [
    rows.length > 0 ? h("table", {}, h("thead", {}, h("tr", {}, [t("变化", "Change"), t("此前", "Before"), t("现在", "Now")].map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, rows)) : null,
    shown.length > rows.length ? h("p", { class: "note" }, t(`另有 ${shown.length - rows.length} 条`, `and ${shown.length - rows.length} more`)) : null].filter(Boolean);
}

const verdictWords = { same: ["同一指标", "same"], different: ["不同指标", "different"], reads: ["读作", "reads as"], ignore: ["不是指标", "no figure"], part: ["部分的性质", "what a part is"] };

/** A decision in a few words. */
function decisionWords(one) {
  if (one.part) return [h("div", { lang: "zh-CN" }, h("small", {}, `${one.part.report} `), one.part.title ?? one.part.quote), h("div", {}, "→ ", roleWords(one.role))];
  const places = one.sections.length > 0
    ? one.sections.map((section) => h("div", { lang: "zh-CN" }, h("small", {}, `${section.report} `), section.title))
    : one.figures.map((figure) => h("div", { lang: "zh-CN" }, h("small", {}, `${figure.report} `), ...marked(figure.quote, figure.surface)));
  return [places, one.reads ? h("div", {}, h("code", {}, one.reads)) : null];
}

/** A quote with a surface in it marked. */
function marked(quote, surface) {
  const at = quote.indexOf(surface);
  if (at < 0) return [quote, " ", h("mark", {}, surface)];
  return [quote.slice(0, at), h("mark", {}, surface), quote.slice(at + surface.length)];
}

/** All decisions of the file, each with a way to take it out. */
function decisionsTable() {
  const { decisions: all, remarks, path } = server.state;
  const said = new Map(remarks.filter((remark) => remark.warning).map((remark) => [remark.line, remark]));
  const heads = [t("行", "Line"), t("决定", "Decision"), t("原文", "Words"), t("备注", "Note"), ""];
  const rows = all.map((one) => h("tr", {}, h("td", { class: "n" }, one.line), h("th", { scope: "row" }, t(...verdictWords[one.verdict])),
    h("td", {}, decisionWords(one), said.has(one.line) ? h("p", { class: "note bad" }, saidOf(said.get(one.line))) : null),
    h("td", { lang: "zh-CN" }, one.note ?? "", one.by || one.on ? h("small", {}, ` ${[one.by, one.on].filter(Boolean).join(" ")}`) : null),
    h("td", {}, h("button", { type: "button", "aria-label": t(`删去第 ${one.line} 行的决定`, `Remove the decision of line ${one.line}`), on: { click: () => removeDecision(one) } }, t("删去", "Remove")))));
  return h("section", { class: "decided" }, h("h2", {}, t("决定", "Decisions"), " ", h("small", {}, path)),
    rows.length > 0 ? h("table", {}, h("thead", {}, h("tr", {}, heads.map((head, at) => h("th", { scope: "col", class: at === 0 ? "n" : null }, head)))), h("tbody", {}, rows.reverse()))
      : h("p", { class: "soft" }, t("还没有决定。", "None yet.")));
}

const fileName = (path) => path.split(/[\\/]/).at(-1);
const saidOf = (remark) => `${said(remark.message)}${said(remark.help) ? ` ${said(remark.help)}` : ""}`;

/** The line at the foot: whether all is saved, and what stands in the way. */
function drawServed() {
  if (!isServed) return;
  const bar = byId("served");
  const { state, stopped } = server;
  const parts = [];
  if (server.gone) parts.push(h("p", { class: "bad" }, t("服务没有应答：可能已结束。已保存的决定都在文件里；请重新运行 nianlun review。", "The server does not answer; it may have ended. What was saved is in the file. Run nianlun review again.")));
  if (stopped?.conflict) parts.push(conflict(stopped));
  else if (stopped) {
    parts.push(h("p", { class: "bad" }, t("未保存：", "Not saved: "), said(stopped.why)),
      h("p", { class: "answers" }, h("button", { type: "button", on: { click: () => resume(true) } }, t("再试", "Try again")), h("button", { type: "button", on: { click: () => resume(false) } }, t("放弃此决定", "Let it be"))));
  }
  if (state?.trouble && !stopped) parts.push(h("p", { class: "bad" }, t("决定文件现在无法使用：", "The file of decisions can't be used now: "), said(state.trouble)));
  const saving = server.busy || (server.jobs.length > 0 && !stopped);
  const words = saving ? t("正在保存……", "Saving…")
    : stopped ? t(`有 ${server.jobs.length} 条未保存`, `${server.jobs.length} not saved`)
    : state?.computing ? t("已保存，正在重新比较……", "Saved; comparing again…")
    : server.state && state.number !== server.shown ? t("新的比较已就绪，离开输入框后更新", "A new comparison is ready; it is shown once you leave the field")
    : server.changes ? changesInWords(server.changes) : t("已保存", "All is saved");
  parts.push(h("p", { class: "status" }, words, " ",
    server.changes?.length > 0 && address().view !== "review" ? h("a", { href: link("review") }, t("查看", "Show")) : null,
    state ? h("small", {}, t(`${state.decisions.length} 条决定在 ${fileName(state.path)}`, `${state.decisions.length} decisions in ${fileName(state.path)}`)) : null));
  parts.push(...droppedProblems());
  bar.replaceChildren(...parts);
  if (address().view === "review" && byId("served-lists")) inPlace(() => byId("served-lists").replaceChildren(...servedLists()));
}

/** The file says something else than the reader saw: what it says now, and the choice. */
function conflict({ before, now: { decisions: now, text, trouble } }) {
  const known = before.map(wordsOf);
  const there = now.map(wordsOf);
  const news = now.filter((one) => !known.includes(wordsOf(one)));
  const gone = before.filter((one) => !there.includes(wordsOf(one)));
  const list = (title, all) => (all.length > 0 ? h("div", {}, h("h3", {}, title), all.map((one) => h("div", { class: "entry" }, h("b", {}, t(...verdictWords[one.verdict])), decisionWords(one)))) : null);
  return h("div", { class: "conflict", role: "group", "aria-labelledby": "conflict-title" },
    h("h2", { id: "conflict-title" }, t("决定文件已在别处改动", "The file of decisions was changed elsewhere")),
    h("p", {}, t("您的决定还没有保存，别处的改动也没有丢失。", "Your decision is not saved yet; nothing of the other change is lost.")),
    trouble ? h("p", { class: "bad" }, said(trouble)) : null,
    list(t("别处新增", "New there"), news), list(t("别处删去", "Gone there"), gone),
    h("details", {}, h("summary", {}, t("文件现在的内容", "What the file says now")), h("pre", { lang: "zh-CN", tabindex: "0" }, text)),
    h("p", { class: "answers" }, h("button", { type: "button", on: { click: () => resume(true) } }, t("在此基础上保存", "Save on top of it")),
      h("button", { type: "button", on: { click: () => resume(false) } }, t("放弃我的决定", "Let mine be"))));
}

/** What stands under the question where the page is served. */
const servedLists = () => (server.state ? [changesTable(), decisionsTable(), droppedTable()].filter(Boolean) : []);

function startServed() {
  if (!isServed) return;
  root.classList.add("is-served");
  watch();
  document.addEventListener("visibilitychange", () => { if (!document.hidden) watch(); });
  document.addEventListener("focusout", () => setTimeout(() => { if (server.state && server.state.number !== server.shown) watch(); }));
  addEventListener("beforeunload", (event) => { if (server.jobs.length > 0) event.preventDefault(); });
  startDropping();
}
