// The page before the pages of several bodies: one indicator of several bodies side by side, as a chart on one axis, a table
// that ranks, and every figure with its quote.

/** Nothing is chosen here but an indicator and its bodies. */
const pickedYears = () => ({});
const sharing = { timer: 0 };
const bodyLink = (member, hash) => `bodies/${encodeURIComponent(data.bodies[member.body].file)}#${hash}`;
const placeOf = (member, point) => bodyLink(member, `text/${point.report}/${encodeURIComponent(`@${point.place[0]}-${point.place[1]}~.${point.quote[1].replace(/[^\p{L}\p{N}%]/gu, "")}`)}`);
const colours = 6;

/** What the address says: the indicator, the bodies that are looked at, what is searched for. */
function sharedAddress() {
  const { view, parts, query } = address();
  const [id, name] = (view === "shared" ? parts[0] ?? "" : "").split("~");
  const row = data.shared.find((one) => one.id === id) ?? (name ? data.shared.find((one) => one.name === name) : undefined);
  // Nobody chosen is a choice, too: the next tick is the first.
  const only = query.get("with") === "none" ? [-1] : (query.get("with") ?? "").split(",").filter(Boolean).map(Number);
  return { row, only, words: query.get("q") ?? "", year: Number(query.get("year")) || null };
}

const sharedLink = (row, settings = {}) => link(row ? `shared/${encodeURIComponent(`${row.id}~${row.name}`)}` : "shared", settings);

function drawShared() {
  const place = byId("shared-drawn");
  if (data.shared.length === 0) return;
  const { row, only, words, year } = sharedAddress();
  const wanted = words.split(/\s+/).map(meant);
  const names = (one) => [one.name, ...one.members.map((member) => member.name ?? "")].map((name) => name.toLowerCase());
  const hits = data.shared.filter((one) => wanted.every((any) => names(one).some((name) => any.some((word) => name.includes(word)))))
    .toSorted((a, b) => b.members.length - a.members.length || b.members.reduce((sum, one) => sum + one.points.length, 0) - a.members.reduce((sum, one) => sum + one.points.length, 0));
  let box = byId("find-shared");
  if (!box) {
    box = h("input", { type: "search", id: "find-shared", autocomplete: "off" });
    box.addEventListener("input", () => {
      clearTimeout(sharing.timer);
      sharing.timer = setTimeout(() => { history.replaceState(null, "", sharedLink(sharedAddress().row, { q: box.value })); drawShared(); }, 80);
    });
    place.replaceChildren(h("div", { class: "filters", role: "search" }, box, h("span", { class: "count", role: "status", id: "shared-count" })), h("div", { id: "shared-found" }));
  }
  box.setAttribute("aria-label", t("查找指标", "Find an indicator"));
  box.placeholder = t("查找指标", "find an indicator");
  if (box.value !== words) box.value = words;
  byId("shared-count").textContent = t(`${thousands(hits.length)} 项几个主体都有`, `${thousands(hits.length)} that several bodies tell`);
  const list = h("ul", { class: "list shared-list" }, hits.slice(0, row ? 8 : 40).map((one) => h("li", {},
    h("a", { class: "name", lang: "zh-CN", href: sharedLink(one, { q: words }), "aria-current": one === row ? "true" : null }, one.name, " ", one.unit ? h("span", { class: "tag" }, one.unit) : null, one.role === "target" ? [" ", h("span", { class: "tag" }, t("目标", "target"))] : null),
    h("span", { class: "n soft" }, t(`${one.members.length} 个主体`, `${one.members.length} bodies`)))));
  byId("shared-found").replaceChildren(...[row ? sideBySide(row, only, words, year) : null, row ? h("h3", {}, t("另选一个指标", "Another indicator")) : null, list, hits.length > (row ? 8 : 40) ? h("p", { class: "note" }, t("输入几个字可缩小范围。", "Type a few characters to narrow it down.")) : null].filter(Boolean));
}

