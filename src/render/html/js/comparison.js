// Two reports' texts: a row a sentence, headings between them; only what changed, or everything.

const KINDS = {
  kept: ["", "不变", "kept"], year: ["年", "只变年份", "only the year"], number: ["数", "只变数字", "only numbers"],
  reworded: ["改", "改写", "reworded"], moved: ["移", "移动", "moved"], "moved+reworded": ["移", "移动并改写", "moved and reworded"],
  split: ["拆", "一句拆成几句", "split"], merged: ["合", "几句合成一句", "merged"], added: ["＋", "新增", "added"], removed: ["−", "删去", "removed"],
};
const KIND_NAMES = Object.keys(KINDS);

/** A pair's changes as [kind, a, a', b, b', pieces, by]; an absent side is −1. Tens of a kind: 1 a part of a sentence, 2 and 3 only the earlier, only the later side. */
const unpacked = new WeakMap();
function changesOf(pair) {
  if (!unpacked.has(pair)) {
    // A place is told from the end of the line before on its side.
    const last = [0, 0];
    const placed = (side, behind, length) => {
      const start = last[side] + behind;
      last[side] = start + length;
      return [start, last[side]];
    };
    unpacked.set(pair, pair.changes.map(([kind, ...packed]) => {
      const name = KIND_NAMES[kind % KIND_NAMES.length];
      const tens = Math.floor(kind / KIND_NAMES.length);
      const [only, behind] = name === "removed" || tens === 2 ? ["a", 2] : name === "added" || tens === 3 ? ["b", 2] : ["", 4];
      const rest = [...(only === "b" ? [-1, -1] : placed(0, packed[0], packed[1])), ...(only === "a" ? [-1, -1] : placed(1, packed[behind - 2], packed[behind - 1])), ...packed.slice(behind)];
      // Further partners stand last, as an object.
      const also = rest.length > 0 && !Array.isArray(rest.at(-1)) && typeof rest.at(-1) === "object" ? rest.pop() : null;
      const change = [name, ...rest];
      change.also = also;
      change.isPart = tens === 1;
      return change;
    }));
  }
  return unpacked.get(pair);
}

const isMoved = (change) => change[0].startsWith("moved");

