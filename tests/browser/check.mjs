// Drives a review page over file:// and says what does not work: node tests/browser/check.mjs output/index.html
// Exit status: 0 where all is well, 1 where something is not, 2 where the page or the browser can't be had.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { bodies } from "./bodies.mjs";
import { browser } from "./browser.mjs";
import { recomputed } from "./recompute.mjs";
import { served as checkServed } from "./served.mjs";
import { steady } from "./steady.mjs";
import { ways } from "./ways.mjs";

const file = process.argv[2];
if (!file || !existsSync(file)) {
  console.error("usage: node check.mjs PAGE.html [axe.min.js]");
  process.exit(2);
}
const address = pathToFileURL(resolve(file)).href;
const axe = process.argv[3] && readFileSync(process.argv[3], "utf8");
const VIEWS = ["overview", "indicators", "text", "timeline", "promises", "checks", "review", "search"];

const wrong = [];
let made = 0;
function check(holds, what) {
  made += 1;
  if (!holds) {
    wrong.push(what);
    console.error(`✗ ${what}`);
  }
}

const settled = "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 150)))";
/** Goes to a view and gives how long it took until it was drawn and laid out, in milliseconds. */
const timed = (hash) => `new Promise((done) => {
  const start = performance.now();
  addEventListener("hashchange", () => setTimeout(() => { document.body.offsetHeight; done(performance.now() - start); }), { once: true });
  location.hash = ${JSON.stringify(hash)};
})`;

async function loads(page) {
  const start = Date.now();
  await page.goto(address);
  check(Date.now() - start < 3000, `the page loads in ${Date.now() - start} ms`);
  check(await page.run("document.documentElement.classList.contains('scripted')"), "the script runs under its policy");
  check(await page.run("document.querySelectorAll('#overview .of-body:not(.hidden) li').length > 0"), "the overview says something");
  const paint = await page.run("performance.getEntriesByType('paint').find((entry) => entry.name === 'first-contentful-paint')?.startTime ?? 0");
  console.log(`size ${(statSync(file).size / 1e6).toFixed(2)} MB, first paint ${Math.round(paint)} ms, scripted ${Date.now() - start} ms`);
}

async function views(page) {
  for (const view of VIEWS) {
    const took = await page.run(timed(`#${view === "overview" ? "overview?" : view}`));
    const shown = await page.run(`[...document.querySelectorAll(".view.open")].map((one) => one.id).join() === "${view}" && document.querySelector(".view.open").getBoundingClientRect().height > 20`);
    check(shown, `${view} opens`);
    console.log(`${view}: ${Math.round(took)} ms`);
    check(await page.run(`document.querySelector('nav a[aria-current]')?.dataset.view === "${view}"`), `${view} is marked in the navigation`);
    await page.run(settled);
  }
}

/** A series is found by its name, opens, and leads to its place in the text. */
async function series(page) {
  await page.run(timed("#indicators"));
  const rows = await page.run("document.querySelectorAll('.open-row').length");
  check(rows > 0, "there are series");
  if (rows < 4) return;
  const name = await page.run("document.querySelectorAll('.open-row')[3].textContent");
  await page.run(`(() => { const box = document.getElementById("find-series"); box.focus(); box.value = ${JSON.stringify(name)}; box.dispatchEvent(new Event("input", { bubbles: true })); })()`);
  await page.run("new Promise((done) => setTimeout(done, 400))");
  const names = await page.run("[...document.querySelectorAll('.open-row')].map((row) => row.textContent)");
  check(names.includes(name) && names.every((one) => typeof one === "string"), "the filter finds a series by its name");
  const all = await page.run("JSON.parse(document.getElementById('data').textContent).bodies[0].series.length");
  check(names.length < all, "the filter leaves others out");
  await page.run("document.querySelector('.open-row').click()");
  await page.run(settled);
  check(await page.run("document.querySelectorAll('tr.detail .quotes tbody tr').length > 0"), "an opened series shows its quotes");
  const drawn = await page.run("document.querySelector('tr.detail svg.chart') !== null || new Set([...document.querySelectorAll('tr.detail .quotes tbody td:nth-child(2)')].map((one) => one.textContent)).size < 3");
  check(drawn, "an opened series of three years shows its chart");
  check(await page.run("document.querySelector('tr.detail .safety li, tr.detail .safe') !== null"), "an opened series says what to know before it is published");
  check(await page.run("[...document.querySelectorAll('tr.detail .quotes tr')].every((row) => row.querySelector('th') || row.querySelector('mark')?.textContent.length > 0)"), "every number is marked in its quote");
  const marked = await page.run("document.querySelector('tr.detail .quotes mark').textContent");
  await page.run("document.querySelector('tr.detail .quotes a.quote').click()");
  await page.run(settled);
  check(await page.run("document.querySelector('.reading .target')?.textContent") === marked, "a quote leads to its number in the text");
  check(await page.run("(() => { const box = document.querySelector('.reading .target').getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; })()"), "the place is in view");
  await page.run(timed("#indicators?breaks=1&sort=reports&down=1"));
  await page.run(settled);
  check(await page.run("[...document.querySelectorAll('tr[data-series]')].slice(0, 20).every((row) => row.querySelector('.tag.warn'))"), "only series with a break are left");
}

