// Tables whose rows are drawn when a reader comes near them: what is drawn later moves nothing that is read.

const TABLES = [["#indicators?steady=1", "table.series"], ["#indicators?all=1", "table.series"], ["#promises?plan=all", "table.promises"], ["#checks?verdict=all", "table.checks"]];

/** Where the heads and the first rows of the table that is open stand. */
const places = (table) => `(() => {
  const [head, ...rows] = [...document.querySelectorAll(".view.open ${table} tr")].slice(0, 13);
  return [...[...head.cells].map((cell) => Math.round(10 * cell.getBoundingClientRect().width)), ...rows.map((row) => Math.round(row.getBoundingClientRect().bottom + scrollY))].join();
})()`;

/** Cells whose text stands outside of them. */
const overfull = (table) => `[...document.querySelectorAll(".view.open ${table} > tbody > tr:not(.detail) > *")].filter((cell) => cell.checkVisibility() && cell.scrollWidth > cell.clientWidth + 1).slice(0, 3).map((cell) => cell.textContent).join(" | ")`;

/** Draws all rows, and looks whether the first ones stand where they stood. */
export async function steady(page, { check, timed }) {
  for (const width of [768, 1280, 1920]) {
    await page.call("Emulation.setDeviceMetricsOverride", { width, height: 1000, deviceScaleFactor: 1, mobile: false });
    await page.run("new Promise((done) => setTimeout(done, 300))");
    for (const [hash, table] of TABLES) {
      await page.run(timed(`${hash}&width=${width}`));
      const before = await page.run(places(table));
      const drawn = await page.run(`document.querySelectorAll(".view.open ${table} > tbody > tr").length`);
      await page.run("dispatchEvent(new Event('beforeprint'))");
      const all = await page.run(`document.querySelectorAll(".view.open ${table} > tbody > tr").length`);
      check(all > drawn, `rows of ${hash} are drawn later at ${width} px (${drawn} of ${all})`);
      check(before === await page.run(places(table)), `rows that are drawn later move nothing: ${hash} at ${width} px`);
      const found = await page.run(overfull(table));
      check(found === "", `every cell of ${hash} holds its text at ${width} px: ${found}`);
      check(await page.run("document.documentElement.scrollWidth <= innerWidth"), `${hash} with all rows fits ${width} px`);
    }
  }
  await page.call("Emulation.setDeviceMetricsOverride", { width: 1280, height: 1000, deviceScaleFactor: 1, mobile: false });
  await page.run("new Promise((done) => setTimeout(done, 300))");
}