/** What the text view shows now. */
const lines = {
  pair: null, all: false, one: null, rows: new Map(), here: -1, order: [], query: "", kind: "", later: [],
  reset() { this.pair = null; this.rows = new Map(); this.here = -1; this.order = []; this.later = []; undrawn.clear(); near.disconnect(); found.clear(); },

  controls(query) {
    this.all = (query.get("show") ?? store.get("nianlun.show")) === "all";
    this.one = (query.get("as") ?? store.get("nianlun.as") ?? (innerWidth < 760 ? "one" : "two")) === "one";
    this.query = (query.get("q") ?? "").trim();
    this.kind = query.get("kind") ?? "";
    const button = (on, text, act, cls) => h("button", { type: "button", class: cls, "aria-pressed": on ? "true" : "false", on: { click: act } }, text);
    const act = (text, listener) => h("button", { type: "button", on: { click: listener } }, text);
    const search = h("input", { type: "search", "aria-label": t("在两份报告中查找", "Search both reports"), placeholder: t("查找文字", "search the text") });
    search.value = this.query;
    search.addEventListener("change", () => this.set({ q: search.value }));
    return [
      button(!this.all, t("只看变化", "Only changes"), () => this.set({ show: "changes" })),
      button(this.all, t("全部", "Everything"), () => this.set({ show: "all" })),
      button(!this.one, t("并排", "Side by side"), () => this.set({ as: "two" }), "text-layout"),
      button(this.one, t("单栏", "One column"), () => this.set({ as: "one" }), "text-layout"),
      search,
      copyButton(),
      act(t("↑ 上一处", "↑ Previous"), () => this.step(-1)), act(t("↓ 下一处", "↓ Next"), () => this.step(1)),
      h("span", { class: "count", id: "change-count", role: "status" }, ""),
      takeButtons("text-changes", () => changeTable(this.pair, this.order)),
    ];
  },

  /** Another way to show the same pair. */
  set(changed) {
    for (const [name, value] of Object.entries(changed)) if (name === "show" || name === "as") store.set(`nianlun.${name}`, value);
    const { query } = address();
    for (const name of ["q", "kind"]) if (name in changed) query.set(name, changed[name]);
    history.replaceState(null, "", this.address(this.here >= 0 ? `/${changeMark(this.pair, this.here)}` : "", query));
    route({ quiet: true });
  },

  /** The address of this pair, or of a place in it, as it is shown. */
  address(place = "", query = address().query) {
    const { reports } = current.body;
    return link(`text/${reports[this.pair.a].year}/${reports[this.pair.b].year}${place}`, this.filters(query));
  },

  /** What is searched for and filtered; it stays from pair to pair. */
  filters: (query = address().query) => ({ q: query.get("q"), kind: query.get("kind") }),

  /** Puts the rows that still wait into the table, so that each can be gone to. */
  complete() {
    const rows = this.later.splice(0).map((make) => make());
    document.querySelector(".diff")?.append(...rows);
    for (const row of rows) near.observe(row);
  },

  /** To the next change or the one before. */
  step(by) {
    if (this.order.length === 0) return;
    const at = this.order.indexOf(this.here);
    const next = at < 0 ? (by > 0 ? 0 : this.order.length - 1) : Math.min(this.order.length - 1, Math.max(0, at + by));
    this.show(this.order[next]);
    history.replaceState(null, "", this.address(`/${changeMark(this.pair, this.order[next])}`));
  },

  /** Marks a sentence that was clicked; the address leads to it. */
  choose(index) {
    this.mark(index);
    history.replaceState(null, "", this.address(`/${changeMark(this.pair, index)}`));
  },

  /** Marks a change and brings it into view. */
  show(index) {
    this.complete();
    const row = this.mark(index);
    if (row) goTo(row, "center");
  },

  /** Marks a change as the one that one is at, and gives its row. */
  mark(index) {
    const row = this.rows.get(index);
    if (!row) return null;
    for (const old of document.querySelectorAll(".diff .here")) old.classList.remove("here");
    this.here = index;
    row.classList.add("here");
    const at = this.order.indexOf(index);
    if (at >= 0) {
      byId("change-count").textContent = t(`第 ${at + 1} 处，共 ${this.order.length} 处变化`, `change ${at + 1} of ${this.order.length}`);
    }
    return row;
  },

  /** Goes to an offset of the later report: a section's heading or a sentence. */
  showPlace(start) {
    this.complete();
    const head = document.querySelector(`.diff [data-section-start="${start}"]`);
    if (head) {
      goTo(head, "start");
      return;
    }
    const index = changesOf(this.pair).findIndex((change) => change[3] <= start && start < change[4]);
    if (index >= 0 && !this.rows.has(index)) {
      // It is folded among what was kept, or a heading that has a row of its own.
      const heads = [...document.querySelectorAll(".diff [data-section-start]")].filter((one) => Number(one.dataset.sectionStart) <= start);
      if (heads.length > 0) goTo(heads.at(-1), "start");
      return;
    }
    this.show(index);
  },
};

/** Whether something of the text is chosen, so that an address leads to it. */
const isPlaceChosen = () => (lines.pair ? lines.here >= 0 : document.querySelector(".reading .target, .reading .chosen") !== null);

/** The button that copies where one is. */
const copyButton = () => h("button", { type: "button", id: "copy-link", title: t("先点一句话，链接就到那一句", "click a sentence first, and the link leads to it"), on: { click: copyPlace } }, t("复制链接", "Copy link"));

/** Whether a click is meant for the text: not for a link in it, and not to mark words in it. */
const isOnText = (event) => !event.target.closest("a, button, summary, input, select") && (getSelection()?.isCollapsed ?? true);