/** The number in every place of the data is that of the text: spans are whole. */
async function places(page) {
  const broken = await page.run(`(() => {
    const data = JSON.parse(document.getElementById("data").textContent);
    let broken = 0;
    for (const body of data.bodies) for (const row of body.series) for (const figure of row.figures) {
      const text = Array.from(body.reports[figure.report].text.slice(0, figure.place[1] * 2)).slice(...figure.place).join("");
      if (!text || !(figure.quote[0] <= figure.place[0] && figure.place[1] <= figure.quote[1])) broken += 1;
    }
    return broken;
  })()`);
  check(broken === 0, `${broken} figures don't stand in their quotes`);
}

/** n goes to a change and the next, the address follows, and the row has the focus. */
async function changes(page) {
  await page.run(timed("#text"));
  await page.run(settled);
  const count = await page.run("document.querySelectorAll('.diff .chg').length");
  // One report alone has nothing to be compared with.
  if (!await page.run("JSON.parse(document.getElementById('data').textContent).bodies[0].pairs.length > 0")) return;
  check(count > 0, "a comparison shows changes");
  await page.run("document.activeElement.blur()");
  await page.key("n");
  const first = await page.run("location.hash");
  await page.key("n");
  const second = await page.run("location.hash");
  check(/\/c\d+~/.test(decodeURIComponent(first)) && /\/c\d+~/.test(decodeURIComponent(second)) && first !== second, "n steps from change to change");
  check(await page.run("document.querySelectorAll('.diff .here').length === 1 && document.activeElement.classList.contains('here')"), "the change stepped to has the focus");
  await page.key("p");
  check(await page.run("location.hash") === first, "p steps back");
  // A changed number leads to its series, and dots say where a sentence was cut.
  const link = await page.run(`(() => {
    const data = JSON.parse(document.getElementById("data").textContent).bodies[0];
    for (const pair of data.pairs.toReversed()) {
      if (pair.changes.some((change) => change[0] === 2)) return "#text/" + data.reports[pair.a].year + "/" + data.reports[pair.b].year;
    }
    return null;
  })()`);
  if (link) {
    await page.run(timed(`${link}?kind=number`));
    await page.run(settled);
    const leads = await page.run("[...document.querySelectorAll('.diff .num a.figure')].map((one) => one.getAttribute('href'))");
    const known = await page.run("JSON.parse(document.getElementById('data').textContent).bodies[0].series.map((row) => row.id)");
    check(leads.length > 0 && leads.every((href) => known.some((id) => href.includes(id))), `changed numbers lead to their series: ${leads.slice(0, 2)}`);
  }
  // One that stayed, for its row shows both sides: 10 kinds, and the fourth is reworded.
  const part = await page.run(`(() => {
    const data = JSON.parse(document.getElementById("data").textContent).bodies[0];
    for (const pair of data.pairs) {
      const at = pair.changes.findIndex((change) => change[0] === 13);
      if (at >= 0) return "#text/" + data.reports[pair.a].year + "/" + data.reports[pair.b].year + "/c" + at;
    }
    return null;
  })()`);
  if (part) {
    await page.run(timed(part));
    await page.run(settled);
    check(await page.run("document.querySelectorAll('.diff .here .cut').length > 0"), `a part of a sentence is marked as one: ${part}`);
  } else console.log("LEFT OUT: no sentence of these reports is cut: the marks of its parts");
  await page.goto("about:blank");
  await page.goto(`${address}${second}`);
  await page.run(settled);
  check(await page.run("document.querySelector('.diff .here') !== null"), "the address of a change opens it");
  await page.key("a");
  check(await page.run("document.querySelector('.diff .fold') === null && document.querySelectorAll('.diff [role=row]').length > 0"), "a shows everything");
  await page.key("a");
}

