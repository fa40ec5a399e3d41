// Ways that a reader goes: what stands beside a number in every list, a sentence that is clicked, a part that is corrected,
// an opened series on paper.

/** Every list tells what its figures cover, and the marks of bounds, as the data has them. */
async function told(page, { check, timed, settled }) {
  const known = await page.run(`(() => {
    const { series } = JSON.parse(document.getElementById("data").textContent).bodies[0];
    const row = series.find((one) => one.covers && one.reports > 1) ?? series.find((one) => one.covers);
    const bound = series.find((one) => one.points.some(([, figure]) => one.figures[figure].mark));
    return { row: row && [row.id, row.name, row.covers.zh], bound: bound && [bound.id, bound.name] };
  })()`);
  if (!known.row) console.log("LEFT OUT: no figure of these reports covers anything but a year: what stands beside it");
  if (!known.bound) console.log("LEFT OUT: no figure of these reports is a bound: its mark");
  if (known.row) {
    const [id, name, covers] = known.row;
    await page.run(timed(`#indicators/${id}?all=1`));
    await page.run(settled);
    check(await page.run(`document.querySelector('tr[data-series="${id}"] .covers')?.textContent`) === covers, `the table says what ${name} covers`);
    check(await page.run("document.querySelector('tr.detail .covers')?.textContent") === covers, "so does the opened series");
    await page.run(timed(`#search?q=${encodeURIComponent(name)}`));
    await page.run(settled);
    check(await page.run(`[...document.querySelectorAll("#search .list .name")].some((one) => one.querySelector(".covers")?.textContent === ${JSON.stringify(covers)})`), "so does what is found");
  }
  if (known.bound) {
    await page.run(timed(`#indicators/${known.bound[0]}?all=1`));
    await page.run(settled);
    check(await page.run("[...document.querySelectorAll('tr.detail td.value')].some((cell) => /^[>≥≤≈]/.test(cell.textContent))"), `a bound of ${known.bound[1]} has its mark`);
  }
  check(await page.run(`!/0\\.3333|0\\.6666/.test(document.body.textContent.replace(document.getElementById("data").textContent, ""))`), "a part of a whole is a fraction");
}

/** What one report tells and another does not is told there in no other measure or span. */
async function dropped(page, { check, timed, settled }) {
  await page.run(timed("#overview?dropped=1"));
  await page.run(settled);
  const said = await page.run(`(() => {
    const { series, reports } = JSON.parse(document.getElementById("data").textContent).bodies[0];
    const link = [...document.querySelectorAll("#brief .brief-numbers a")].map((one) => one.getAttribute("href").match(/told=(\\d+)-(\\d+)/)).find((found) => found && Number(found[1]) < Number(found[2]));
    if (!link) return null;
    const [a, b] = [1, 2].map((at) => reports.findIndex((report) => report.year === Number(link[at])));
    const there = new Set(series.filter((row) => (row.role ?? "actual") === "actual" && row.figures.some((figure) => figure.report === b)).map((row) => row.name));
    return { href: link.input, names: [...document.querySelectorAll("#brief h3")].filter((one) => one.textContent.includes(reports[b].year) && /没有再找到/.test(one.textContent)).flatMap((one) => [...one.nextElementSibling.querySelectorAll(".name")].map((name) => name.firstChild.textContent)).filter((name) => there.has(name)), count: Number(document.querySelector("#brief .brief-numbers a[href*='" + link[0] + "'] b").textContent) };
  })()`);
  if (!said) return console.log("LEFT OUT: nothing is dropped between the years of these reports");
  check(said.names.length === 0, `what is not found again is told in no other measure: ${said.names}`);
  await page.run(timed(said.href));
  await page.run(settled);
  await page.run("dispatchEvent(new Event('beforeprint'))");
  check(await page.run("document.querySelectorAll('tr[data-series]').length") === said.count, "the table lists as many as the tile counts");
  check(await page.run("document.querySelector('.told-filter')?.textContent.includes('✕') === true"), "that only these are listed is said");
  await page.run("document.querySelector('.told-filter').click()");
  await page.run(settled);
  await page.run("dispatchEvent(new Event('beforeprint'))");
  check(await page.run("document.querySelector('.told-filter') === null ? document.querySelectorAll('tr[data-series]').length : 0") > said.count, "the filter is taken off by a click");
  await page.run(timed("#indicators?all=1&told=1801-1802"));
  await page.run(settled);
  check(await page.run("document.querySelector('.told-filter')?.textContent.includes('1801') === true"), "an address of reports that are not here is said to be one");
}

/** The first view, the table and the data have one ranking of what changed most. */
async function largest(page, { check, timed, settled }) {
  await page.run(timed("#overview?largest=1"));
  await page.run(settled);
  const first = await page.run("[...document.querySelectorAll('#largest-between .name')].map((one) => one.textContent)");
  if (first.length === 0) return console.log("LEFT OUT: nothing changed between the years of these reports: the ranking");
  const base = await page.run("document.querySelector('#year-base').value");
  await page.run("[...document.querySelectorAll('#brief a')].find((one) => one.getAttribute('href').includes('sort=change')).click()");
  await page.run(settled);
  const rows = await page.run("[...document.querySelectorAll('tr[data-series] .open-row')].map((one) => one.textContent)");
  check(JSON.stringify(rows.slice(0, first.length)) === JSON.stringify(first), `the table ranks as the first view does: ${rows.slice(0, 4)} for ${first.slice(0, 4)}`);
  check(await page.run("document.querySelector('#year-base').value") === base, "and the base is what it was");
  check(/\d{4} 年 → \d{4} 年/.test(await page.run("document.querySelector('#what-is-compared').textContent")), "and the table says which years");
}