/** Copies the address of the sentence that one is at, for somebody who has the page, too; says so where there is none. */
async function copyPlace() {
  // The served page's own address has a token in it and is good on this machine only.
  const text = isServed ? `index.html${location.hash}` : location.href;
  const button = byId("copy-link");
  try {
    await navigator.clipboard.writeText(text);
    const isChosen = isPlaceChosen();
    button.textContent = isChosen ? t("已复制这一句的链接", "Copied the link to this sentence") : t("没有选中句子：已复制整页链接", "No sentence is chosen: copied the link to the page");
    announce(button.textContent);
    setTimeout(() => { button.textContent = t("复制链接", "Copy link"); }, isChosen ? 2000 : 4000);
  } catch {
    // Where the browser keeps the clipboard to itself, the reader takes it from here.
    const box = h("input", { type: "text", readonly: true, value: text, "aria-label": t("此处链接", "Link to this") });
    button.replaceWith(box);
    box.select();
  }
}

const textKeys = {
  c: copyPlace,
  n: () => lines.step(1), p: () => lines.step(-1),
  a: () => lines.set({ show: lines.all ? "changes" : "all" }), v: () => lines.set({ as: lines.one ? "two" : "one" }),
};

/** Two reports compared, with their sections beside. */
function compared(pair) {
  lines.pair = pair;
  const { reports } = current.body;
  const [a, b] = [reports[pair.a], reports[pair.b]];
  const table = rowsOf(pair);
  const counts = new Map();
  for (const change of changesOf(pair)) counts.set(change[0], (counts.get(change[0]) ?? 0) + 1);
  const all = [...counts].reduce((sum, [kind, count]) => sum + (kind === "kept" ? 0 : count), 0);
  const key = Object.entries(KINDS).filter(([kind]) => kind !== "kept" && counts.has(kind))
    .map(([kind, [sign, zh, en]]) => h("button", { type: "button", "aria-pressed": lines.kind === kind ? "true" : "false", title: t(`只看“${zh}”`, `only ${en}`),
      on: { click: () => lines.set({ kind: lines.kind === kind ? "" : kind }) } }, `${sign} ${t(zh, en)} ${counts.get(kind)}`));
  const main = h("div", {},
    h("p", { class: "key" }, pair.carried === null ? null : h("span", {}, t(`沿用 ${percent(pair.carried)}%`, `${percent(pair.carried)}% carried over`)), h("span", {}, t(`${all} 处变化`, `${all} changes`)), key),
    changesOf(pair).length === 0 ? h("p", {}, t("这两份报告的文字没有比较。", "The texts of these two reports were not compared.")) : table);
  const starts = changesOf(pair).filter((change) => change[0] !== "kept" && change[3] >= 0).map((change) => change[3]).sort((one, two) => one - two);
  const changesIn = (section) => firstFrom(starts, section.place[1]) - firstFrom(starts, section.place[0]);
  const later = new Map();
  for (const row of pair.sections) if (row.b !== null && (!later.has(row.b) || (row.carried ?? -1) > (later.get(row.b).carried ?? -1))) later.set(row.b, row);
  const items = b.sections.map((section, at) => {
    const row = later.get(at);
    const word = row && row.relation !== "same" ? h("small", { class: "rel" }, ` ${relation(row.relation)}`) : null;
    return h("li", { class: `l${Math.min(section.level, 3)}` },
      h("a", { href: link(`text/${a.year}/${b.year}/@${section.place[0]}`) }, h("span", {}, said(section.title), word), h("span", { class: "n", title: t("变化", "changes") }, changesIn(section) || "")));
  });
  const gone = pair.sections.filter((row) => row.b === null).map((row) => h("li", { class: "gone" },
    h("a", { href: textLink(a, [a.sections[row.a].place[0], a.sections[row.a].place[0]]) }, said(a.sections[row.a].title), h("span", { class: "n" }, "−"))));
  return h("div", { class: "with-outline" }, h("nav", { class: "outline", "aria-label": t("各部分", "Sections") }, h("ol", {}, items, gone)), main);
}

