// Two reports' texts: a row a sentence, headings between them; only what changed, or everything.

const KINDS = {
  kept: ["", "不变", "kept"], year: ["年", "只变年份", "only the year"], number: ["数", "只变数字", "only numbers"],
  reworded: ["改", "改写", "reworded"], moved: ["移", "移动", "moved"], "moved+reworded": ["移", "移动并改写", "moved and reworded"],
  split: ["拆", "一句拆成几句", "split"], merged: ["合", "几句合成一句", "merged"], added: ["＋", "新增", "added"], removed: ["−", "删去", "removed"],
};
const KIND_NAMES = Object.keys(KINDS);

/** A pair's changes as [kind, a, a', b, b', pieces, by]; an absent side is −1. */
const unpacked = new WeakMap();
function changesOf(pair) {
  if (!unpacked.has(pair)) {
    unpacked.set(pair, pair.changes.map(([kind, ...rest]) => {
      const name = KIND_NAMES[kind];
      if (name === "added") return [name, -1, -1, rest[0], rest[1]];
      if (name === "removed") return [name, rest[0], rest[1], -1, -1];
      return [name, ...rest];
    }));
  }
  return unpacked.get(pair);
}

const isMoved = (change) => change[0].startsWith("moved");

/** What the text view shows now. */
const lines = {
  pair: null, all: false, one: null, rows: new Map(), here: -1, order: [], query: "", later: [],
  reset() { this.pair = null; this.rows = new Map(); this.here = -1; this.order = []; },

  controls(query) {
    this.all = (query.get("show") ?? store.get("nianlun.show")) === "all";
    this.one = (query.get("as") ?? store.get("nianlun.as") ?? (innerWidth < 760 ? "one" : "two")) === "one";
    this.query = query.get("q") ?? "";
    const button = (on, text, act) => h("button", { type: "button", "aria-pressed": on ? "true" : "false", on: { click: act } }, text);
    const search = h("input", { type: "search", "aria-label": t("在两份报告中查找", "Search both reports"), placeholder: t("查找文字", "search the text") });
    search.value = this.query;
    search.addEventListener("change", () => this.set({ q: search.value }));
    return [
      button(!this.all, t("只看变化", "Only changes"), () => this.set({ show: "changes" })),
      button(this.all, t("全部", "Everything"), () => this.set({ show: "all" })),
      button(!this.one, t("并排", "Side by side"), () => this.set({ as: "two" })),
      button(this.one, t("单栏", "One column"), () => this.set({ as: "one" })),
      search,
      button(false, t("↑ 上一处", "↑ Previous"), () => this.step(-1)), button(false, t("↓ 下一处", "↓ Next"), () => this.step(1)),
      h("span", { class: "count", id: "change-count", role: "status" }, ""),
    ];
  },

  /** Another way to show the same pair. */
  set(changed) {
    for (const [name, value] of Object.entries(changed)) if (name !== "q") store.set(`nianlun.${name}`, value);
    const { query, parts } = address();
    for (const name of ["show", "as"]) query.delete(name);
    if ("q" in changed) query.set("q", changed.q);
    const at = this.here >= 0 ? [`c${this.here}`] : [];
    history.replaceState(null, "", link(`text/${[...parts.filter((part) => /^\d/.test(part)), ...at].join("/")}`, { q: query.get("q") }));
    route({ quiet: true });
  },

  /** Draws the rows that still wait, at most so many. */
  draw(box, most = Infinity) {
    box.append(...this.later.splice(0, Math.min(most, this.later.length)).map((make) => make()).filter(Boolean));
  },

  /** To the next change or the one before. */
  step(by) {
    if (this.order.length === 0) return;
    const at = this.order.indexOf(this.here);
    const next = at < 0 ? (by > 0 ? 0 : this.order.length - 1) : Math.min(this.order.length - 1, Math.max(0, at + by));
    this.show(this.order[next]);
    const { reports } = current.body;
    history.replaceState(null, "", link(`text/${reports[this.pair.a].year}/${reports[this.pair.b].year}/c${this.order[next]}`, { q: this.query }));
  },

  /** Marks a change and brings it into view. */
  show(index) {
    const box = document.querySelector(".diff");
    if (box) this.draw(box);
    const row = this.rows.get(index);
    if (!row) return;
    for (const old of document.querySelectorAll(".diff .here")) old.classList.remove("here");
    this.here = index;
    row.classList.add("here");
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
    const at = this.order.indexOf(index);
    if (at >= 0) {
      byId("change-count").textContent = t(`第 ${at + 1} 处，共 ${this.order.length} 处变化`, `change ${at + 1} of ${this.order.length}`);
    }
  },

  /** Goes to an offset of the later report: a section's heading or a sentence. */
  showPlace(start) {
    this.draw(document.querySelector(".diff"));
    const head = document.querySelector(`.diff [data-section-start="${start}"]`);
    if (head) {
      head.scrollIntoView({ block: "start" });
      head.focus({ preventScroll: true });
      return;
    }
    const index = changesOf(this.pair).findIndex((change) => change[3] <= start && start < change[4]);
    if (index >= 0 && !this.rows.has(index)) {
      // It is folded among what was kept, or a heading that has a row of its own.
      const heads = [...document.querySelectorAll(".diff [data-section-start]")].filter((one) => Number(one.dataset.sectionStart) <= start);
      const inside = heads.at(-1);
      inside?.scrollIntoView({ block: "start" });
      inside?.focus({ preventScroll: true });
      return;
    }
    this.show(index);
  },
};

