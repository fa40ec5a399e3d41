// Drives `nianlun review`: decisions made on the page stand in the file, what they change is shown, and nothing is lost.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

/** Starts the program; `end` ends it. */
async function start(program, folder) {
  const child = spawn(resolve(program), ["review", "2017", folder, "--no-open"], { stdio: ["ignore", "pipe", "inherit"] });
  const [address] = await new Promise((done, failed) => {
    createInterface({ input: child.stdout }).once("line", (line) => done([line.trim()]));
    child.once("exit", () => failed(new Error("nianlun review ended")));
  });
  return { address, end: () => new Promise((done) => { child.once("exit", done); child.kill(); }) };
}

export async function served(chromium, { program, reports, check, timed, settled, fits, accessible, quiet, pictures }) {
  const folder = mkdtempSync(join(tmpdir(), "nianlun-served-"));
  cpSync(reports, folder, { recursive: true });
  const file = join(folder, "decisions.toml");
  rmSync(file, { force: true });
  const text = () => (existsSync(file) ? readFileSync(file, "utf8") : "");
  const until = async (holds, what) => {
    const end = Date.now() + 30000;
    while (Date.now() < end) {
      if (await holds()) return check(true, what);
      await new Promise((done) => setTimeout(done, 50));
    }
    return check(false, `${what}, within 30 s`);
  };
  let server = await start(program, folder);
  let page = await chromium.open();
  const picture = async (name) => pictures && writeFileSync(join(pictures, `${name}.png`), await page.picture());
  const question = () => page.run("document.querySelector('#question').textContent + document.querySelector('.question').textContent");
  const status = () => page.run("document.querySelector('#served .status')?.textContent ?? ''");
  const idle = () => page.run("!/正在|尚未|Saving|comparing|once you/.test(document.querySelector('#served .status').textContent)");
  const number = () => page.run("fetch('state').then((answer) => answer.json()).then((state) => state.number)");
  try {
    await page.goto(server.address);
    check(await page.run("document.documentElement.classList.contains('is-served')"), "served: the script runs under its policy");
    await page.run(timed("#review"));
    await until(async () => (await status()).includes("decisions.toml"), "served: the file of decisions is named");
    await picture("served-1280");
    const before = await question();
    const open = () => page.run("Number(document.querySelector('header nav [data-view=review] b')?.textContent ?? 0)");
    const opened = await open();
    await page.run("document.activeElement.blur()");
    await page.key("d");
    check(await question() !== before, "served: a decision goes on to the next link");
    await until(() => text().startsWith("[[different]]\n"), "served: a decision stands in the file at once");
    await until(() => page.run("document.querySelectorAll('.changed tbody tr').length > 0"), "served: what a decision changed is shown");
    check(await page.run("document.querySelector('.changed tbody th').textContent") === "分开", "served: two figures that differ part a series");
    check(await page.run("document.querySelector('.changed tbody tr td:last-child').children.length") === 2, "served: the trend is two now");
    check(await open() <= opened, "served: no more links are open than before");
    check(await page.run("document.querySelectorAll('.decided tbody tr').length") === 1, "served: the decision is listed");
    await picture("served-decided-1280");
    await page.key("u");
    await until(() => text() === "", "served: undo takes the decision out of the file");
    await until(idle, "served: undo is compared");
    await until(async () => await question() === before && await open() === opened, "served: and the question is asked again");
    check(await page.run("document.querySelector('.changed tbody th').textContent") === "合为一条", "served: the series is one again");

    // A figure that is none, and one that reads otherwise: saved, shown, and taken back.
    const press = (words) => page.run(`[...document.querySelectorAll(".figure-answers button")].at(-1).closest("p").querySelectorAll("button")[${words === "ignore" ? 0 : 1}].click()`);
    await press("ignore");
    await until(() => text().startsWith("[[ignore]]\n"), "served: that a figure is none stands in the file at once");
    await until(idle, "served: and is compared");
    check(await page.run("document.querySelector('.decided tbody th').textContent") === "不是指标", "served: and is listed");
    check(await page.run("document.querySelectorAll('.changed tbody tr').length > 0"), "served: and what it changed is shown");
    await page.key("u");
    await until(() => text() === "", "served: undo takes it out of the file");
    await until(async () => await idle() && await question() === before && await open() === opened, "served: and the question is asked again");
    await press("reads");
    check(await page.run("document.querySelector('dialog.reads').open && document.activeElement.closest('dialog') !== null"), "served: what a figure reads as is asked for");
    await accessible(page, "served, dialog", ["review"], false);
    // What it would change is shown before it is saved.
    await page.run("document.querySelector('#reads-role').value = 'target'; document.querySelector('#reads-try').click()");
    await until(() => page.run("document.querySelectorAll('.preview tbody tr').length > 0"), "served: what a correction would change is shown first");
    await picture("served-preview-1280");
    check(text() === "", "served: and nothing is saved by looking");
    await accessible(page, "served, preview", ["review"], false);
    await page.run("document.querySelector('#reads-role').value = ''; document.querySelector('#reads-value').value = '7,077'; document.querySelector('dialog.reads button[type=submit]').click()");
    await until(() => /^\[\[reads\]\]\n[^]*value = "?7077"?\n/.test(text()), "served: what a figure reads as stands in the file at once");
    await until(idle, "served: and is compared");
    check(await page.run("document.querySelector('.decided tbody th').textContent") === "读作", "served: and is listed");
    check(await page.run("document.querySelector('.changed').textContent.includes('7,077')"), "served: and the series has the new value");
    await page.key("u");
    await until(() => text() === "", "served: undo takes it out of the file, too");
    await until(async () => await idle() && await question() === before && await open() === opened, "served: and the question is as it was");

    // What a part is for: seen before it is saved, kept in the file, and taken back.
    const last = await page.run("JSON.parse(document.getElementById('data').textContent).bodies[0].reports.at(-1).year");
    await page.run(timed(`#text/${last}`));
    await page.run(settled);
    await page.run("document.querySelector('.reading h2 .correct, .reading h3 .correct').click()");
    await accessible(page, "served, a part", ["text"], false);
    await page.run("(() => { const box = document.getElementById('part-role'); box.value = box.value === 'plan' ? 'work' : 'plan'; document.getElementById('part-try').click(); })()");
    await until(() => page.run("document.querySelectorAll('#part-preview h3').length > 0"), "served: what another role would change is shown first");
    check(text() === "", "served: and nothing is saved by looking");
    await page.run("document.querySelector('dialog.reads button[type=submit]').click()");
    await until(() => /^\[\[part\]\]\nreport = \d+\ntitle = ".+"\nrole = "(plan|work)"\n/.test(text()), "served: what a part is for stands in the file at once");
    await until(idle, "served: and is compared");
    await page.run(timed("#review?part=1"));
    await page.run(settled);
    check(await page.run("document.querySelector('.decided tbody th').textContent") === "部分的性质", "served: and is listed");
    await page.key("u");
    await until(() => text() === "", "served: undo takes it out of the file");
    await until(async () => await idle() && await question() === before && await open() === opened, "served: and all is as it was");

    // An answer that arrives late does not take back what a newer one said.
    await page.run("(async () => { window.own = window.fetch; window.late = await (await own('state')).text(); })()");
    await page.key("d");
    await until(() => text().startsWith("[[different]]\n"), "served: decided");
    await until(idle, "served: compared");
    await page.run("window.asked = 0; window.fetch = (path, ...rest) => (path === 'state' ? (window.asked += 1, Promise.resolve(new Response(late))) : own(path, ...rest)); document.dispatchEvent(new Event('visibilitychange')); 0");
    await until(() => page.run("window.asked > 0"), "served: a late answer arrives");
    await page.run(settled);
    check(await page.run("document.querySelectorAll('.decided tbody tr').length") === 1, "served: and is passed over");
    await page.run("window.fetch = own; 0");
    await page.key("u");
    await until(() => text() === "", "served: undone");
    await until(async () => await idle() && await question() === before, "served: as before");

    // An editor writes while the page decides: both stay.
    const words = "# 编辑器写的\n\n";
    await page.run("window.own = window.fetch; window.fetch = (path, ...rest) => (path === 'state' ? new Promise(() => {}) : own(path, ...rest)); new Promise((done) => setTimeout(done, 300))");
    writeFileSync(file, words);
    await page.key("s");
    await page.run("window.fetch = own; 0");
    await until(() => page.run("document.querySelector('.conflict') !== null"), "served: a change made elsewhere is told");
    check(text() === words, "served: and not written over");
    check(await page.run("document.querySelector('.conflict pre').textContent") === words, "served: what the file says now is shown");
    await page.run("document.querySelector('.conflict details').open = true");
    await picture("served-conflict-1280");
    await page.run("document.querySelector('.conflict .answers button').click()");
    await until(() => text().startsWith(`${words}\n[[same]]\n`), "served: saved on top of it");
    await until(idle, "served: compared");

    // Whoever reads elsewhere stays where they are.
    await page.run(timed("#indicators"));
    await page.run(settled);
    await page.run("scrollTo(0, 900)");
    // The rows below are drawn when they come near, and make columns wider or narrower: only then is it seen what stands where.
    await page.run("new Promise((done) => setTimeout(done, 500))");
    await page.run(settled);
    // What stands in the middle of the window, and where: rows may come and go above it.
    const seen = () => page.run("(() => { const row = document.elementFromPoint(innerWidth / 4, innerHeight / 2).closest('tr'); return `${row?.querySelector('.open-row')?.textContent} ${Math.round(row?.getBoundingClientRect().top / 4)}`; })()");
    const [place, shown] = [await seen(), await number()];
    writeFileSync(file, words);
    await until(async () => Number(await page.run("document.querySelector('#served .status').textContent && fetch('state').then((a) => a.json()).then((s) => s.computing ? 0 : s.number)")) > shown, "served: an editor's change is compared");
    await until(idle, "served: and taken over");
    await page.run(settled);
    const now = await seen();
    check(now === place, `served: the reader stays at ${place} (${now})`);

    // A report that is dropped.
    await page.run(timed("#review"));
    const sentence = "云溪市2021年法治政府建设工作报告\\n一、工作情况\\n全年受理行政复议申请77件。\\n二、下步打算\\n继续努力。\\n";
    await page.run(`(() => {
      const data = new DataTransfer();
      data.items.add(new File(["${sentence}"], "2021.txt"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    })()`);
    await until(() => page.run("document.querySelectorAll('.dropped tbody tr').length === 1"), "served: a dropped report is listed");
    await until(async () => await idle() && await page.run("document.querySelector('#what').textContent.includes('2021')"), "served: and compared with the others");
    check(!existsSync(join(folder, "2021.txt")), "served: it is not in the folder");
    await page.run("document.querySelector('.dropped tbody button').click()");
    await until(() => existsSync(join(folder, "2021.txt")), "served: it is kept where the reader says so");
    await until(() => page.run("document.querySelectorAll('.dropped tbody button').length === 0"), "served: and that is shown");
    await fits(page, 1280);
    await page.run(timed("#review"));
    await page.key("d");
    await until(() => text().includes("[[different]]"), "served: another decision is saved");
    await until(idle, "served: compared, and everything is there to be looked at");
    await accessible(page, "served");
    await page.call("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: "dark" }] });
    await accessible(page, "served, dark");
    // Another address, or nothing would be drawn anew where no view was gone to before.
    await page.run(timed("#review?again=1"));
    await until(idle, "served: and compared");
    // The browser notes the refusal that was provoked.
    page.problems = page.problems.filter((problem) => !problem.includes("409 (Conflict)"));
    quiet(page, "served", server.address);
    await page.close();
    await server.end();

    // A new run, on another port.
    server = await start(program, folder);
    page = await chromium.open({ width: 390, height: 844 });
    await page.goto(`${server.address}#review`);
    await until(() => page.run("document.querySelectorAll('.decided tbody tr').length === 1"), "served: a new run has the decision");
    await fits(page, 390);
    await page.run(timed("#review"));
    await page.run(settled);
    await picture("served-390");
    await page.run("document.querySelector('.decided').scrollIntoView()");
    await picture("served-lists-390");
    await page.run("document.querySelector('.decided button').click()");
    await until(() => text() === words, "served: a decision of an earlier run can be removed");
    await until(idle, "served: and compared");
    quiet(page, "served, narrow", server.address);
  } finally {
    await page.close();
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