/** One count of changes: the chip of each kind, the rows that it picks out, and the table of the program have as many. */
async function counted(page) {
  const chips = "[...document.querySelectorAll('.key button')]";
  const shown = "Number(document.getElementById('change-count').textContent.match(/(\\d+) 处变化$/)[1])";
  await page.run(timed("#text?counted=1"));
  await page.run(settled);
  const [kinds, all] = await page.run(`[${chips}.map((chip) => Number(chip.textContent.match(/\\d+$/)[0])), ${shown}]`);
  if (kinds.length === 0) return;
  const years = await page.run("[...document.querySelectorAll('.diff .heads [role=columnheader]')].slice(1).map((head) => head.textContent.match(/\\d{4}/)[0])");
  check(kinds.reduce((sum, one) => sum + one, 0) === all, `the kinds of changes are as many as the changes: ${kinds} of ${all}`);
  check(await page.run(`document.querySelector(".key").textContent.includes("${all} 处变化")`), "how many changes there are stands before their kinds");
  for (const [at, count] of kinds.entries()) {
    await page.run(`${chips}[${at}].click()`);
    await page.run(settled);
    const found = await page.run(`[${shown}, document.querySelector(".key button[aria-pressed=true]").textContent]`);
    check(found[0] === count, `as many changes are picked out as are said: ${found}`);
    await page.run(`${chips}[${at}].click()`);
    await page.run(settled);
  }
  const table = join(file, "..", "text-changes.csv");
  if (!existsSync(table)) return;
  const reports = await page.run(`JSON.parse(document.getElementById("data").textContent).bodies[0].reports.filter((one) => ["${years.join('", "')}"].includes(String(one.year))).map((one) => one.name)`);
  const rows = readFileSync(table, "utf8").split("\n").filter((line) => line.startsWith(`${reports[0]},${reports[1]},`)).length;
  check(rows === all, `the table has as many changes: ${rows} of ${all}`);
}

/** A figure of a part of its year is told from those of whole years that it stands beside: in the table, and before the series is published. */
async function parts(page) {
  const found = await page.run(`(() => {
    const body = JSON.parse(document.getElementById("data").textContent).bodies[0];
    const row = body.series.find((one) => one.reports > 1 && new Set(one.points.map(([, figure]) => one.figures[figure].part)).size > 1 && one.figures.some((figure) => figure.part));
    return row && [row.id, row.name, row.points.filter(([period, figure]) => row.figures[figure].part && body.columns.includes(period)).map(([period]) => period)];
  })()`);
  if (!found) return;
  const [id, name, years] = found;
  await page.run(timed(`#indicators/${id}?q=${encodeURIComponent(name)}&parts=1`));
  await page.run(settled);
  const marks = await page.run(`[...document.querySelectorAll('tr[data-series="${id}"] .mark-part')].map((one) => one.title)`);
  check(marks.length === years.length && marks.every((mark) => mark.endsWith("不是全年")), `figures of parts of years are marked: ${marks} for ${years}`);
  const said = await page.run("document.querySelector('tr.detail .safety')?.textContent ?? ''");
  check(said.includes("不是全年的数") && years.every((year) => said.includes(year)), `parts of years are told before a series is published: ${said}`);
}