/** An indicator of several bodies. */
function sideBySide(row, only, words, year) {
  const isShown = (member) => only.length === 0 || only.includes(member.body);
  const members = row.members.filter(isShown);
  const years = [...new Set(members.flatMap((member) => member.points.map((point) => point.period)))].sort((a, b) => a - b);
  const ranked = years.includes(year) ? year : years.findLast((one) => members.filter((member) => member.points.some((point) => point.period === one)).length > 1) ?? years.at(-1);
  const ticks = row.members.map((member) => {
    const box = h("input", { type: "checkbox", on: { change: () => {
      choose(row.members.filter((one) => (one === member ? box.checked : isShown(one))).map((one) => one.body));
    } } });
    box.checked = isShown(member);
    const only = h("button", { type: "button", class: "quiet only", "aria-label": t(`只看${data.bodies[member.body].name}`, `only ${data.bodies[member.body].name}`), on: { click: () => choose([member.body]) } }, t("只看", "only"));
    return h("span", { class: "body-choice" }, h("label", {}, box, h("span", { lang: "zh-CN" }, data.bodies[member.body].name)), row.members.length > 2 ? only : null);
  });
  const choose = (bodies) => { location.hash = sharedLink(row, { q: words, with: bodies.length === row.members.length ? "" : bodies.join(",") || "none" }); };
  const all = row.members.length > 2 ? [
    h("button", { type: "button", class: "quiet", id: "all-bodies", disabled: members.length === row.members.length, on: { click: () => choose(row.members.map((one) => one.body)) } }, t("全选", "All")),
    h("button", { type: "button", class: "quiet", id: "no-bodies", disabled: members.length === 0, on: { click: () => choose([]) } }, t("全不选", "None"))] : null;
  if (members.length === 0) {
    return h("section", { class: "side-by-side", "aria-labelledby": "side-title" }, h("h2", { id: "side-title", tabindex: "-1" }, h("span", { lang: "zh-CN" }, row.name)),
      h("div", { class: "filters" }, all, ticks), h("p", { class: "soft", role: "status" }, t("还没有选主体：勾选要比的几个。", "No body is chosen: tick those to compare.")));
  }
  const figure = h("figure", {}, members.length <= colours ? oneChart(row, members, years) : multiples(row, members, years));
  const take = takeButtons(row.name, () => sharedTable(row, members));
  if (members.length <= colours) append(take, [" ", h("button", { type: "button", class: "quiet", on: { click: () => download(`${row.name}.svg`, "image/svg+xml", chartFile(figure.querySelector("svg"), row.name)) } }, "SVG")]);
  return h("section", { class: "side-by-side", "aria-labelledby": "side-title" },
    h("h2", { id: "side-title", tabindex: "-1" }, h("span", { lang: "zh-CN" }, row.name), " ", row.unit ? h("span", { class: "tag", lang: "zh-CN" }, row.unit) : null, " ", row.role === "target" ? [h("span", { class: "tag" }, t("目标", "target")), " "] : null, h("small", {}, t("各主体口径未必相同，引用前请看原文", "bodies may count in their own ways: look at the quotes first"))),
    h("div", { class: "filters" }, all, ticks, take), caution(members), figure, rankedTable(row, members, years, ranked, { words, only }), quotesOf(members, years));
}

/** Where the bodies' figures are of different kinds: months, scopes, names. */
function caution(members) {
  const other = members.filter((member) => member.name);
  // Of one scope they are alike: it is said in their names.
  const scopes = new Set(members.map((member) => member.scope)).size > 1 ? members.filter((member) => member.scope) : [];
  const months = partsOfYears(members);
  const breaks = members.filter((member) => member.points.some((point) => point.breaks.length > 0 || point.unsure));
  const names = (all, what) => all.map((member) => `${data.bodies[member.body].name}${what ? `：${what(member)}` : ""}`).join(t("；", "; "));
  const lines = [
    other.length > 0 && h("li", {}, t("名称不同：", "Under another name: "), h("span", { lang: "zh-CN" }, names(other, (member) => member.name))),
    scopes.length > 0 && h("li", {}, t("有范围：", "Of a scope: "), h("span", { lang: "zh-CN" }, names(scopes, (member) => member.scope))),
    months.length > 0 && h("li", {}, t("截至时间不同，不宜直接相比：", "Counted up to different months, not to be compared as they stand: "), months.join(t("；", "; "))),
    breaks.length > 0 && h("li", {}, t("前后口径有变或连接不确定：", "Counted otherwise in some year, or links unsure: "), h("span", { lang: "zh-CN" }, names(breaks))),
  ].filter(Boolean);
  return lines.length > 0 ? h("div", { class: "safety" }, h("h3", {}, t("比较之前请看", "Before they are compared")), h("ul", {}, lines)) : null;
}