const percent = (thousandths) => Math.round(thousandths / 10);

/** How many of some sorted numbers are less than one. */
function firstFrom(sorted, wanted) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The order of rows: changes as they come, what moved away also where it was: behind the last that stood before it. */
function sequence(pair) {
  const all = changesOf(pair).map((change, index) => ({ change, index }));
  // From the end, those that stood before all behind them: the last that stood before a place is the first of these.
  const last = [];
  for (const { change, index } of [...all].reverse()) {
    if (!isMoved(change) && change[1] >= 0 && (last.length === 0 || change[1] < last.at(-1)[0])) last.push([change[1], index]);
  }
  const behind = new Map();
  const moved = all.filter(({ change }) => isMoved(change)).sort((one, two) => one.change[1] - two.change[1]);
  for (const one of moved) {
    const at = last.find(([start]) => start < one.change[1])?.[1] ?? -1;
    behind.set(at, [...(behind.get(at) ?? []), { ...one, ghost: true }]);
  }
  return [...(behind.get(-1) ?? []), ...all.flatMap((one) => [one, ...(behind.get(one.index) ?? [])])];
}

/** All rows as a table of two texts. */
function rowsOf(pair) {
  const { reports } = current.body;
  const [a, b] = [reports[pair.a], reports[pair.b]];
  const one = lines.one;
  const box = h("div", { class: `diff${one ? " one" : ""}`, role: "table", "aria-label": `${a.year} → ${b.year}` });
  if (!one) {
    box.append(h("div", { role: "row", class: "row heads" }, h("span", { role: "columnheader", class: "kind" }, h("span", { class: "skip" }, t("变化", "Change"))),
      h("span", { role: "columnheader" }, t(`${a.year} 年报告`, `Report of ${a.year}`)), h("span", { role: "columnheader" }, t(`${b.year} 年报告`, `Report of ${b.year}`))));
  }
  lines.rows = new Map();
  lines.order = [];
  const relations = new Map();
  for (const row of pair.sections) if (row.b !== null && !relations.has(row.b)) relations.set(row.b, row);
  const paired = new Set(pair.sections.filter((row) => row.b !== null).map((row) => row.a));
  const words = lines.query.trim();
  const picked = words !== "" || lines.kind !== "";
  const heads = b.sections.map((section, at) => [section.place[0], at]);
  const headings = [headingsOf(a), headingsOf(b)];
  let fold = [];
  const rows = [];
  const flush = () => {
    const items = fold;
    if (items.length > 0) rows.push(() => folded(items, pair));
    fold = [];
  };
  // Where rows are picked out, headings without any are not shown.
  let above = [];
  const headAbove = (at) => {
    if (picked) above = [...above.filter((one) => b.sections[one].level < b.sections[at].level), at];
    else rows.push(() => headRow(pair, at, relations.get(at)));
  };
  for (const item of sequence(pair)) {
    const { change } = item;
    const isHead = !item.ghost && isHeading(change, a, b, headings, paired);
    const isLeftOut = (words && !mentions(pair, change, words)) || (lines.kind && change[0] !== lines.kind);
    // A heading that changed is a change as any other: its row says so. Where two became one, the last of them is meant.
    const own = isHead && !isLeftOut && change[0] !== "kept" && change[3] >= 0;
    let head = -1;
    while (!item.ghost && change[3] >= 0 && heads.length > 0 && heads[0][0] < change[4]) {
      const [, at] = heads.shift();
      flush();
      if (own && !(heads.length > 0 && heads[0][0] < change[4])) head = at;
      else headAbove(at);
    }
    if (isLeftOut || (isHead && change[0] === "kept")) continue;
    if (change[0] === "kept" && !lines.all) {
      if (!picked) fold.push(item);
    } else {
      flush();
      if (picked && head >= 0) above = above.filter((one) => b.sections[one].level < b.sections[head].level);
      rows.push(...above.map((at) => () => headRow(pair, at, relations.get(at))));
      above = [];
      rows.push(() => lineRow(pair, item, head, relations.get(head)));
      if (!item.ghost && change[0] !== "kept") lines.order.push(item.index);
    }
  }
  flush();
  if (rows.length === 0) box.append(h("p", { class: "soft" }, t("没有这样的变化。", "There are no such changes.")));
  // A screen of rows at once; the others once the view is seen, or when one of them is gone to.
  lines.later = rows;
  const first = rows.splice(0, 16).map((make) => make());
  box.append(...first);
  first.forEach(drawRow);
  setTimeout(() => {
    if (lines.later !== rows) return;
    lines.complete();
    drawInTime(pair);
  }, 100);
  queueMicrotask(() => {
    const count = byId("change-count");
    if (count && lines.here < 0) count.textContent = t(`${lines.order.length} 处变化`, `${lines.order.length} changes`);
  });
  return box;
}

