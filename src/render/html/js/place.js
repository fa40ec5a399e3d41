// Addresses that last: beside its number, a place is addressed by its words, so that it is found again when another run
// gives it another number.

/** The letters, digits and Han characters of a text: what an address keeps of it. */
const plainWords = (text) => text.replace(/[^\p{L}\p{N}%]/gu, "");
const WORDS = 12;

/** A mark in two: what it counts, and its words. */
function markParts(mark) {
  const at = mark.indexOf("~");
  return at < 0 ? [mark, ""] : [mark.slice(0, at), mark.slice(at + 1)];
}

/** The words of a change: how its later text begins, or the earlier where there is none. */
function wordsOfChange(pair, change) {
  const { reports } = current.body;
  const [, a0, a1, b0, b1] = change;
  const text = b0 >= 0 ? cut(reports[pair.b], b0, Math.min(b1, b0 + 3 * WORDS)) : cut(reports[pair.a], a0, Math.min(a1, a0 + 3 * WORDS));
  return Array.from(plainWords(text)).slice(0, WORDS).join("");
}

/** A change as a part of an address. */
const changeMark = (pair, index) => `c${index}~${wordsOfChange(pair, changesOf(pair)[index])}`;

/** How many pairs of neighbouring characters two words share. */
function shared(one, two) {
  const all = Array.from(one);
  return all.slice(1).filter((last, at) => two.includes(all[at] + last)).length;
}

/** The change that a mark means: [its place, whether it is the one]. */
function changeAt(pair, mark) {
  const [number, words] = markParts(mark);
  const index = Number(number.slice(1));
  const all = changesOf(pair);
  if (words === "" || (all[index] && wordsOfChange(pair, all[index]) === words)) return [index, true];
  let [best, most, gap] = [-1, 0, Infinity];
  all.forEach((change, at) => {
    const score = shared(words, wordsOfChange(pair, change));
    const far = Math.abs(at - index);
    if (score > most || (score === most && far < gap && score > 0)) [best, most, gap] = [at, score, far];
  });
  if (most >= Math.max(1, Array.from(words).length - 1)) return [best, true];
  return [most * 2 >= words.length ? best : Math.min(index, all.length - 1), false];
}

/** A place of a report as a part of an address, with the words that lead up to it, a dot, and those that stand there. */
function placeMark(report, [start, end]) {
  const words = [raw(report, Math.max(0, start - 8), start), raw(report, start, Math.max(end, start + 6))];
  return `@${start}-${end}~${words.map(plainWords).join(".")}`;
}

/** The place that a mark means: [start, end, whether its words stand there]. */
function placeAt(report, mark) {
  const [numbers, words] = markParts(mark);
  const [start, end = start] = numbers.slice(1).split("-").map(Number);
  if (words === "" || markParts(placeMark(report, [start, end]))[1] === words) return [start, end, true];
  const { text, places } = matchText(report);
  // The same without marks of punctuation, with where each character stands in the text for matching.
  const kept = [];
  for (let at = 0; at < text.length; at += 1) if (/[\p{L}\p{N}%]/u.test(text[at])) kept.push(at);
  const plain = kept.map((at) => text[at]).join("");
  const [before] = words.split(".");
  const wanted = Array.from(words.replace(".", ""), matchForm).join("");
  let best = -1;
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
    if (best < 0 || Math.abs(places[kept[at]] - start) < Math.abs(places[kept[best]] - start)) best = at;
  }
  if (best < 0) return [Math.min(start, places.at(-1) ?? 0), Math.min(end, places.at(-1) ?? 0), false];
  const first = places[kept[Math.min(best + before.length, kept.length - 1)]];
  return [first, first + (end - start), true];
}

/** Says that an address did not find its words. */
const lostPlace = () => h("p", { class: "lost", role: "status" }, t("这个链接来自另一次运行，原来的文字已经不在；这里是最接近的一处。", "This link is from another run, and its words are gone; this is the nearest place."));