/** Up to when figures were counted, in years for which the bodies say different things. */
function partsOfYears(members) {
  const years = [...new Set(members.flatMap((member) => member.points.map((point) => point.period)))].sort((a, b) => a - b);
  return years.flatMap((year) => {
    const told = members.filter((member) => pointIn(member, year));
    if (new Set(told.map((member) => pointIn(member, year).part)).size < 2) return [];
    return [`${year} ${told.map((member) => `${data.bodies[member.body].name} ${pointIn(member, year).part === undefined ? t("全年", "the whole year") : pointIn(member, year).asof}`).join(t("，", ", "))}`];
  });
}

const pointIn = (member, year) => member.points.find((point) => point.period === year);

/** The scale of an axis over all values: from zero but for rates that stay close together. */
function scaleOf(members) {
  const values = members.flatMap((member) => member.points.map((point) => Number(point.value)));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const low = least >= 0 && least < most * 0.6 ? 0 : least;
  const raw = (most - low) / 4 || Math.abs(most) / 4 || 1;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = size * [1, 2, 2.5, 5, 10].find((one) => one * size >= raw);
  const from = Math.floor(low / step) * step;
  const to = Math.max(from + step, Math.ceil(most / step) * step);
  return { from, to, step };
}

/** A number at an axis: short, without the errors of floats. */
function tick(value) {
  const size = [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]].find(([size]) => Math.abs(value) >= size);
  const [number, word] = size ? [value / size[0], size[1]] : [value, ""];
  const text = `${Math.round(number * 1000) / 1000}`.replace("-", "−");
  const [whole, rest] = text.split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest ? `.${rest}` : ""}${word}`;
}

/** Stretches of neighbouring years that compare. */
function runs(points) {
  const all = [];
  points.forEach((point, at) => {
    if (at === 0 || point.period > points[at - 1].period + 1 || point.breaks.length > 0) all.push([]);
    all.at(-1).push(point);
  });
  return all;
}

const DASHES = ["", "6 3", "2 3", "9 3 2 3", "12 4", "1 2"];

/** All on one axis, each line named at its end and drawn in its own way. */
function oneChart(row, members, years) {
  const narrow = innerWidth < 700;
  const [width, height, left, right, top, foot] = [narrow ? 372 : 880, narrow ? 300 : 340, narrow ? 52 : 64, narrow ? 84 : 170, 30, 34];
  const { from, to, step } = scaleOf(members);
  const x = (year) => left + 8 + (width - left - right - 16) * (years.length < 2 ? 0.5 : (year - years[0]) / (years.at(-1) - years[0]));
  const y = (value) => top + (height - top - foot) * (1 - (value - from) / (to - from));
  const parts = [row.unit ? s("text", { x: 0, y: 14 }, row.unit) : null];
  for (let value = from; value <= to + step / 2; value += step) {
    parts.push(s("path", { class: Math.abs(value) < step / 1000 ? "zero" : "grid-line", d: `M${left} ${y(value).toFixed(1)}H${width - right}` }), s("text", { x: left - 8, y: (y(value) + 4).toFixed(1), "text-anchor": "end" }, tick(value)));
  }
  const every = Math.max(1, Math.ceil(years.length / (narrow ? 5 : 12)));
  years.forEach((year, at) => { if ((years.length - 1 - at) % every === 0) parts.push(s("text", { x: x(year), y: height - 12, "text-anchor": "middle" }, year)); });
  const ends = members.map((member, at) => ({ member, at, y: y(Number(member.points.at(-1).value)) + 4 })).sort((a, b) => a.y - b.y);
  // Names that would stand in each other move apart.
  for (let at = 1; at < ends.length; at += 1) ends[at].y = Math.max(ends[at].y, ends[at - 1].y + 16);
  for (const end of ends) {
    const { member, at } = end;
    const name = data.bodies[member.body].name.replace(/人民政府$/, "");
    for (const run of runs(member.points)) {
      if (run.length > 1) parts.push(s("path", { class: `line b${at}`, "stroke-dasharray": DASHES[at] || null, d: `M${run.map((point) => `${x(point.period).toFixed(1)} ${y(Number(point.value)).toFixed(1)}`).join("L")}` }));
    }
    for (const point of member.points) parts.push(s("circle", { class: `dot b${at}`, cx: x(point.period).toFixed(1), cy: y(Number(point.value)).toFixed(1), r: 3.5 }, s("title", {}, `${name} ${point.period}：${point.exact}`)));
    parts.push(s("path", { class: `line b${at}`, "stroke-dasharray": DASHES[at] || null, d: `M${width - right + 2} ${end.y - 4}h16` }), s("text", { class: `strong b${at}`, x: width - right + 22, y: end.y }, name.length > (narrow ? 5 : 11) ? `${name.slice(0, narrow ? 4 : 10)}…` : name));
  }
  const label = members.map((member) => `${data.bodies[member.body].name}：${member.points.map((point) => `${point.period} ${point.exact}`).join("，")}`).join("；");
  return s("svg", { class: narrow ? "chart small" : "chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${row.name}，${label}` }, parts);
}