const textKeys = {
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
  const key = Object.entries(KINDS).filter(([kind]) => kind !== "kept" && counts.has(kind))
    .map(([kind, [sign, zh, en]]) => h("span", {}, `${sign} ${t(zh, en)} ${counts.get(kind)}`));
  const main = h("div", {},
    h("p", { class: "key" }, pair.carried === null ? null : h("span", {}, t(`沿用 ${percent(pair.carried)}%`, `${percent(pair.carried)}% carried over`)), key),
    changesOf(pair).length === 0 ? h("p", {}, t("这两份报告的文字没有比较。", "The texts of these two reports were not compared.")) : table);
  const changesIn = (section) => changesOf(pair).filter((change) => change[0] !== "kept" && change[3] >= section.place[0] && change[3] < section.place[1]).length;
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

/** The order of rows: changes as they come, what moved away also where it was, headings before their first sentence. */
function sequence(pair) {
  const out = changesOf(pair).map((change, index) => ({ change, index }));
  const moved = out.filter(({ change }) => isMoved(change));
  for (const one of moved) {
    let after = -1;
    out.forEach((other, at) => {
      if (!other.ghost && !isMoved(other.change) && other.change[1] >= 0 && other.change[1] < one.change[1]) after = at;
    });
    out.splice(after + 1, 0, { ...one, ghost: true });
  }
  return out;
}

/** All rows as a table of two texts. */
function rowsOf(pair) {
  const { reports } = current.body;
  const [a, b] = [reports[pair.a], reports[pair.b]];
  const one = lines.one;
  const box = h("div", { class: `diff${one ? " one" : ""}`, role: "table", "aria-label": `${a.year} → ${b.year}` });
  if (!one) {
    box.append(h("div", { role: "row", class: "heads" }, h("span", { role: "columnheader", class: "kind" }, h("span", { class: "skip" }, t("变化", "Change"))),
      h("span", { role: "columnheader" }, t(`${a.year} 年报告`, `Report of ${a.year}`)), h("span", { role: "columnheader" }, t(`${b.year} 年报告`, `Report of ${b.year}`))));
  }
  lines.rows = new Map();
  lines.order = [];
  const relations = new Map();
  for (const row of pair.sections) if (row.b !== null && !relations.has(row.b)) relations.set(row.b, row);
  const paired = new Set(pair.sections.filter((row) => row.b !== null).map((row) => row.a));
  const heads = b.sections.map((section, at) => [section.place[0], at]);
  let fold = [];
  const later = [];
  const flush = () => {
    const items = fold;
    if (items.length > 0) later.push(() => folded(items, pair));
    fold = [];
  };
  const words = lines.query.trim();
  for (const item of sequence(pair)) {
    const { change } = item;
    while (!item.ghost && change[3] >= 0 && heads.length > 0 && heads[0][0] < change[4]) {
      const [, at] = heads.shift();
      flush();
      later.push(() => headRow(pair, at, relations.get(at)));
    }
    if (!item.ghost && isHeading(change, a, b, paired)) continue;
    if (words && !mentions(pair, change, words)) continue;
    if (change[0] === "kept" && !lines.all && !words) fold.push(item);
    else {
      flush();
      later.push(() => lineRow(pair, item));
      if (!item.ghost && change[0] !== "kept") lines.order.push(item.index);
    }
  }
  flush();
  // The first rows at once, the others once the view is seen.
  lines.later = later;
  lines.draw(box, 50);
  const more = () => {
    if (lines.later !== later || later.length === 0) return;
    lines.draw(box, 150);
    setTimeout(more, 15);
  };
  setTimeout(more, 60);
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

/** A sentence that is a heading and nothing else, of a section that has a row of its own. */
function isHeading(change, a, b, paired) {
  const heading = (report, start, end) => {
    const text = raw(report, start, end);
    const [from, to] = [start + text.length - text.trimStart().length, end - text.length + text.trimEnd().length];
    return report.sections.findIndex((section) => section.place[2] > section.place[0] && section.place[0] <= from && to <= section.place[2]);
  };
  const before = change[1] < 0 ? -1 : heading(a, change[1], change[2]);
  if (change[3] < 0) return before >= 0 && paired.has(before);
  return heading(b, change[3], change[4]) >= 0 && (change[1] < 0 || before >= 0);
}

function headRow(pair, at, row) {
  const { reports } = current.body;
  const section = reports[pair.b].sections[at];
  const before = row && row.a !== null ? reports[pair.a].sections[row.a] : null;
  const word = row && row.relation !== "same" ? h("span", { class: "rel" }, relation(row.relation)) : null;
  const carried = row?.carried ?? null;
  const share = section.level === 1 && carried !== null ? h("small", {}, ` ${t("沿用", "carried over")} ${percent(carried)}%`) : null;
  const right = h("span", { role: "cell" }, said(section.title), word, share);
  return h("div", { role: "row", class: "head", tabindex: "-1", "data-section-start": section.place[0] }, h("span", { role: "cell", class: "kind" }),
    lines.one ? null : h("span", { role: "cell", class: "lower" }, before ? said(before.title) : ""), right);
}

function folded(items, pair) {
  const button = h("button", { type: "button", "aria-expanded": "false", on: { click: () => {
    row.replaceWith(...items.map((item) => lineRow(pair, item)).filter(Boolean));
  } } }, t(`${items.length} 句未变 · 展开`, `${items.length} sentences unchanged · show`));
  const row = h("div", { role: "row", class: "fold" }, h("span", { role: "cell" }, button));
  return row;
}

/** One side of a change, or both in one. */
function pieces(pair, change, side) {
  const { reports } = current.body;
  const [a, b] = [reports[pair.a], reports[pair.b]];
  const [kind, a0, a1, b0, b1, edits, by = []] = change;
  const whole = (report, start, end) => (start < 0 ? [] : [cut(report, start, end)]);
  if (!edits) {
    if (kind === "added") return side === "a" ? [] : [h("ins", {}, whole(b, b0, b1))];
    if (kind === "removed") return side === "b" ? [] : [h("del", {}, whole(a, a0, a1))];
    return side === "a" ? whole(a, a0, a1) : whole(b, b0, b1);
  }
  const out = [];
  let numbers = 0;
  for (let at = 0; at < edits.length; at += 5) {
    const [op, x0, x1, y0, y1] = edits.slice(at, at + 5);
    const [old, now] = [cut(a, a0 + x0, a0 + x1), cut(b, b0 + y0, b0 + y1)];
    if (op === 0) out.push(side === "a" ? old : now);
    else if (op === 1) out.push(side === "b" || !old ? "" : h("del", {}, old));
    else if (op === 2) out.push(side === "a" || !now ? "" : h("ins", {}, now));
    else {
      const difference = by[numbers] ? h("small", {}, t(by[numbers], by[numbers].replace(" 点", " pp").replace("，", ", "))) : null;
      numbers += 1;
      if (side === "a") out.push(h("span", { class: "num" }, old));
      else if (side === "b") out.push(h("span", { class: "num" }, now, difference));
      else out.push(h("del", { class: "num" }, old), " ", h("ins", { class: "num" }, now, difference), " ");
    }
  }
  return out;
}

/** Which section a place stands in, in words. */
function sectionName(report, start) {
  const inside = report.sections.filter((section) => section.place[0] <= start && start < section.place[1]);
  return inside.length > 0 ? said(inside.at(-1).title) : t("开头", "the beginning");
}

function lineRow(pair, { change, index, ghost }) {
  const { reports } = current.body;
  const [a, b] = [reports[pair.a], reports[pair.b]];
  const [kind, a0, , b0] = change;
  const [sign, zh, en] = KINDS[kind] ?? ["?", kind, kind];
  const mark = h("span", { role: "cell", class: "kind", title: t(zh, en) }, sign, sign ? h("span", { class: "skip" }, ` ${t(zh, en)}`) : null);
  const changed = kind !== "kept";
  const jump = (text, to) => h("a", { class: "where", href: link(`text/${a.year}/${b.year}/${to}`), on: { click: (event) => {
    event.preventDefault();
    lines.draw(document.querySelector(".diff"));
    const target = document.querySelector(`.diff [data-move="${to}"]`);
    target?.scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
  } } }, text);
  let cells;
  let move = null;
  if (isMoved(change)) {
    move = ghost ? `from${index}` : `to${index}`;
    const text = ghost
      ? [pieces(pair, change, "a"), jump(`→ ${t(`移至 ${b.year} 年`, `moved to ${b.year}`)} ${sectionName(b, b0)}`, `to${index}`)]
      : [pieces(pair, change, lines.one ? "both" : "b"), jump(`← ${t(`移自 ${a.year} 年`, `moved from ${a.year}`)} ${sectionName(a, a0)}`, `from${index}`)];
    const cell = h("div", { role: "cell", class: ghost ? "ghost" : null }, text);
    const blank = h("div", { role: "cell", class: "blank" });
    cells = ghost ? [cell, blank] : [blank, cell];
    if (lines.one) cells = [cell];
  } else if (lines.one) {
    cells = [h("div", { role: "cell" }, pieces(pair, change, kind === "kept" ? "b" : "both"))];
  } else {
    cells = ["a", "b"].map((side) => h("div", { role: "cell" }, pieces(pair, change, side)));
  }
  const colour = isMoved(change) ? "moved" : kind;
  const row = h("div", { role: "row", class: changed ? `chg ${colour}` : null, tabindex: changed ? "-1" : null, "data-move": move, lang: "zh-CN" }, mark, cells);
  if (!ghost) {
    lines.rows.set(index, row);
  }
  return row;
}