function mentions(pair, change, words) {
  const { reports } = current.body;
  return (change[1] >= 0 && cut(reports[pair.a], change[1], change[2]).includes(words)) || (change[3] >= 0 && cut(reports[pair.b], change[3], change[4]).includes(words));
}

/** The sections of a report that have a heading, by where it starts. */
const headingsOf = (report) => {
  const sections = report.sections.map((section, at) => ({ at, place: section.place })).filter(({ place }) => place[2] > place[0]);
  sections.sort((one, two) => one.place[0] - two.place[0]);
  return { sections, starts: sections.map(({ place }) => place[0]) };
};

/** A sentence that is a heading and nothing else, of a section that has a row of its own. */
function isHeading(change, a, b, headings, paired) {
  const heading = (report, { sections, starts }, start, end) => {
    const found = sections[firstFrom(starts, start)];
    if (!found || found.place[0] >= end) return -1;
    const text = raw(report, start, end);
    const [from, to] = [start + text.length - text.trimStart().length, end - text.length + text.trimEnd().length];
    return found.place[0] === from && to <= found.place[2] ? found.at : -1;
  };
  const before = change[1] < 0 ? -1 : heading(a, headings[0], change[1], change[2]);
  if (change[3] < 0) return before >= 0 && paired.has(before);
  return (change[1] < 0 || before >= 0) && heading(b, headings[1], change[3], change[4]) >= 0;
}

/** What became of a section, and how much of a part was carried over: beside its heading. */
function aboutSection(section, row) {
  const carried = row?.carried ?? null;
  return [row && row.relation !== "same" ? h("span", { class: "rel" }, relation(row.relation)) : null,
    section.level === 1 && carried !== null ? h("small", {}, ` ${t("沿用", "carried over")} ${percent(carried)}%`) : null];
}

function headRow(pair, at, row) {
  const { reports } = current.body;
  const section = reports[pair.b].sections[at];
  const before = row && row.a !== null ? reports[pair.a].sections[row.a] : null;
  return lateRow({ class: "row head", tabindex: "-1", "data-section-start": section.place[0] }, said(section.title).length, () => [h("span", { role: "cell", class: "kind" }),
    lines.one ? null : h("span", { role: "cell", class: "lower" }, before ? said(before.title) : ""), h("span", { role: "cell" }, said(section.title), aboutSection(section, row))]);
}

function folded(items, pair) {
  const open = () => {
    const rows = items.map((item) => lineRow(pair, item));
    rows.forEach(drawRow);
    row.replaceWith(...rows);
  };
  const row = lateRow({ class: "row fold" }, 0, () => h("span", { role: "cell" },
    h("button", { type: "button", "aria-expanded": "false", on: { click: open } }, t(`${items.length} 句未变 · 展开`, `${items.length} sentences unchanged · show`))));
  return row;
}