/** A sentence that is clicked is chosen: the address leads to it, and copying says whether one is. */
async function chosen(page, { check, timed, settled }) {
  await page.run("window.taken = []; Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => { taken.push(text); } } }); 0");
  await page.run(timed("#text?chosen=1"));
  await page.run(settled);
  if (!await page.run("document.querySelector('.diff .chg') !== null")) return;
  await page.run("document.getElementById('copy-link').click()");
  await page.run(settled);
  check(/没有选中/.test(await page.run("document.getElementById('copy-link').textContent")), "copying says that no sentence is chosen");
  await page.run("document.querySelectorAll('.diff .chg [role=cell]:last-child')[2].click()");
  const hash = await page.run("location.hash");
  check(/\/c\d+~/.test(decodeURIComponent(hash)) && await page.run("document.querySelectorAll('.diff .here').length") === 1, "a click chooses a change");
  await page.run("document.getElementById('copy-link').click()");
  await page.run(settled);
  check(await page.run("taken.at(-1)") === await page.run("location.href"), "and its address is copied");
  const year = await page.run("JSON.parse(document.getElementById('data').textContent).bodies[0].reports.at(-1).year");
  await page.run(timed(`#text/${year}`));
  await page.run(settled);
  await page.run("document.querySelectorAll('.reading .sentence')[5].click()");
  const words = await page.run("document.querySelector('.reading .chosen').textContent");
  const own = await page.run("location.hash");
  check(/^#text\/\d{4}\/@/.test(decodeURIComponent(own)), "a click chooses a sentence of one report");
  await page.run(timed("#text?chosen=2"));
  await page.run(timed(own));
  await page.run(settled);
  check((await page.run("[...document.querySelectorAll('.reading .target')].map((one) => one.textContent).join('')")).length > 0 && words.includes(await page.run("document.querySelector('.reading .target').textContent")), "and its address leads there");
}

/** What a part is for is corrected where it stands, and what was said is in the file that the program reads. */
async function parts(page, { check, timed, settled, savedFile, runs }) {
  await page.run("localStorage.clear()");
  const year = await page.run("JSON.parse(document.getElementById('data').textContent).bodies[0].reports.at(-1).year");
  await page.run(timed(`#text/${year}?parts=1`));
  await page.run(settled);
  await page.run("document.querySelector('.reading h2 .correct, .reading h3 .correct').click()");
  check(await page.run("document.querySelector('dialog.reads').open && document.activeElement.closest('dialog') !== null"), "what a section is for can be corrected at its heading");
  await page.run("document.querySelector('dialog.reads button[type=submit]').click()");
  check(await page.run("document.querySelector('#part-preview').textContent.length > 0"), "nothing changed is said");
  await page.run("(() => { const box = document.getElementById('part-role'); box.value = box.value === 'plan' ? 'work' : 'plan'; document.querySelector('dialog.reads button[type=submit]').click(); })()");
  await page.run("document.querySelectorAll('.reading p[data-start] .sentence')[8].click()");
  await page.run("document.getElementById('correct-paragraph').click(); document.getElementById('part-role').value = 'outlook'; document.querySelector('dialog.reads button[type=submit]').click()");
  await page.run(timed("#review?parts=1"));
  await page.run(settled);
  const file = await savedFile(page);
  check(/^\[\[part\]\]\nreport = \d{4}\ntitle = ".+"\nrole = "(plan|work)"\n[^]*\[\[part\]\]\nreport = \d{4}\nquote = ".+"\nrole = "outlook"\n/.test(file), `what parts are for is in the file: ${file}`);
  runs(file);
  await page.key("u");
  await page.key("u");
  await page.run("localStorage.clear()");
}

/** An opened series is printed by itself, on few pages. */
async function printed(page, { check, timed, settled }) {
  const id = await page.run("JSON.parse(document.getElementById('data').textContent).bodies[0].series.find((one) => one.reports > 2)?.id");
  if (!id) return console.log("LEFT OUT: no series of these reports has three years: printing");
  await page.run(timed(`#indicators/${id}?print=1`));
  await page.run(settled);
  const { data } = await page.call("Page.printToPDF", { preferCSSPageSize: true });
  const pages = Buffer.from(data, "base64").toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  check(pages > 0 && pages <= 4, `an opened series takes ${pages} pages`);
  await page.call("Emulation.setEmulatedMedia", { media: "print" });
  check(await page.run("[...document.querySelectorAll('tr[data-series]')].filter((one) => one.checkVisibility()).length") === 1, "and no other is printed");
  await page.call("Emulation.setEmulatedMedia", { media: "" });
}

/** All of them. */
export async function ways(page, how) {
  for (const way of [told, dropped, largest, chosen, parts, printed]) await way(page, how);
}