/** Changes of one kind, changes about some words, and rows that are drawn later than the first. */
async function picked(page) {
  await page.run(timed("#text?picked=1"));
  const settles = async (holds) => {
    for (let times = 0; times < 100; times += 1) {
      if (await page.run(holds)) return true;
      await new Promise((done) => setTimeout(done, 50));
    }
    return false;
  };
  if (!await page.run("document.querySelector('.key button') !== null")) return;
  check(await settles("document.querySelectorAll('.diff .row').length > 20 && document.querySelectorAll('.diff .row:not([role])').length === 0"), "in time all rows are drawn");
  await page.run("[...document.querySelectorAll('.key button')].at(-1).click()");
  await page.run(settled);
  check(await page.run("document.querySelectorAll('.diff .chg').length > 0 && new Set([...document.querySelectorAll('.diff .chg')].map((row) => row.className.replace(' here', '').replace(' head', ''))).size === 1"), "changes of one kind are picked out");
  await page.run("document.querySelector('.key button[aria-pressed=true]').click()");
  await page.run(settled);
  const words = await page.run("document.querySelector('.diff .chg [role=cell]:last-child').textContent.replace(/\\s/g, '').slice(2, 5)");
  await page.run(`(() => { const box = document.querySelector("#text input[type=search]"); box.value = ${JSON.stringify(words)}; box.dispatchEvent(new Event("change")); })()`);
  check(await settles("document.querySelectorAll('.diff .row:not([role])').length === 0"), "what was searched for is drawn");
  check(await page.run(`[...document.querySelectorAll(".diff .chg")].every((row) => [...row.querySelectorAll("[role=cell]")].some((cell) => [...cell.childNodes].map((one) => one.textContent).join("").includes(${JSON.stringify(words)})) || row.classList.contains("reworded") || row.classList.contains("number"))`), `every change found says ${words}`);
  await page.run("[...document.querySelectorAll('#text .filters button')].find((one) => one.textContent === '›' && !one.disabled)?.click()");
  await page.run(settled);
  check(await page.run("document.querySelector('#text input[type=search]').value") === words, "what is searched for stays from pair to pair");
  await page.run(timed("#indicators?as=charts"));
  check(await page.run("document.querySelectorAll('.multiples svg.chart.small text').length > 0"), "series are shown as small charts");
}

/** The file of decisions is one that the program reads and finds every place of. */
function reads(decided) {
  check(decided.startsWith("[[different]]"), "the file of decisions says what was decided");
  runs(decided);
}

function runs(decided) {
  const program = process.env.NIANLUN;
  if (!program || !process.env.REPORTS) return console.log("LEFT OUT: NIANLUN and REPORTS do not name the program and its reports");
  const folder = mkdtempSync(join(tmpdir(), "nianlun-"));
  writeFileSync(join(folder, "decisions.toml"), decided);
  const run = spawnSync(program, ["--lang", "en", "compare", process.env.REPORTS, "--review", join(folder, "decisions.toml"), "--out", join(folder, "out")], { encoding: "utf8" });
  check(run.status === 0, `the program holds to the file of decisions: ${run.stderr}`);
  rmSync(folder, { recursive: true });
}

/** The file of decisions that the page gives to save. */
function savedFile(page) {
  return page.run(`(async () => {
    const given = URL.createObjectURL;
    let saved;
    URL.createObjectURL = (blob) => { saved = blob; return given.call(URL, blob); };
    [...document.querySelectorAll("#review .answers button")].at(-1).click();
    URL.createObjectURL = given;
    if (!saved) throw new Error("nothing was saved: " + document.querySelector("#review").textContent);
    return saved.text();
  })()`);
}

/** A link is decided, kept, and taken back. */
async function decisions(page) {
  await page.run(timed("#review"));
  const open = "Number(document.querySelectorAll('.waiting tbody tr').length)";
  if (await page.run(open) === 0) return;
  const before = await page.run("document.querySelector('#question').textContent + document.querySelector('.question').textContent");
  await page.run("document.activeElement.blur()");
  await page.key("d");
  check(await page.run("document.querySelector('#question').textContent + document.querySelector('.question').textContent") !== before, "a decision goes on to the next link");
  reads(await savedFile(page));
  await page.key("u");
  check(await page.run("document.querySelector('#question').textContent + document.querySelector('.question').textContent") === before, "a decision can be taken back");
}