/** A small chart a body, all on one axis; the others stand behind it. */
function multiples(row, members, years) {
  const { from, to } = scaleOf(members);
  const [width, height] = [200, 96];
  // The numbers of the axis stand before it, where no line goes.
  const left = 12 + 7 * Math.max(...[from, to].map((value) => Array.from(tick(value)).reduce((sum, one) => sum + (one.charCodeAt(0) > 255 ? 1.5 : 0.85), 0)));
  const x = (year) => left + (width - left - 8) * (years.length < 2 ? 0.5 : (year - years[0]) / (years.at(-1) - years[0]));
  const y = (value) => 8 + (height - 24) * (1 - (value - from) / (to - from));
  const path = (run) => `M${run.map((point) => `${x(point.period).toFixed(1)} ${y(Number(point.value)).toFixed(1)}`).join("L")}`;
  const behind = members.flatMap((member) => runs(member.points)).filter((run) => run.length > 1).map(path).join("");
  return h("div", { class: "multiples" }, members.map((member) => {
    const last = member.points.at(-1);
    return h("figure", {}, h("figcaption", { lang: "zh-CN" }, h("a", { href: bodyLink(member, `indicators/${member.series}`) }, data.bodies[member.body].name), " ", h("small", {}, `${last.period} ${last.mark ?? ""}${last.shown}`)),
      s("svg", { class: "chart small", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": member.points.map((point) => `${point.period} ${point.exact}`).join("，") },
        s("path", { class: "others", d: behind }), runs(member.points).filter((run) => run.length > 1).map((run) => s("path", { class: "line", d: path(run) })),
        member.points.map((point) => s("circle", { class: "dot", cx: x(point.period).toFixed(1), cy: y(Number(point.value)).toFixed(1), r: 2.6 }, s("title", {}, `${point.period}：${point.exact}`))),
        s("text", { class: "limit", x: left - 7, y: 11, "text-anchor": "end" }, tick(to)), s("text", { class: "limit", x: left - 7, y: height - 13, "text-anchor": "end" }, tick(from)),
        s("path", { class: "zero", d: `M${left - 3} ${height - 16}H${width - 2}` }),
        s("text", { x: x(years[0]) - 6, y: height - 2 }, years[0]), years.length > 1 ? s("text", { x: x(years.at(-1)) + 6, y: height - 2, "text-anchor": "end" }, years.at(-1)) : null));
  }));
}

/** Bodies by the value of a year; another year's head ranks by that. */
function rankedTable(row, members, years, ranked, { words, only }) {
  const value = (member) => { const point = pointIn(member, ranked); return point ? Number(point.value) : null; };
  const up = row.kind === "rank";
  const order = members.toSorted((a, b) => { const [one, two] = [value(a), value(b)]; return one === null || two === null ? (one === null) - (two === null) : up ? one - two : two - one; });
  const shown = years.length > 8 && innerWidth < 1100 ? [...new Set([...years.slice(-5), ranked])].sort((a, b) => a - b) : years;
  const head = shown.map((year) => h("th", { scope: "col", class: `n${year === ranked ? " base" : ""}`, "aria-sort": year === ranked ? (up ? "ascending" : "descending") : null },
    h("button", { type: "button", on: { click: () => { location.hash = sharedLink(row, { q: words, with: only.join(","), year }); } } }, year)));
  return h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": t("各主体各年的数", "Figures by body and year") }, h("table", { class: "ranked" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("主体", "Body")), head)),
    h("tbody", {}, order.map((member) => h("tr", {}, h("th", { scope: "row" }, h("a", { class: "name", lang: "zh-CN", href: bodyLink(member, `indicators/${encodeURIComponent(`${member.series}~${member.name ?? row.name}`)}`) }, data.bodies[member.body].name)),
      shown.map((year) => {
        const point = pointIn(member, year);
        return h("td", { class: `n${year === ranked ? " base" : ""}` }, point ? [h("a", { class: "cell", href: placeOf(member, point), title: point.exact }, `${point.mark ?? ""}${point.shown}`), point.qualifier && !point.mark ? h("span", { class: "tag" }, qualifierName(point.qualifier)) : null] : h("span", { class: "lower", "aria-label": t("无", "none") }, "–"));
      }))))));
}

