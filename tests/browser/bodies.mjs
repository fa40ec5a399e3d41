// Several bodies: the list of them, a page each, and one indicator side by side, as a run of the program writes them.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Two names of one thing, as reports of two bodies have them; and one that counts up to a month. */
const PRODUCTS = { 云溪市人民政府: "地区生产总值", 青川市人民政府: "生产总值", 石桥县人民政府: "全县生产总值" };
const UNTIL = { 石桥县人民政府: "截至11月底，" };

const report = (name, year, [received, closed, rate, published]) => `${name}${year}年法治政府建设工作报告

一、${year}年工作情况

全年受理行政复议申请${received}件，审结行政复议案件${closed}件，行政复议案件按期审结率${rate}%。${PRODUCTS[name]}增长${(rate / 20).toFixed(1)}%。${UNTIL[name] ?? "全年"}主动公开政府信息${published}条。

二、存在的问题

执法力量不足，基层基础仍需加强。

三、下一年工作安排

继续推进行政复议体制改革，加强执法监督。
`;

const FIGURES = {
  云溪市人民政府: [[118, 109, "92.4", 3120], [131, 127, "96.9", 3655], [140, 139, "99.3", 4010]],
  青川市人民政府: [[205, 188, "91.7", 5200], [241, 230, "95.4", 5540], [233, 229, "98.3", 6100]],
  石桥县人民政府: [[61, 58, "95.1", 1820], [66, 64, "97.0", 1903], [72, 71, "98.6", 2044]],
};