async function fits(page, width) {
  for (const view of [...VIEWS, "text/narrow"]) {
    let hash = `#${view}`;
    if (view === "text/narrow") hash = await page.run("`#indicators/${JSON.parse(document.getElementById('data').textContent).bodies[0].series.find((row) => row.reports > 2)?.id ?? ''}`");
    await page.run(timed(hash));
    await page.run(settled);
    const [inner, outer] = await page.run("[document.documentElement.scrollWidth, innerWidth]");
    check(inner <= outer && outer === width, `${hash} fits ${width} px (${inner})`);
  }
}

/** What axe finds; `move` goes to each view, without it what is open now is looked at. */
async function accessible(page, name, views = VIEWS, move = true) {
  if (!axe) return;
  await page.call("Runtime.evaluate", { expression: axe });
  for (const view of views) {
    if (move) await page.run(timed(`#${view}?axe=${made}`));
    await page.run(settled);
    const found = await page.run("axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations.filter((one) => ['moderate', 'serious', 'critical'].includes(one.impact)).map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 140) + ' ' + (node.any[0]?.message ?? '')).join(' | ')))");
    for (const one of found) check(false, `${name} ${view}: ${one}`);
    check(true, view);
  }
}

/** One search over all years: what it finds stands in the texts, the box keeps the focus, and a hit leads to its place. */
async function search(page) {
  await page.run(timed("#search"));
  await page.run(settled);
  const words = await page.run(`(() => {
    const { reports } = JSON.parse(document.getElementById("data").textContent).bodies[0];
    const texts = reports.map((report) => report.text);
    return texts[0].match(/[\u4e00-\u9fff]{2}/g).find((pair) => texts.every((text) => text.includes(pair)));
  })()`);
  if (!words) return;
  await page.run(`(() => { const box = document.getElementById("find-all"); box.focus(); box.value = ${JSON.stringify(words)}; box.dispatchEvent(new Event("input")); })()`);
  await page.run("new Promise((done) => setTimeout(done, 300))");
  check(await page.run("document.activeElement.id") === "find-all", "the search box keeps the focus");
  const counted = await page.run("[...document.querySelectorAll('#search .year-bars .n')].reduce((sum, one) => sum + (Number(one.textContent) || 0), 0)");
  const there = await page.run(`JSON.parse(document.getElementById("data").textContent).bodies.flatMap((body) => body.reports).reduce((sum, report) => sum + report.text.replace(/\s/g, "").split(${JSON.stringify(words)}).length - 1, 0)`);
  check(counted > 0 && counted <= there, `the bars count what the texts say: ${counted} of ${there}`);
  check(await page.run(`[...document.querySelectorAll("#search a.quote mark")].every((mark) => mark.textContent === ${JSON.stringify(words)})`), "every hit is marked");
  const first = await page.run("document.querySelector('#search a.quote').getAttribute('href')");
  await page.run(timed(first));
  await page.run(settled);
  check(await page.run("document.querySelector('.reading .target')?.textContent") === words, "a hit leads to its place");
  // The same address, as another run would have numbered it.
  await page.run(timed(decodeURIComponent(first).replace(/@(\d+)-(\d+)/, (_, start, end) => `@${Number(start) + 40}-${Number(end) + 40}`)));
  await page.run(settled);
  check(await page.run("document.querySelector('.reading .target')?.textContent") === words, "an address finds its words where they stand now");
}

/** An address of a change finds it by its words after a run that counted otherwise, and says so where they are gone. */
async function lasts(page) {
  await page.run(timed("#text"));
  await page.run(settled);
  if (!await page.run("document.querySelector('.diff .chg') !== null")) return;
  await page.run("document.activeElement.blur()");
  await page.key("n");
  const hash = decodeURIComponent(await page.run("location.hash"));
  const text = await page.run("document.querySelector('.diff .here').textContent");
  await page.run(timed(hash.replace(/\/c(\d+)/, (_, index) => `/c${Number(index) + 3}`)));
  await page.run(settled);
  check(await page.run("document.querySelector('.diff .here')?.textContent") === text, "an old address finds its change");
  check(await page.run("document.querySelector('.lost') === null"), "and says nothing where it did");
  await page.run(timed(hash.replace(/~.*/, "~Ωψχφ")));
  await page.run(settled);
  check(await page.run("document.querySelector('.lost')?.textContent.length > 0"), "an address whose words are gone says so");
}

