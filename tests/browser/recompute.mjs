// Recomputes every number that the page shows from the characters it leads to: its size, sign, unit and year, and every
// change between two of them. The reading of numbers here is written anew, so that it does not repeat the program's mistakes.

/** What runs in the page: gives [how many numbers were recomputed, by view, and what is wrong]. */
function inPage() {
  const { bodies } = JSON.parse(document.getElementById("data").textContent);
  const body = bodies[0];
  const texts = body.reports.map((report) => Array.from(report.text));
  const counts = {};
  const wrong = [];
  const count = (what) => { counts[what] = (counts[what] ?? 0) + 1; };
  const fail = (what, ...said) => { if (wrong.length < 40) wrong.push(`${what}: ${said.join(" ")}`); };

  const DIGITS = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 半: 0.5 };
  const TENS = { 十: 10, 百: 100, 千: 1000 };
  const LARGE = { 万: 1e4, 亿: 1e8 };
  /** A number in Han characters. */
  function han(text) {
    if (!/[十百千万亿]/.test(text) && text.length > 1) return Number(Array.from(text, (one) => DIGITS[one]).join(""));
    let [all, part, digit] = [0, 0, null];
    for (const one of text) {
      if (one in DIGITS) digit = DIGITS[one];
      else if (one in TENS) { part += (digit ?? 1) * TENS[one]; digit = null; }
      else { all = (all + part + (digit ?? (part === 0 && all === 0 ? 1 : 0))) * LARGE[one]; [part, digit] = [0, null]; }
    }
    return all + part + (digit ?? 0);
  }

  /** What a surface says: its numbers in the unit that stands behind them, and that unit. */
  function read(surface) {
    const text = surface.normalize("NFKC").replace(/\s/g, "").replace(/(\d),(?=\d{3})/g, "$1");
    const whole = (value) => [value];
    if (/^(一半|半数)/.test(text)) return { values: whole(0.5), rest: "" };
    const parted = text.match(/^(\d+)(万|亿)(\d)千?[多余]?(万?)/);
    if (parted) return { values: whole(Number(parted[1]) * LARGE[parted[2]] + Number(parted[3]) * 1000 * (parted[4] ? 1e4 : 1)), rest: text.slice(parted[0].length) };
    const slash = text.match(/^(\d+)\/(\d+)/);
    if (slash) return { values: whole(slash[1] / slash[2]), rest: "" };
    if (text === "首位") return { values: whole(1), rest: "位" };
    const share = text.match(/^([零〇一二两三四五六七八九十百千万\d]+)分之([零〇一二两三四五六七八九十百千万\d.]+)/);
    const of = (part) => (/^[\d.]+$/.test(part) ? Number(part) : han(part));
    if (share) return share[1] === "百" ? { values: whole(of(share[2])), rest: "%" } : { values: whole(of(share[2]) / of(share[1])), rest: "" };
    const tenths = text.match(/^([一二两三四五六七八九\d.]+)成/);
    if (tenths) return { values: whole(of(tenths[1]) * 10), rest: "%" };
    const pattern = /(-?\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿半]+)[多余几]?([十百千]?[万亿]{0,2})/y;
    let at = text.search(/[-\d零〇一二两三四五六七八九十百千万亿半]/);
    const values = [];
    const sizes = [];
    let rest = "";
    while (at >= 0) {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (!found) break;
      const size = Array.from(found[2]).reduce((all, one) => all * (LARGE[one] ?? TENS[one]), 1);
      values.push(of(found[1]) * size);
      sizes.push(size);
      at = pattern.lastIndex;
      rest = text.slice(at);
      const onward = rest.match(/^[^\d一二两三四五六七八九十百千]{0,4}(?:至|到|-|—|~|～|–)+/);
      at = onward ? at + onward[0].length : -1;
    }
    // 3至5万: the first number counts in the scale of the second.
    if (values.length === 2 && sizes[0] === 1 && values[0] * sizes[1] <= values[1]) values[0] *= sizes[1];
    return { values, rest };
  }

  const number = (text) => {
    const part = text.replace("−", "-").match(/^\D*?(-?\d+)\/(\d+)$/);
    if (part) return part[1] / part[2];
    const found = text.replace(/,/g, "").replace("−", "-").match(/^\D*?(-?\d+(?:\.\d+)?)(万亿|亿|万)?/);
    return found ? Number(found[1]) * ({ 万亿: 1e12, 亿: 1e8, 万: 1e4 }[found[2]] ?? 1) : NaN;
  };
  const alike = (a, b) => Math.abs(a - b) <= Math.max(1e-6, Math.abs(b) * 1e-9);
  const FALLS = /(下降|减少|降低|回落|下滑|缩减|压减|压缩|负增长|减低|少了|降幅|精简|压降|收窄)(?![到至为])[^，。；、]{0,8}$|分别(下降|减少|降低)[\d.%、]+$/;

  /** The place of a link into a report's text. */
  function placeOf(href) {
    const found = decodeURIComponent(href).match(/#text\/(\d+)\/@(\d+)-(\d+)/);
    if (!found) return null;
    const report = body.reports.findIndex((one) => `${one.year}` === found[1]);
    return { report, start: Number(found[2]), end: Number(found[3]) };
  }
  const surfaceOf = ({ report, start, end }) => texts[report].slice(start, end).join("");
  const before = ({ report, start }) => texts[report].slice(Math.max(0, start - 16), start).join("");

  /** Compares what is shown with what stands at a place; `falls` where a fall is shown with a minus. */
  function compare(what, shown, place, unit) {
    count(what);
    const surface = surfaceOf(place);
    const { values, rest } = read(surface);
    if (values.length === 0) return fail(what, shown, "is no number in the text:", surface);
    const parts = shown.split(/(?<=\d[万亿]*)–/);
    const told = parts.map(number);
    const falls = FALLS.test(before(place));
    const sign = told[0] < 0 ? -1 : 1;
    if (sign < 0 && !falls && !/^[-−负]/.test(surface)) fail(what, shown, "is a fall, and the text does not say so:", before(place) + surface);
    // The unit of a bare number stands before it: in the head of its table, or once for several; 万元 there is its scale, too.
    const above = rest === "" ? texts[place.report].slice(Math.max(0, place.start - 700), place.start).join("") : "";
    told.forEach((one, at) => {
      let value = values[Math.min(at, values.length - 1)];
      if (Math.abs(one) === Math.abs(value) * 1e4 && /万/.test(above)) value *= 1e4;
      if (Math.abs(one) === Math.abs(value) * 1e8 && /亿/.test(above)) value *= 1e8;
      const exact = Math.abs(Math.abs(one) - Math.abs(value)) < 1e-6 * Math.max(1, Math.abs(value));
      if (!exact) fail(what, `${shown} is not ${surface} (${value})`);
    });
    const plain = (text) => text.replace(/[\s个多余以上下内左右]/g, "");
    if (unit && above.includes(unit)) return told[0];
    if (unit === "人" && /^[名位]/.test(rest)) return told[0];
    if (unit && !/^[万亿]/.test(unit) && !plain(rest).startsWith(plain(unit)) && !surface.includes(unit) && !(unit === "%" && /[%％成]|百分/.test(surface))) fail(what, `the unit ${unit} is not in ${surface}`);
    return told[0];
  }

  /** The year that a figure can be about: one that its sentence names, that of its report, or what 上年 and a plan mean. */
  function compareYear(what, period, row, figure) {
    count(`${what}, year`);
    const report = body.reports[figure.report];
    const isCell = /\t|^[\d.,]+$/.test(texts[figure.report].slice(...figure.quote).join(""));
    const sentence = texts[figure.report].slice(Math.max(0, figure.quote[0] - (isCell ? 700 : 60)), figure.quote[1]).join("").normalize("NFKC");
    const named = [...sentence.matchAll(/(?:19|20)\d\d/g)].map(([year]) => Number(year));
    const able = new Set([report.covers, ...named, ...named.flatMap((year) => [year - 1])]);
    // A result goes without saying.
    if (row.role === "target") able.add(report.covers + 1);
    if (/上年|去年|上一年|前一年|同比|结转|同期|由.{0,20}(缩短|压缩|提高|下降|减少|增加|上升|降)/.test(sentence)) able.add(report.covers - 1);
    if (/今年|本年|明年|下一年|新一年/.test(sentence)) able.add(report.covers + 1);
    // What is said of years to come, or of a plan of five years, has its last year.
    const around = texts[figure.report].slice(Math.max(0, figure.quote[0] - 4000), figure.quote[1]).join("");
    if (/[今未]后五年|未来五年|五年规划|“十[一二三四五]五”|本届政府|过去五年/.test(around)) for (let year = report.covers - 5; year <= report.covers + 5; year += 1) able.add(year);
    if (!able.has(period)) fail(what, `${row.name}: ${period} is no year of`, sentence.slice(-80));
  }

  const exactUnit = (exact) => exact.replace(/^[>≥≤≈]?[−\d,.–\s/]+/, "").replace(/^(万亿|亿|万)(?=\s|$)/, "").trim();

  /** A change as its title tells it: 2016 97 件 → 2017 98 件：+1，+1.03%. */
  function compareChange(what, element) {
    const title = element.getAttribute("title") ?? "";
    const found = title.match(/^(\d+) (.+?) → (\d+) (.+?)：(.+?)(?:，([+−]?[\d.,]+)%)?$/);
    if (!found) return title === "" ? undefined : fail(what, "a change can't be read:", title);
    count(what);
    const [, from, one, to, other, delta, percent] = found;
    if (Number(from) > Number(to)) fail(what, title, "is told backwards");
    const [a, b] = [number(one), number(other)];
    const shown = delta.replace("+", "");
    const size = number(shown);
    const rough = /[万亿]/.test(delta) ? Math.abs(b - a) * 1e-9 : 1e-6;
    if (Math.abs(size - (b - a)) > Math.max(rough, 1e-6)) fail(what, `${title}: the difference is ${b - a}`);
    if (percent !== undefined && Math.abs(number(percent.replace("+", "")) - ((b - a) / a) * 100) > 0.005001) fail(what, `${title}: that is ${((b - a) / a) * 100}%`);
    const text = element.textContent;
    const rises = /\+/.test(delta);
    if (element.classList.contains("up") && !rises && !/进/.test(text)) fail(what, text, "is marked as a rise");
    if (element.classList.contains("down") && rises && !/退/.test(text)) fail(what, text, "is marked as a fall");
    if (!text.includes(`${from}→${to}`)) fail(what, text, "does not say its years");
    if (percent !== undefined && !text.includes(`${percent}%`)) fail(what, text, "is not", percent);
    return undefined;
  }

  const rowById = new Map(body.series.map((row) => [row.id, row]));
  const figureAt = (row, place) => row.figures.find((figure) => figure.report === place.report && figure.place[0] === place.start);
  const unitOf = (row, figure) => figure.unit ?? row.unit ?? "";
  const exactOf = (row, figure) => figure.exact ?? `${figure.shown}${unitOf(row, figure) === "" || unitOf(row, figure) === "%" ? "" : " "}${unitOf(row, figure)}`;

  /** The table of indicators: cells by year, and the change of each row. */
  function table() {
    dispatchEvent(new Event("beforeprint"));
    const years = [...document.querySelectorAll("table.series thead th.year")].map((head) => Number(head.textContent));
    for (const line of document.querySelectorAll("tr[data-series]")) {
      const row = rowById.get(line.dataset.series);
      [...line.querySelectorAll("td.year")].forEach((cell, at) => {
        const anchor = cell.querySelector("a.cell");
        if (!anchor) return;
        const place = placeOf(anchor.getAttribute("href"));
        const figure = figureAt(row, place);
        if (!figure) return fail("table", row.name, "leads to no figure of its own");
        // A figure that the report tells in another unit: as told in its title, and in the row's unit here.
        if (figure.converted) {
          compare("table, as told", anchor.title, place, figure.unit);
          if (!alike(number(anchor.textContent), Number(figure.value))) fail("table, converted", anchor.textContent, "is not", figure.value);
        } else compare("table", anchor.textContent, place, figure.unit ?? row.unit);
        if (figure.period !== years[at]) fail("table", row.name, `${figure.period} stands under ${years[at]}`);
        compareYear("table", figure.period, row, figure);
        return undefined;
      });
      for (const change of line.querySelectorAll("td:last-child > .up, td:last-child > .down, td:last-child > span[title]:not(.latest)")) compareChange("table, change", change);
    }
  }

  /** An opened series: each figure beside its quote, its changes, and the marks of its chart. */
  function series(row) {
    for (const line of document.querySelectorAll("tr.detail .quotes tbody tr")) {
      const quote = line.querySelector("a.quote");
      const place = placeOf(quote.getAttribute("href"));
      const figure = figureAt(row, place);
      const squeeze = (text) => text.replace(/\s/g, "");
      if (squeeze(quote.querySelector("mark").textContent) !== squeeze(surfaceOf(place))) fail("series", row.name, "the mark is not", surfaceOf(place));
      const value = line.querySelector("td.value");
      compare("series", value.firstChild.textContent, place, figure.unit ?? row.unit);
      compare("series, in full", value.title, place, exactUnit(value.title));
      const period = line.querySelectorAll("td")[1].textContent;
      if (period !== "—") compareYear("series", Number(period), row, figure);
      for (const change of line.querySelectorAll("td.n.inline > .up, td.n.inline > .down, td.n.inline > span[title]")) compareChange("series, change", change);
    }
    for (const title of document.querySelectorAll("tr.detail svg.chart title")) {
      const found = title.textContent.match(/^(\d+)：(.+?)（(\d+)( 年报告| report)(?:[，,][^）]*)?）$/);
      if (!found) continue;
      count("chart");
      const of = [row, rowById.get(row.counterpart)].filter(Boolean);
      const fits = of.some((one) => one.figures.some((figure) => `${figure.period}` === found[1] && exactOf(one, figure) === found[2] && `${body.reports[figure.report].year}` === found[3]));
      if (!fits) fail("chart", row.name, title.textContent);
    }
    for (const text of document.querySelectorAll("tr.detail svg.chart text.value")) {
      count("chart, words");
      const of = [row, rowById.get(row.counterpart)].filter(Boolean);
      if (!of.some((one) => one.figures.some((figure) => text.textContent.includes(figure.shown)))) fail("chart", row.name, "shows", text.textContent);
    }
  }

  /** Numbers that changed between two texts: by how much. */
  function texts_() {
    dispatchEvent(new Event("beforeprint"));
    for (const by of document.querySelectorAll(".diff .num small")) {
      const cells = by.closest('[role="row"]').querySelectorAll('[role="cell"]');
      const cell = by.closest('[role="cell"]');
      const at = [...cell.querySelectorAll(".num")].indexOf(by.closest(".num"));
      const old = [...cells].find((one) => one !== cell && one.querySelectorAll(".num").length > 0)?.querySelectorAll(".num")[at];
      if (!old) continue;
      count("text, change");
      const words = (element) => [...element.childNodes].map((node) => (node.nodeName === "SMALL" ? "" : node.textContent)).join("");
      // Whether it is a fall stands before the number.
      const signed = (element) => {
        const value = read(words(element)).values[0];
        const range = document.createRange();
        range.setStart(element.closest('[role="cell"]'), 0);
        range.setEndBefore(element);
        return FALLS.test(range.toString()) ? -value : value;
      };
      const [a, b] = [signed(old), signed(by.closest(".num"))];
      const [delta, percent] = by.textContent.split("，");
      // Of places the lower number is the better one.
      const told = number(delta.replace("+", "")) * (delta.startsWith("进") ? -1 : 1);
      if (Math.abs(told - (b - a)) > 1e-6 * Math.max(1, Math.abs(b))) fail("text, change", words(old), "→", words(by.closest(".num")), "by", by.textContent);
      if (percent && Math.abs(number(percent.replace("+", "")) - ((b - a) / Math.abs(a)) * 100) > 0.0501) fail("text, change", words(old), "→", words(by.closest(".num")), "by", by.textContent);
    }
  }

  /** Promises: what was to be reached and what was, beside their quotes. */
  function promises() {
    dispatchEvent(new Event("beforeprint"));
    for (const line of document.querySelectorAll("table.promises tbody tr:not(.apart)")) {
      const [target, reached] = [...line.querySelectorAll("td.n")].map((cell) => cell.textContent.trim());
      const [plan, answer] = [line.querySelectorAll("td")[0].querySelector("a.quote"), line.querySelectorAll("td")[2].querySelector("a.quote")];
      if (target !== "–") compare("promises", target.replace(/^[≥≤≈]?\s*/, ""), placeOf(plan.getAttribute("href")), exactUnit(target.replace(/^[≥≤≈]?\s*/, "")));
      if (reached !== "–") compare("promises, reached", reached, placeOf(answer.getAttribute("href")), exactUnit(reached));
    }
  }

  /** Checks: the figure found is the one in the text, and the reckoning is right. */
  function checks() {
    dispatchEvent(new Event("beforeprint"));
    for (const line of document.querySelectorAll("#checks tbody tr")) {
      const cells = line.querySelectorAll("td");
      const place = placeOf(cells[3].querySelector("a.quote").getAttribute("href"));
      const [expected, found] = [cells[4], cells[5]].map((cell) => cell.textContent.trim());
      const kind = line.dataset.kind;
      if (["sum", "rate", "growth"].includes(kind) && /^[-−\d.,]+$/.test(found)) compare("checks", found.replace("-", "−"), place, "");
      const said = cells[3].querySelector(".said")?.firstChild.textContent.replace(/,/g, "").replace(/(\d)\p{Script=Han}+(?= |$|；)/gu, "$1") ?? "";
      const sum = said.match(/：((?:-?[\d.]+ [+−÷] )+-?[\d.]+) = (-?[\d.]+)/);
      if (!sum) continue;
      count("checks, reckoning");
      const parts = sum[1].split(" ");
      let all = Number(parts[0]);
      for (let at = 1; at < parts.length; at += 2) {
        const next = Number(parts[at + 1]);
        all = parts[at] === "+" ? all + next : parts[at] === "−" ? all - next : all / next;
      }
      // A share is told in percent, to as many digits as stand there.
      const share = parts.includes("÷");
      const digits = (sum[2].split(".")[1] ?? "").length;
      if (Math.abs(all * (share ? 100 : 1) - Number(sum[2])) > (share ? 0.50001 * 10 ** -digits : 1e-6)) fail("checks", said, "is", all);
      if (line.dataset.verdict === "holds" && kind === "sum" && !share && number(expected) !== number(found)) fail("checks", said, `${expected} is not ${found}, and holds`);
    }
  }

  /** The first view: the figures of its lists. */
  function overview() {
    for (const line of document.querySelectorAll("#brief .list li")) {
      for (const cell of line.querySelectorAll("a.cell")) {
        const place = placeOf(cell.getAttribute("href"));
        const shown = cell.textContent.replace(/^\d{4} /, "");
        compare("overview", shown, place, "");
        if (/^\d{4} /.test(cell.textContent) && Number(cell.textContent.slice(0, 4)) !== body.reports[place.report].year) fail("overview", cell.textContent, "is of another report");
      }
      for (const change of line.querySelectorAll(".up, .down")) compareChange("overview, change", change);
    }
    for (const line of document.querySelectorAll("#overview .of-body:not(.hidden) .of-base .list li")) {
      const told = line.querySelector(".n");
      const [one, other] = [told.querySelector("span[title]"), told.querySelector("b[title]")];
      compare("overview", other.title, placeOf(line.querySelector("a.quote").getAttribute("href")), exactUnit(other.title));
      count("overview, change");
      const [a, b] = [number(one.title), number(other.title)];
      const [from, to] = [...told.querySelectorAll(".soft")].map((year) => Number(year.textContent));
      if (from > to) fail("overview", told.textContent, "is told backwards");
      const percent = told.textContent.match(/([+−][\d,.]+)%/);
      const points = told.textContent.match(/([+−][\d,.]+) 个百分点/);
      if (points && !alike(number(points[1].replace("+", "")), Number((b - a).toFixed(6)))) fail("overview", told.textContent);
      else if (!points && percent && Math.abs(number(percent[1].replace("+", "")) - ((b - a) / a) * 100) > 0.005001) fail("overview", told.textContent, `is ${((b - a) / a) * 100}%`);
    }
  }

  /** The path of an indicator. */
  function path() {
    for (const stop of document.querySelectorAll(".river a:has(.stop)")) compare("timeline", stop.querySelector(".stop-text").textContent, placeOf(stop.getAttribute("href")), "");
  }

  /** The queue of the review. */
  function review() {
    const [one, other] = document.querySelectorAll(".question:not(.because) a.quote");
    if (!one || !other) return;
    const line = document.querySelector(".waiting tr.opened");
    const [from, to] = line.querySelectorAll("td.n")[0].textContent.split(" → ");
    compare("review", from, placeOf(one.getAttribute("href")), "");
    compare("review", to, placeOf(other.getAttribute("href")), "");
  }

  /** Indicators that are found: their latest values. */
  function search() {
    for (const line of document.querySelectorAll("#search .columns > div:first-child .list li")) {
      const id = decodeURIComponent(line.querySelector("a.name").getAttribute("href")).match(/#indicators\/([^~]+)/)[1];
      const row = rowById.get(id);
      const told = [...line.querySelector(".n").childNodes].filter((node) => node.nodeName === "#text").map((node) => node.data).join("");
      for (const one of told.split(" · ")) {
        const [year, ...shown] = one.split(" ");
        const figures = row.points.filter(([period]) => `${period}` === year).map(([, figure]) => row.figures[figure]);
        if (figures.length !== 1) fail("search", row.name, one);
        else compare("search", shown.join(" "), { report: figures[0].report, start: figures[0].place[0], end: figures[0].place[1] }, row.unit);
      }
    }
  }

  window.recompute = { counts, wrong, table, series: (id) => series(rowById.get(id)), texts: texts_, promises, checks, overview, path, review, search, body };
  return body.series.map((row) => [row.id, row.name, row.figures.length]);
}

/** Recomputes everything on every view of the page that is open. */
export async function recomputed(page, { check, timed, settled }) {
  const ids = await page.run(`(${inPage.toString()})()`);
  const { years, pairs, plans } = await page.run("(() => { const { body } = recompute; return { years: body.reports.map((report) => report.year), pairs: body.pairs.map((pair) => [body.reports[pair.a].year, body.reports[pair.b].year]), plans: [...new Set(body.promises.map((one) => one[0]))].map((at) => body.reports[at].year) }; })()");
  const go = async (hash, what) => {
    await page.run(timed(hash));
    await page.run(settled);
    await page.run(`recompute.${what}; 0`);
  };
  await go("#overview?re=1", "overview()");
  await go("#indicators?all=1&re=1", "table()");
  // The same with other years: the first against the last, and a base alone.
  if (years.length > 2) {
    for (const [base, vs] of [[years[0], years.at(-1)], [years.at(-1), years[0]], [years[1], ""]]) {
      await go(`#indicators?all=1&base=${base}&vs=${vs}`, "table()");
      await go(`#overview?base=${base}&vs=${vs}`, "overview()");
    }
  }
  // Of what is told once the table shows everything but the quote: one of ten is opened.
  for (const [id, name] of ids.filter(([, , figures], at) => figures > 1 || at % 10 === 0)) {
    await page.run(timed(`#indicators/${id}?all=1&q=${encodeURIComponent(name)}`));
    await page.run(`recompute.series(${JSON.stringify(id)}); 0`);
  }
  for (const [a, b] of pairs) await go(`#text/${a}/${b}`, "texts()");
  for (const plan of plans) await go(`#promises?plan=${plan}`, "promises()");
  await go("#checks?verdict=all", "checks()");
  for (const [id] of ids.slice(0, 12)) await go(`#timeline/${id}`, "path()");
  await go("#review?re=1", "review()");
  for (const words of ["行政复议", "案件", "规范性文件"]) await go(`#search?q=${encodeURIComponent(words)}`, "search()");
  const { counts, wrong } = await page.run("({ counts: recompute.counts, wrong: recompute.wrong })");
  for (const one of wrong) check(false, one);
  for (const what of ["overview", "table", "table, change", "table, year", "series", "series, in full", "series, change", "chart", "text, change", "promises", "checks", "checks, reckoning"]) check(counts[what] > 0, `numbers of the view are recomputed: ${what}`);
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  console.log(`recomputed ${all} numbers: ${Object.entries(counts).map(([what, one]) => `${what} ${one}`).join(", ")}`);
}
