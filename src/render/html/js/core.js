// What every view needs: the data, the language, elements, places in texts, and addresses.

/** What can become of a promise, as the data numbers it. */
const OUTCOME_NAMES = ["missed", "not-mentioned", "reported", "met", "too-early"];

/** What the page shows; another one once the server compared again. */
let data = filled(JSON.parse(document.getElementById("data").textContent));
const root = document.documentElement;
const byId = (id) => document.getElementById(id);

/** Puts back what the data leaves out because it goes without saying. */
function filled(read) {
  for (const body of read.bodies) {
    for (const row of Array.isArray(body.series) ? body.series : []) {
      for (const figure of row.figures) if (figure.link) figure.link = linkOf(figure.link, read);
      row.points = row.points.map(([period, figure, others = [], breaks = []]) => ({ period, figure, others, breaks }));
      row.role ??= "actual";
      row.measure ??= "level";
      for (const figure of row.figures) {
        const unit = figure.unit ?? row.unit ?? "";
        figure.exact ??= `${figure.shown}${unit === "" || unit === "%" ? "" : " "}${unit}`;
      }
      row.years ??= 1;
      row.topics ??= [];
      row.section_title = body.titles[row.title];
    }
    body.promises &&= body.promises.map(promiseOf);
  }
  return read;
}

/** A link as an object: [to, bits, basis, unsure, [field, bits, …], margin, [report, start, end, from, to, label]]; the last two where there is a runner-up. */
function linkOf([to, bits, basis, unsure, weights, margin, rival], { fields, bases }) {
  const one = { to, bits, basis: bases[basis], unsure: unsure === 1, margin: margin ?? undefined };
  // Drawn for few of thousands: they are put apart when somebody asks.
  Object.defineProperty(one, "evidence", { get: () => weights.filter((_, at) => at % 2 === 0).map((field, at) => [fields[field], weights[2 * at + 1]]) });
  if (rival) {
    const [report, start, end, from, until, label] = rival;
    one.rival = { report, label, place: [start, end], quote: [from, until] };
  }
  return one;
}

/** A promise as an object: [report, start, end, outcome, period, read, target, answer, again], 0 where there is none. Again has its figure where that is another one. */
function promiseOf([report, start, end, outcome, period, read, target, answer, again]) {
  const one = { report, quote: [start, end], place: [start, end], outcome: OUTCOME_NAMES[outcome], period: period || undefined, read: read < 0 ? undefined : read };
  if (target) {
    one.place = [target[0], target[1]];
    [, , one.bound, one.target] = target;
  }
  if (answer) {
    const [at, from, to, ...rest] = answer;
    const figure = rest.length > 1;
    one.answer = { report: at, quote: [from, to], place: figure ? [rest[0], rest[1]] : [from, to], value: figure ? rest[2] : undefined, unsure: rest.length % 3 === 1 };
  }
  if (again) one.again = { report: again[0], place: [again[1], again[2]], figure: again[3] };
  return one;
}

/** The page's language, zh or en. */
let language = "zh";
/** One of two wordings. */
const t = (zh, en) => (language === "zh" ? zh : en);
/** Words that the data has in both languages, or once where they are alike. */
const said = (words) => (language === "zh" ? words.zh : words.en ?? words.zh);

/** An element; properties are attributes, `on` holds listeners; children are nodes, strings or nothing. */
function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  return fill(element, properties, children);
}

/** The same for drawings. */
function s(tag, properties, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(child);
  }
}

/** Keeps what was kept before where storage is denied, as some browsers do for files. */
const memory = new Map();
const store = {
  get(key) {
    try { return localStorage.getItem(key) ?? memory.get(key) ?? null; } catch { return memory.get(key) ?? null; }
  },
  set(key, value) {
    memory.set(key, value);
    try { localStorage.setItem(key, value); } catch { /* The page still works, it only forgets. */ }
  },
};

/** Texts by scalar values: as they are where no character takes two units, else cut up once. */
const characters = new WeakMap();
function raw(report, start, end) {
  if (!characters.has(report)) characters.set(report, /[\ud800-\udfff]/.test(report.text) ? Array.from(report.text) : report.text);
  const piece = characters.get(report).slice(start, end);
  return typeof piece === "string" ? piece : piece.join("");
}

/** A place's text without white space, but for that between Latin words, and what parts the cells of a table's row. */
function cut(report, start, end) {
  const piece = raw(report, start, end);
  if (!/[\s\u3000]/.test(piece)) return piece;
  const inked = (offset) => offset >= 0 && /\S/.test(raw(report, offset, offset + 1));
  return piece.replace(/[\s\u3000]+/g, (gap, at, all) => {
    const [before, after] = [all[at - 1] ?? "", all[at + gap.length] ?? ""];
    if (/\t/.test(gap) && !/[\r\n]/.test(gap)) return (before || inked(start - 1)) && (after || inked(end)) ? " │ " : "";
    return /[A-Za-z0-9]/.test(before) && /[A-Za-z0-9]/.test(after) ? " " : "";
  });
}

/** A quote with a place in it marked; what is further away than `room` is left out. */
function quoted(report, quote, place, room = Infinity) {
  const [start, end] = [Math.min(quote[0], place[0]), Math.max(quote[1], place[1])];
  const [from, to] = [Math.max(start, place[0] - room), Math.min(end, place[1] + room)];
  return [from > start ? "……" : "", cut(report, from, place[0]), h("mark", {}, cut(report, ...place)), cut(report, place[1], to), to < end ? "……" : ""];
}