/** Any two years: the head chooses them, the address has them, and table, changes, brief, text and charts follow. */
async function years(page) {
  const all = await page.run("JSON.parse(document.getElementById('data').textContent).bodies[0].reports.map((report) => [report.year, report.covers])");
  if (all.length < 3) return;
  const [[first, told], [last, toldLast]] = [all[0], all.at(-1)];
  await page.run(timed("#indicators?years=1"));
  const choose = (id, year) => page.run(`(() => { const box = document.getElementById("${id}"); box.value = [...box.options].find((one) => one.textContent === "${year}").value; box.dispatchEvent(new Event("change")); })()`);
  await choose("year-base", first);
  await page.run(settled);
  await choose("year-vs", last);
  await page.run(settled);
  check(await page.run(`location.hash.includes("base=${first}") && location.hash.includes("vs=${last}")`), "the address has the two years");
  check(await page.run("document.querySelector('table.series thead th:last-child').textContent") === `${told} → ${toldLast}`, "the table says which two years");
  check(JSON.stringify(await page.run("[...document.querySelectorAll('table.series thead th.base')].map((one) => one.textContent)")) === JSON.stringify([`${told}`, `${toldLast}`]), "both years are marked");
  await page.run("dispatchEvent(new Event('beforeprint'))");
  const cells = await page.run("[...document.querySelectorAll('tr[data-series] td:last-child')].map((cell) => cell.lastElementChild?.textContent ?? '')");
  check(cells.length > 0 && cells.every((text) => /→|年没有数|不可比/.test(text)), `every row tells its change or why there is none: ${cells.find((text) => !/→|年没有数|不可比/.test(text))}`);
  check(cells.filter((text) => /→/.test(text)).every((text) => /^\D*\d{4}→\d{4} /.test(text)), "changes are between the two years");
  const id = await page.run("document.querySelector('tr[data-series]:has(td:last-child .up, td:last-child .down)')?.dataset.series");
  await page.run(`document.querySelector('tr[data-series="${id}"] .open-row').click()`);
  await page.run(settled);
  check(await page.run(`location.hash.includes("base=${first}")`), "the choice stays when a series opens");
  check((await page.run("document.querySelectorAll('tr.detail .quotes thead th')[3].textContent")).includes(`${told}`), "the quotes are held against the chosen year");
  check(await page.run("[...document.querySelectorAll('tr.detail svg.chart')].every((chart) => chart.querySelectorAll('rect.band').length >= 2)"), "the chart marks both years");
  await page.run(timed(`#overview?base=${first}&vs=${last}`));
  await page.run(settled);
  const title = await page.run("document.querySelector('#brief-title').textContent");
  check(title.includes(`${first}`) && title.includes(`${last}`), `the brief is of the two years: ${title}`);
  check(await page.run("document.querySelectorAll('#largest-between li').length > 0 && [...document.querySelectorAll('#overview .of-base')].every((one) => !one.checkVisibility())"), "the largest changes are those of the two years");
  await page.run("document.querySelector('header nav [data-view=text]').click()");
  await page.run(settled);
  check(await page.run("document.querySelector('#text .lost')?.textContent.includes('--all-pairs') || document.querySelector('#text .diff') !== null"), "texts that were not compared say so, and what to do");
  await page.goto("about:blank");
  await page.goto(`${address}#indicators?base=${first}&vs=${last}`);
  await page.run(settled);
  check(await page.run("document.querySelector('table.series thead th:last-child').textContent") === `${told} → ${toldLast}`, "a sent address opens the two years");
  // The program's own changes against the base are among those that the page can tell.
  await page.run(timed("#indicators?base=&vs="));
}

/** A figure is corrected from its quote: what was said is in the file that the program reads. */
async function corrections(page) {
  await page.run("localStorage.clear()");
  await page.run(timed("#indicators?correct=1"));
  await page.run(settled);
  await page.run("document.querySelector('.open-row').click()");
  await page.run(settled);
  await page.run("document.querySelector('tr.detail .quotes .correct').click()");
  check(await page.run("document.querySelector('dialog.reads').open && document.activeElement.closest('dialog') !== null"), "a figure can be corrected where it is quoted");
  await page.run("document.querySelector('dialog.reads button[type=submit]').click()");
  check(await page.run("document.querySelector('#reads-preview').textContent.length > 0"), "nothing corrected is said");
  await page.run("document.querySelector('#reads-role').value = 'target'; document.querySelector('#reads-unit').value = '次'; document.querySelector('dialog.reads button[type=submit]').click()");
  await page.run(timed("#review?correct=1"));
  await page.run(settled);
  const file = await savedFile(page);
  check(/^\[\[reads\]\]\n[^]*unit = "次"\nrole = "target"\n/.test(file), `the correction is in the file: ${file}`);
  runs(file);
  await page.key("u");
  await page.run("localStorage.clear()");
}

