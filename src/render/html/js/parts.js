// Correcting what a part of a report is for: a section where it stands or from the alarm about it, or one paragraph. Its
// figures are results in one part and targets in another.

/** What a part can be for, in words, as the data has them. */
const roleWords = (name) => said(data.roles.find(([role]) => role === name)?.[1] ?? { zh: name });

/** A section's role, and the way to correct it. */
function partButton(report, section) {
  const name = said(section.title);
  return h("button", { type: "button", class: "quiet correct", "aria-haspopup": "dialog", title: t("更正这一部分的性质", "correct what this part is"),
    "aria-label": t(`更正这一部分的性质：${name}，现读作${roleWords(section.role)}`, `Correct what this part is: ${name}, read as ${roleWords(section.role)}`),
    on: { click: () => correctPart(report, section) } }, roleWords(section.role));
}

/** What a paragraph is for, and the way to correct that. */
function paragraphPart(report, place) {
  const role = sectionOf(report, place[0])?.role ?? "preamble";
  return [t(`这一段：${roleWords(role)} `, `This paragraph: ${roleWords(role)} `),
    h("button", { type: "button", class: "quiet", id: "correct-paragraph", "aria-haspopup": "dialog", on: { click: () => correctPart(report, null, place) } }, t("更正这一段", "Correct it"))];
}

/** The address of a part as the file has it: by its title, by how it begins, or by words that only this paragraph has. */
function partAddress(report, section, place) {
  const own = { report: report.year, ...(data.bodies.length > 1 ? { body: current.body.name } : {}) };
  if (!section) return { ...own, quote: onlyHere(report, cut(report, ...place)) };
  if (!section.named) return { ...own, title: cut(report, section.place[2], Math.min(section.place[1], section.place[2] + 24)) };
  const twice = report.sections.filter((one) => one.named === section.named).length > 1;
  const above = report.sections[section.parent]?.named;
  return { ...own, title: section.named, ...(twice && above ? { under: above } : {}) };
}

/** The first words of a paragraph that the report says nowhere else. */
function onlyHere(report, words) {
  const text = report.text.replace(/\s/g, "");
  const plain = words.replace(/\s/g, "");
  for (let size = 10; size < plain.length; size += 5) if (count(text, plain.slice(0, size)) === 1) return plain.slice(0, size);
  return plain;
}

/** Asks what a section, or a paragraph at a place, is for. */
function correctPart(report, section, place = [section.place[0], section.place[1]]) {
  const now = (section ?? sectionOf(report, place[0]))?.role ?? "preamble";
  const choose = h("select", { id: "part-role" }, data.roles.map(([role, words]) => h("option", { value: role }, `${said(words)}${role === now ? t("（现在）", " (now)") : ""}`)));
  choose.value = now;
  const told = h("div", { id: "part-preview", class: "preview", role: "status", "aria-live": "polite" });
  const decided = () => {
    if (choose.value !== now) return { verdict: "part", part: partAddress(report, section, place), role: choose.value, note: section ? said(section.title) : "" };
    told.replaceChildren(h("p", { class: "note" }, t("没有改动。", "Nothing is changed.")));
    return null;
  };
  const box = h("dialog", { "aria-labelledby": "part-title", class: "reads" },
    h("h2", { id: "part-title" }, section ? t("更正这一部分的性质", "Correct what this part is") : t("更正这一段的性质", "Correct what this paragraph is")),
    h("p", { lang: "zh-CN" }, h("small", {}, `${report.year} ${section ? said(section.title) : ""} `), h("span", { class: "quote" }, `${cut(report, section ? section.place[2] : place[0], Math.min(place[1], (section ? section.place[2] : place[0]) + 90))}……`)),
    h("p", { class: "note" }, t("“工作情况”里的数字读作完成数，“下一步打算”里的读作目标数。", "Figures of “work” are read as results, those of a “plan” as targets.")),
    h("form", { method: "dialog" }, h("label", { for: "part-role" }, t("它是", "It is"), " ", choose), told,
      h("p", { class: "answers" }, isServed ? h("button", { type: "button", id: "part-try", on: { click: () => { const decision = decided(); if (decision) previewed(decision, told); } } }, t("先看结果", "Preview")) : null,
        h("button", { type: "submit" }, t("保存", "Save")), h("button", { type: "button", on: { click: () => box.close() } }, t("取消", "Cancel")))));
  openDialog(box, decided, (decision) => keepPart(report, place, decision));
}

/** Keeps a decision about a part: in the file where the page is served, else in this browser. */
function keepPart(report, [start, end], { part, role, note }) {
  const key = `${report.name}@${start}-${end}`;
  if (isServed) {
    saveDecision(key, { verdict: "part", part, role, note });
    return;
  }
  save([...decisions().filter((one) => keyOfDecision(one) !== key), { decision: "part", name: note, a: { report: report.name, start, end }, part, role }]);
  announce(t("已记下，可在“复核”中下载；下次运行生效", "Noted; download it under Review, and the next run holds to it"));
}

/** The alarm about a part leads to its correction. */
document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".correct-part");
  if (!button) return;
  const report = current.body.reports.find((one) => one.name === button.dataset.report);
  const section = report?.sections.filter((one) => one.place[0] === Number(button.dataset.start)).at(-1);
  if (section) correctPart(report, section);
});