/** What the address says: view, its parts, and its settings. */
function address() {
  const hash = location.hash.slice(1);
  const end = hash.includes("?") ? hash.indexOf("?") : hash.length;
  const [view, ...parts] = hash.slice(0, end).split("/").map(decoded);
  return { view, parts, query: new URLSearchParams(hash.slice(end + 1)) };
}

/** A part of an address; as it is where it was cut in the middle of a character. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a view, with the body where there are several. */
function link(path, settings = {}) {
  const query = new URLSearchParams(Object.entries({ ...pickedYears(), ...settings }).filter(([, value]) => value));
  if (current.at > 0) query.set("body", current.at);
  const text = query.toString();
  return `#${path}${text ? `?${text}` : ""}`;
}

const textLink = (report, place) => link(`text/${report.year}/${encodeURIComponent(placeMark(report, place))}`);
const seriesLink = (row) => link(`indicators/${encodeURIComponent(`${row.id}~${row.name}`)}`);

/** The body that is looked at. */
const current = { at: 0, get body() { return data.bodies[this.at]; } };

/** A number of things with commas; what the browser has for it takes 30 ms to wake up. */
const thousands = (count) => `${count}`.replace(/\B(?=(\d{3})+$)/g, ",");

/** Says something to those who listen to the page. */
function announce(text) { byId("live").textContent = text; }

const relationWords = {
  same: ["不变", "same"], renamed: ["更名", "renamed"], moved: ["移动", "moved"], split: ["拆分", "split"],
  merged: ["合并", "merged"], added: ["新增", "added"], removed: ["取消", "removed"],
};
/** What became of a section, in words. */
const relation = (name) => name.split("+").map((part) => t(...(relationWords[part] ?? [part, part]))).join(t("、", ", "));

/** Why figures are not comparable, in words, as the data has them. */
const reasons = (names) => names.map((name) => said(data.reasons[name])).join(t("、", ", "));

const kindWords = {
  count: ["数量", "count"], rate: ["比率", "rate"], growth: ["增速", "growth"], delta: ["增减", "change"], money: ["金额", "money"],
  area: ["面积", "area"], length: ["长度", "length"], duration: ["时间", "duration"], quantity: ["计量", "quantity"],
  rank: ["位次", "rank"], ratio: ["倍数", "ratio"],
};
const kindName = (name) => t(...(kindWords[name] ?? [name, name]));

const qualifierWords = {
  about: ["约", "about"], almost: ["近", "almost"], more_than: ["余", "more than"], at_least: ["至少", "at least"],
  at_most: ["至多", "at most"], average: ["平均", "average"], cumulative: ["累计", "cumulative"],
  consecutive: ["连续", "consecutive"], range: ["区间", "range"],
};
const qualifierName = (name) => t(...(qualifierWords[name] ?? [name, name]));

/** What a word that is looked for means: itself, and those that mean the same (GDP, 生产总值); in small letters. */
function meant(word) {
  const small = word.toLowerCase();
  const row = data.searched.map((words) => words.map((one) => one.toLowerCase())).find((words) => words.includes(small));
  return row ?? [small];
}

/** How many series of a body bear a name: two of them are told apart by their scopes. */
const namedBy = new WeakMap();
function bearing(body, name) {
  if (!namedBy.has(body.series)) {
    const count = new Map();
    for (const row of body.series) count.set(row.name, (count.get(row.name) ?? 0) + 1);
    namedBy.set(body.series, count);
  }
  return namedBy.get(body.series).get(name) ?? 0;
}

/** Whose figures these are, where another series of the body bears the same name. */
const scopeTag = (row, body) => row.scope && !row.name.includes(row.scope) && bearing(body, row.name) > 1
  && h("span", { class: "tag", lang: "zh-CN", title: t("范围", "Scope") }, row.scope);

/** What the figures of a series cover, where that is not one year's count: 5年合计, 位次. */
const coversTag = (row) => row.covers && h("span", { class: "tag covers" }, said(row.covers));

const unitTag = (unit) => unit && h("span", { class: "tag", lang: "zh-CN" }, unit);

/** Sets the language of the page; `remember` where the reader chose it. */
function setLanguage(next, remember) {
  language = next;
  root.dataset.lang = next;
  root.lang = next === "zh" ? "zh-CN" : "en";
  const button = byId("language");
  button.textContent = next === "zh" ? "EN" : "中";
  button.title = next === "zh" ? "English" : "中文";
  button.lang = next === "zh" ? "en" : "zh-CN";
  if (remember) store.set(LANGUAGE, next);
}

/** The language that the page was asked for in, if one was; what a reader chooses is kept apart for such pages. */
const firstLanguage = root.dataset.first;
const LANGUAGE = firstLanguage ? `nianlun.language.${firstLanguage}` : "nianlun.language";

/** The language that the reader chose before, else the one that was asked for, else the browser's. */
function wantedLanguage() {
  const remembered = store.get(LANGUAGE);
  if (remembered === "zh" || remembered === "en") return remembered;
  return firstLanguage ?? (navigator.language?.toLowerCase().startsWith("zh") ? "zh" : "en");
}