/** Every figure with the words around it, the latest year first, bodies together. */
function quotesOf(members, years) {
  const rows = years.toReversed().flatMap((year) => members.filter((member) => pointIn(member, year)).map((member) => {
    const point = pointIn(member, year);
    const tags = [point.asof && h("span", { class: "tag", lang: "zh-CN" }, point.asof), point.breaks.length > 0 && h("span", { class: "tag warn" }, reasons(point.breaks)), point.unsure && h("span", { class: "tag warn" }, t("不确定", "unsure"))];
    return h("tr", {}, h("td", {}, year), h("th", { scope: "row", lang: "zh-CN" }, data.bodies[member.body].name), h("td", { class: "n" }, point.exact),
      h("td", {}, h("a", { class: "quote", lang: "zh-CN", href: placeOf(member, point) }, point.quote[0], h("mark", {}, point.quote[1]), point.quote[2]), " ", tags.filter(Boolean)));
  }));
  const most = 60;
  return h("table", { class: "quotes shared-quotes" }, h("thead", {}, h("tr", {}, [t("年份", "Year"), t("主体", "Body"), t("数值", "Value"), t("原文", "Quote")].map((head, at) => h("th", { scope: "col", class: at === 2 ? "n" : null }, head)))),
    h("tbody", {}, rows.slice(0, most)), rows.length > most ? h("tfoot", {}, h("tr", {}, h("td", { colspan: 4 }, h("button", { type: "button", on: { click: (event) => { const table = event.target.closest("table"); table.tBodies[0].append(...rows.slice(most)); table.tFoot.remove(); } } }, t(`再看 ${rows.length - most} 条`, `${rows.length - most} more`))))) : null);
}

/** The indicator as a table to take away: a row a figure, with its place and quote. */
function sharedTable(row, members) {
  return [["body", "indicator", "role", "unit", "period", "value", "as_printed", "report_year", "char_start", "char_end", "quote"],
    ...members.flatMap((member) => member.points.map((point) => [data.bodies[member.body].name, member.name ?? row.name, row.role, row.unit, point.period, point.value, point.exact, point.report, ...point.place, point.quote.join("")]))];
}

for (const row of data.shared) for (const member of row.members) for (const point of member.points) point.breaks ??= [];
setLanguage(wantedLanguage(), false);
root.classList.add("scripted");
byId("language").addEventListener("click", () => { setLanguage(language === "zh" ? "en" : "zh", true); drawShared(); });
addEventListener("hashchange", () => { drawShared(); if (sharedAddress().row) { byId("side-title").scrollIntoView({ block: "start" }); byId("side-title").focus({ preventScroll: true }); } });
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  byId("find-shared")?.focus();
  event.preventDefault();
});
drawShared();
if (sharedAddress().row) byId("side-title").scrollIntoView({ block: "start" });