/** What is shown can be taken: the tables as files whose cells no sheet runs. */
async function taken(page) {
  for (const view of ["indicators", "text", "checks"]) {
    await page.run(timed(`#${view}?take=1`));
    await page.run(settled);
    const csv = await page.run(`(async () => {
      const make = URL.createObjectURL;
      let file = null;
      URL.createObjectURL = (blob) => { file = blob; return make.call(URL, blob); };
      [...document.querySelectorAll(".view.open .take button")].find((button) => button.textContent === "CSV")?.click();
      URL.createObjectURL = make;
      return file && file.text();
    })()`);
    const rows = csv?.split("\r\n") ?? [];
    check(rows.length > 1, `${view} can be taken as a table`);
    check(rows.every((row) => !/(^|,)"?[=+@]/.test(row)), `no cell of ${view} runs`);
  }
}

/** At the width of a phone the head takes two lines, a view opens at its top, and what a filter leaves out is not seen. */
async function head(page) {
  for (const view of VIEWS) {
    await page.run(timed(`#${view}?head=1`));
    await page.run(settled);
    check(await page.run("scrollY") === 0, `${view} opens at its top (${await page.run("scrollY")})`);
  }
  const height = await page.run("document.querySelector('header').getBoundingClientRect().height");
  check(height < 90, `the head takes two lines of a phone (${height} px)`);
  check(await page.run("[...document.querySelectorAll('.what, .tools, header nav a')].every((one) => one.getBoundingClientRect().right <= innerWidth)"), "all of the head is on the phone");
  await page.run(timed("#checks"));
  check(await page.run("document.querySelectorAll('#checks tr[data-verdict=holds]').length") === 0, "checks that the filter leaves out are not seen");
  const [all, hold] = await page.run("(() => { const checks = JSON.parse(document.getElementById('data').textContent).bodies[0].checks; return [checks.length, checks.filter((one) => one.verdict === 'holds').length]; })()");
  await page.run(timed("#checks?verdict=all"));
  await page.run("dispatchEvent(new Event('beforeprint'))");
  check(await page.run("document.querySelectorAll('#checks tbody tr').length") === all, "all checks are there to be asked for");
  await page.run(timed("#checks?verdict=holds"));
  check(await page.run("document.querySelector('#checks .count').textContent").then((text) => text.includes(`${hold} `)), "those that agree are counted");
}

/** The path of an indicator: a stop in each report that tells it, in the box of its section, with its value. */
async function path(page) {
  const [id, reports] = await page.run(`(() => {
    const all = JSON.parse(document.getElementById("data").textContent).bodies[0].series;
    const row = all.filter((one) => one.section !== undefined).toSorted((a, b) => b.reports - a.reports)[0];
    return [row?.id, row?.reports];
  })()`);
  if (!(reports > 2)) return;
  await page.run(timed(`#timeline/${id}`));
  const stops = await page.run(`[...document.querySelectorAll(".river a:has(.stop)")].map((stop) => {
    const [own, words] = [stop.querySelector(".stop").getBoundingClientRect(), stop.querySelector(".stop-text").textContent];
    const inside = [...document.querySelectorAll(".river .box")].map((box) => box.getBoundingClientRect()).some((box) => own.left >= box.left && own.left <= box.right && own.top >= box.top - 1 && own.bottom <= box.bottom + 1);
    return inside && words.length > 0 && stop.getAttribute("href").startsWith("#text/");
  })`);
  check(stops.length === reports && stops.every(Boolean), `an indicator's path stops in every report that tells it: ${stops.length} of ${reports}, ${stops}`);
  check(await page.run("document.querySelectorAll('.river > .path').length") === reports - 1, "and goes from one to the next");
}

function quiet(page, name, own = address.split("#")[0]) {
  check(page.problems.length === 0, `${name}: ${page.problems.slice(0, 3).join("; ")}`);
  const foreign = page.requests.filter((url) => !url.startsWith(own) && !url.startsWith("about:") && !url.startsWith("blob:"));
  check(foreign.length === 0, `${name} asks for ${foreign.slice(0, 3).join(", ")}`);
}

/** Several bodies: their list, a page each, and an indicator side by side. */
async function several(chromium) {
  if (!process.env.NIANLUN) return console.log("LEFT OUT: NIANLUN does not name the program: pages of several bodies");
  await bodies(chromium, { program: process.env.NIANLUN, check, settled, accessible, quiet, pictures: process.env.PICTURES });
}

/** The same page as the program serves it. */
async function served(chromium) {
  if (!process.env.NIANLUN || !process.env.REPORTS) return console.log("LEFT OUT: NIANLUN and REPORTS do not name the program and its reports");
  await checkServed(chromium, { program: process.env.NIANLUN, reports: process.env.REPORTS, check, timed, settled, fits, accessible, quiet, pictures: process.env.PICTURES });
}

const chromium = await browser().catch((error) => { console.error(error.message); process.exit(2); });
try {
  for (const [name, options] of [["wide", {}], ["dark", { dark: true, language: "en" }]]) {
    const page = await chromium.open(options);
    await loads(page);
    await views(page);
    if (name === "wide") {
      await series(page);
      await places(page);
      await path(page);
      await changes(page);
      await picked(page);
      await counted(page);
      await parts(page);
      await decisions(page);
      await search(page);
      await lasts(page);
      await taken(page);
      await years(page);
      await corrections(page);
      await ways(page, { check, timed, settled, savedFile, runs });
      await steady(page, { check, timed });
      await recomputed(page, { check, timed, settled });
    } else {
      check(await page.run("document.documentElement.lang === 'en' && !document.querySelector('.zh').checkVisibility()"), "English readers read English");
      await page.run(timed("#checks?verdict=all"));
      const choices = await page.run("JSON.stringify([...document.querySelectorAll('#checks select')].map((box) => [...box.options].map((one) => one.textContent)))").then(JSON.parse);
      check(choices[0].join() === "fails or suspect,all,fails,suspect,agrees" && choices[1].every((one) => /^[a-z -]+$/.test(one)), `the choices of checks are told in English: ${choices}`);
    }
    await fits(page, 1280);
    await accessible(page, name);
    quiet(page, name);
    await page.close();
  }
  const narrow = await chromium.open({ width: 390, height: 844 });
  await narrow.goto(address);
  await head(narrow);
  await fits(narrow, 390);
  await accessible(narrow, "narrow");
  quiet(narrow, "narrow");
  await narrow.close();
  const bare = await chromium.open({ scripts: false });
  await bare.goto(address);
  const text = (await bare.call("DOM.getDocument", { depth: 0 }), await bare.call("Page.captureSnapshot", {})).data;
  check(text.includes("<table"), "without scripts there are tables");
  const { root } = await bare.call("DOM.getDocument", { depth: 0 });
  const { nodeId } = await bare.call("DOM.querySelector", { nodeId: root.nodeId, selector: "#checks noscript p" });
  const checksSaid = nodeId ? (await bare.call("DOM.getOuterHTML", { nodeId })).outerHTML : "";
  check(/核查了 \d+ 处.*checks\.csv/.test(checksSaid), `without scripts the checks are counted: ${checksSaid}`);
  const [height, says] = [(await bare.call("Page.getLayoutMetrics")).cssContentSize.height, /年报告与 \d{4} 年相比/.test(readFileSync(file, "utf8"))];
  check(says, "without scripts the first lines sum up");
  check(height < 30000, `without scripts the page is ${height} px high`);
  quiet(bare, "bare");
  await bare.close();
  await several(chromium);
  await served(chromium);
} catch (error) {
  check(false, error.stack);
} finally {
  await chromium.close();
}
console.log(`${made - wrong.length} of ${made} checks hold`);
process.exit(wrong.length === 0 ? 0 : 1);