export async function bodies(chromium, { program, check, settled, accessible, quiet, pictures }) {
  const folder = mkdtempSync(join(tmpdir(), "nianlun-bodies-"));
  const out = join(folder, "out");
  try {
    for (const [name, years] of Object.entries(FIGURES)) {
      mkdirSync(join(folder, "reports", name), { recursive: true });
      years.forEach((figures, at) => writeFileSync(join(folder, "reports", name, `${2016 + at}.txt`), report(name, 2016 + at, figures)));
    }
    const run = spawnSync(program, ["compare", "2017", join(folder, "reports"), "--out", out], { encoding: "utf8" });
    check(existsSync(join(out, "index.html")) && readdirSync(join(out, "bodies")).length === 3, `several bodies: a list and a page each (${run.stderr.slice(0, 200)})`);
    const address = pathToFileURL(join(out, "index.html")).href;
    for (const [width, dark] of [[1280, false], [390, true]]) {
      const page = await chromium.open({ width, height: 900, dark });
      await page.goto(address);
      await page.run(settled);
      check(JSON.stringify(await page.run("[...document.querySelectorAll('table.bodies tbody th')].map((one) => one.textContent)")) === JSON.stringify(Object.keys(FIGURES).sort((a, b) => (a < b ? -1 : 1))) || await page.run("document.querySelectorAll('table.bodies tbody th').length") === 3, "several bodies: each is listed");
      // Two steps: what it is called, and the indicator, whatever each body calls it.
      const find = (words) => `new Promise((done) => { const box = document.getElementById("find-shared"); box.focus(); box.value = "${words}"; box.dispatchEvent(new Event("input")); setTimeout(done, 250); })`;
      await page.run(find("GDP"));
      check(await page.run("document.querySelectorAll('.shared-list li').length") === 1, "several bodies: GDP is found by its short name");
      await page.run("document.querySelector('.shared-list a').click()");
      await page.run(settled);
      check(await page.run("document.querySelectorAll('table.ranked tbody tr').length") === 3, "several bodies: GDP stands side by side under three names");
      // What one counts up to a month, and the others over the year, is said before it is compared.
      await page.run(find("主动公开"));
      await page.run("document.querySelector('.shared-list a').click()");
      await page.run(settled);
      check(await page.run("/截至时间不同[^]*2017 [^]*石桥县人民政府 截至11月底/.test(document.querySelector('.side-by-side .safety')?.textContent ?? '')"), `several bodies: parts of years are told: ${await page.run("document.querySelector('.side-by-side .safety')?.textContent")}`);
      // Two steps: a few characters, and the indicator.
      await page.run("(() => { const box = document.getElementById('find-shared'); box.focus(); box.value = '受理'; box.dispatchEvent(new Event('input')); })()");
      await page.run("new Promise((done) => setTimeout(done, 250))");
      check(await page.run("document.activeElement.id === 'find-shared' && document.querySelectorAll('.shared-list li').length > 0"), "several bodies: an indicator that both tell is found as one types");
      await page.run("document.querySelector('.shared-list a').click()");
      await page.run(settled);
      const rows = await page.run("[...document.querySelectorAll('table.ranked tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent))");
      check(rows.length === 3 && rows[0][0] === "青川市人民政府" && rows[0].slice(1).join() === "205,241,233" && rows[1].slice(1).join() === "118,131,140", `several bodies: the table ranks all by the latest year: ${JSON.stringify(rows)}`);
      check(await page.run("document.querySelectorAll('.side-by-side svg circle.dot').length") === 9, "several bodies: all are on one chart");
      const quotes = await page.run("[...document.querySelectorAll('.shared-quotes tbody tr')].map((row) => [row.querySelector('td').textContent, row.querySelector('th').textContent, row.querySelector('mark').textContent])");
      const wanted = Object.entries(FIGURES).flatMap(([name, years]) => years.map(([received], at) => `${2016 + at} ${name} ${received}件`));
      check(quotes.length === 9 && quotes.every((quote) => wanted.includes(quote.join(" "))), `several bodies: every figure has its quote: ${JSON.stringify(quotes)}`);
      check(await page.run("[...document.querySelectorAll('.shared-quotes tbody tr')].every((row) => row.querySelector('th').scrollWidth <= row.querySelector('th').clientWidth + 1)"), "several bodies: no value stands on a body's name");
      // Two of three in two steps: none, then those that are meant.
      await page.run("document.getElementById('no-bodies').click()");
      await page.run(settled);
      check(await page.run("document.querySelectorAll('.side-by-side input:checked').length === 0 && document.querySelector('.side-by-side svg') === null"), "several bodies: none can be chosen");
      await page.run("document.querySelectorAll('.side-by-side .only')[1].click()");
      await page.run(settled);
      check(await page.run("document.querySelectorAll('.side-by-side input:checked').length === 1 && document.querySelectorAll('table.ranked tbody tr').length === 1"), "several bodies: one alone can be chosen");
      await page.run("document.getElementById('all-bodies').click()");
      await page.run(settled);
      await page.run("document.querySelector('.ranked thead th:nth-child(2) button').click()");
      await page.run(settled);
      check((await page.run("document.querySelector('.ranked thead th.base').textContent")) === "2016", "several bodies: another year's head ranks by that year");
      check(await page.run("document.documentElement.scrollWidth <= innerWidth"), `several bodies: the list fits ${width} px`);
      if (pictures) writeFileSync(join(pictures, `bodies-${width}.png`), await page.picture());
      await accessible(page, `several bodies ${width}`, ["list"], false);
      const hash = await page.run("location.hash");
      await page.goto("about:blank");
      await page.goto(`${address}${hash}`);
      await page.run(settled);
      check(await page.run("document.querySelectorAll('.shared-quotes tbody tr').length") === 9, "several bodies: a sent address opens the indicator");
      await page.run("document.querySelector('.shared-quotes a.quote').click()");
      // The page goes away under whatever waits inside it.
      await new Promise((done) => setTimeout(done, 1500));
      check(await page.run("location.pathname.includes('/bodies/') && document.querySelector('.reading .target')?.textContent.length > 0"), "several bodies: a quote leads to its place in the body's page");
      check(await page.run("document.querySelector('header a.home')?.getAttribute('href')") === "../index.html", "several bodies: and that leads back");
      quiet(page, `several bodies ${width}`, address.replace(/index\.html$/, ""));
      await page.close();
    }
    await first(chromium, { program, reports: join(folder, "reports"), out: join(folder, "english"), address, check, settled });
    // A run with one of them takes the pages away; and what is written is not read as a report.
    const again = spawnSync(program, ["compare", "2017", join(folder, "reports", "云溪市人民政府"), "--out", out], { encoding: "utf8" });
    check(again.status !== 2 && !existsSync(join(out, "bodies")), "several bodies: the pages go where there is one body");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The language that was asked for is the first that a reader sees, whatever the browser's is; who switches has the other one. */
async function first(chromium, { program, reports, out, address, check, settled }) {
  spawnSync(program, ["--lang", "en", "compare", "2017", reports, "--out", out], { encoding: "utf8" });
  const home = pathToFileURL(join(out, "index.html")).href;
  const body = pathToFileURL(join(out, "bodies", readdirSync(join(out, "bodies"))[0])).href;
  const page = await chromium.open({ language: "zh-CN" });
  const reads = async (url) => {
    await page.goto("about:blank");
    await page.goto(url);
    await page.run(settled);
    return page.run("document.documentElement.lang");
  };
  for (const [url, name] of [[home, "list"], [body, "page of a body"]]) {
    await page.goto(url);
    await page.run("localStorage.clear()");
    check(await reads(url) === "en", `--lang en: the ${name} is English first`);
    await page.run("document.getElementById('language').click()");
    check(await page.run("document.documentElement.lang") === "zh-CN", `--lang en: a reader of the ${name} can switch`);
    check(await reads(url) === "zh-CN", `--lang en: the ${name} remembers it`);
  }
  check(await reads(address) === "zh-CN", "without --lang the browser decides");
  await page.run("localStorage.clear()");
  await page.close();
  const bare = await chromium.open({ scripts: false, language: "zh-CN" });
  await bare.goto(body);
  const { root } = await bare.call("DOM.getDocument", { depth: 1 });
  const html = root.children.find((one) => one.nodeName === "HTML").attributes;
  check(html[html.indexOf("lang") + 1] === "en", `--lang en: without scripts it is English, too: ${html}`);
  await bare.close();
}