/** One side of a change, or both in one. */
function pieces(pair, change, side) {
  const { reports } = current.body;
  const [a, b] = [reports[pair.a], reports[pair.b]];
  const [kind, a0, a1, b0, b1, edits, by = []] = change;
  const whole = (report, start, end) => (start < 0 ? [] : [cut(report, start, end)]);
  if (!edits) {
    if (a0 < 0) return side === "a" ? [] : [h("ins", {}, whole(b, b0, b1))];
    if (b0 < 0) return side === "b" ? [] : [h("del", {}, whole(a, a0, a1))];
    return side === "a" ? whole(a, a0, a1) : whole(b, b0, b1);
  }
  const out = [];
  let numbers = 0;
  // A number leads to its series.
  const number = (tag, at, start, end, ...text) => {
    const found = figureIn(at, start, end);
    return h(tag, { class: "num" }, found ? h("a", { class: "figure", href: seriesLink(found.row), title: `${found.row.name} ${found.figure.exact}` }, text) : text);
  };
  let [x, y] = [a0, b0];
  // A piece is its length times five and its operation; where the sides differ in length, that of the later one follows.
  for (let at = 0; at < edits.length; at += 1) {
    const [op, length] = [edits[at] % 5, Math.floor(edits[at] / 5)];
    const [long, wide] = op === 1 ? [length, 0] : op === 2 ? [0, length] : op === 0 ? [length, length] : [length, edits[(at += 1)]];
    const [old, now] = [cut(a, x, x + long), cut(b, y, y + wide)];
    const places = [[pair.a, x, x + long], [pair.b, y, y + wide]];
    [x, y] = [x + long, y + wide];
    if (op === 0 || op === 4) out.push(side === "a" ? old : now);
    else if (op === 1) out.push(side === "b" || !old ? "" : h("del", {}, old));
    else if (op === 2) out.push(side === "a" || !now ? "" : h("ins", {}, now));
    else {
      const difference = by[numbers] ? h("small", {}, t(by[numbers], by[numbers].replace(" 个百分点", " pp").replace("，", ", ").replace(/^进 (.+) 位$/, "up $1").replace(/^退 (.+) 位$/, "down $1"))) : null;
      numbers += 1;
      if (side === "a") out.push(number("span", ...places[0], old));
      else if (side === "b") out.push(number("span", ...places[1], now, difference));
      else out.push(number("del", ...places[0], old), " ", number("ins", ...places[1], now, difference), " ");
    }
  }
  return out;
}

/** The only figure in a place of a report, with its series; none where there are several. */
function figureIn(at, start, end) {
  const all = figures(at);
  const inside = [];
  for (let next = firstFrom(all.starts, start); next < all.length && all[next].figure.place[0] < end; next += 1) {
    if (all[next].figure.place[1] <= end) inside.push(all[next]);
  }
  return inside.length === 1 ? inside[0] : null;
}

/** One side of a change, or both in one, with dots where the rest of the sentence belongs elsewhere: at a comma or the like. */
function cutPieces(pair, change, side) {
  const whole = pieces(pair, change, side);
  if (!change.isPart) return whole;
  const { reports } = current.body;
  const [, a0, a1, b0, b1] = change;
  const ends = (report, at) => /[，,；;：:]\s*$/.test(raw(report, Math.max(0, at - 3), at));
  const isCut = (a, b) => (side !== "b" && ends(reports[pair.a], a)) || (side !== "a" && ends(reports[pair.b], b));
  const dots = () => h("span", { class: "cut", title: t("句中一部分", "part of a sentence") }, "…");
  return [isCut(a0, b0) ? dots() : null, whole, isCut(a1, b1) ? dots() : null];
}

/** Which section a place stands in, in words. */
function sectionName(report, start) {
  const inside = report.sections.filter((section) => section.place[0] <= start && start < section.place[1]);
  return inside.length > 0 ? said(inside.at(-1).title) : t("开头", "the beginning");
}

/** A sentence's row: what it is, and its text before and after; of a heading that changed, the head of its section too. */
function lineRow(pair, { change, index, ghost }, head = -1, relationRow = undefined) {
  const [kind, a0, a1, b0, b1] = change;
  const changed = kind !== "kept";
  const move = isMoved(change) ? `${ghost ? "from" : "to"}${index}` : null;
  const section = head < 0 ? null : current.body.reports[pair.b].sections[head];
  const row = lateRow({ class: `row${section ? " head" : ""}${changed ? ` chg ${move ? "moved" : kind}` : ""}`, tabindex: changed ? "-1" : null, "data-move": move, "data-section-start": section?.place[0], lang: "zh-CN", on: { click: (event) => { if (isOnText(event)) lines.choose(index); } } },
    Math.max(a1 - a0, b1 - b0), () => {
      const cells = [cellsOf(pair, change, index, ghost)].flat();
      if (section) append(cells.at(-1), aboutSection(section, relationRow));
      return [markOf(kind), cells];
    });
  if (!ghost) lines.rows.set(index, row);
  return row;
}

function markOf(kind) {
  const [sign, zh, en] = KINDS[kind] ?? ["?", kind, kind];
  return h("span", { role: "cell", class: "kind", title: t(zh, en) }, sign, sign ? h("span", { class: "skip" }, ` ${t(zh, en)}`) : null);
}

/** Further sentences that took part: what this one came from as well, and what it went to. */
function alsoOf(pair, change) {
  if (!change.also) return null;
  const { reports } = current.body;
  const [a, b] = [reports[pair.a], reports[pair.b]];
  const place = (report, text) => ([start, end]) => h("a", { class: "where", href: textLink(report, [start, end]) }, `${text} ${sectionName(report, start)}`);
  // What has no partner in its own row has no first one that these were further to.
  if (change[1] < 0) return change.also.a.map(place(a, t(`← 出自 ${a.year} 年`, `← from ${a.year}`)));
  if (change[3] < 0) return change.also.b.map(place(b, t(`→ 见 ${b.year} 年`, `→ in ${b.year}`)));
  return [...change.also.a.map(place(a, t(`← 另出自 ${a.year} 年`, `← also from ${a.year}`))), ...change.also.b.map(place(b, t(`→ 另见 ${b.year} 年`, `→ also in ${b.year}`)))];
}

function cellsOf(pair, change, index, ghost) {
  const { reports } = current.body;
  const [a, b] = [reports[pair.a], reports[pair.b]];
  const [kind, a0, , b0] = change;
  if (!isMoved(change)) {
    if (lines.one) return h("div", { role: "cell" }, cutPieces(pair, change, kind === "kept" ? "b" : "both"), alsoOf(pair, change));
    return ["a", "b"].map((side) => h("div", { role: "cell" }, cutPieces(pair, change, side), side === "b" ? alsoOf(pair, change) : null));
  }
  const jump = (text, to) => h("a", { class: "where", href: link(`text/${a.year}/${b.year}/${to}`), on: { click: (event) => {
    event.preventDefault();
    lines.complete();
    const target = document.querySelector(`.diff [data-move="${to}"]`);
    if (target) goTo(target, "center");
  } } }, text);
  const text = ghost
    ? [cutPieces(pair, change, "a"), jump(`→ ${t(`移至 ${b.year} 年`, `moved to ${b.year}`)} ${sectionName(b, b0)}`, `to${index}`)]
    : [cutPieces(pair, change, lines.one ? "both" : "b"), jump(`← ${t(`移自 ${a.year} 年`, `moved from ${a.year}`)} ${sectionName(a, a0)}`, `from${index}`), alsoOf(pair, change)];
  const cell = h("div", { role: "cell", class: ghost ? "ghost" : null }, text);
  if (lines.one) return cell;
  const blank = h("div", { role: "cell", class: "blank" });
  return ghost ? [cell, blank] : [blank, cell];
}
