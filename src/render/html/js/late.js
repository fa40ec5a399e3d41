// Rows of two texts are drawn when they come near the window: there are thousands, and a reader sees a dozen.

/** Rows that are drawn when they come near the window, or when there is time: how each is filled. */
const undrawn = new Map();
const near = new IntersectionObserver((seen) => seen.forEach((one) => { if (one.isIntersecting) drawRow(one.target); }), { rootMargin: "400px 0px" });
const whenIdle = window.requestIdleCallback ?? ((act) => setTimeout(() => act({ timeRemaining: () => 8 }), 30));

/** A row that is filled later; `chars` is how much text its longer side has. */
function lateRow({ tabindex, ...properties }, chars, fillIn) {
  const row = h("div", properties);
  const lineChars = lines.one ? 52 : 27;
  row.style.containIntrinsicBlockSize = `auto ${(1.9 * Math.ceil((chars + 1) / lineChars) + 0.3).toFixed(1)}rem`;
  // What is no row yet has no part in the table, for those who listen to it.
  undrawn.set(row, () => {
    row.setAttribute("role", "row");
    if (tabindex) row.setAttribute("tabindex", tabindex);
    append(row, [fillIn()]);
  });
  return row;
}

function drawRow(row) {
  const fillIn = undrawn.get(row);
  if (!fillIn) return;
  undrawn.delete(row);
  near.unobserve(row);
  fillIn();
  if (lines.query) found.mark(row, lines.query);
}

/** Marks what was searched for, across the pieces that a sentence is drawn in. */
const found = {
  all: window.Highlight && CSS.highlights ? new Highlight() : null,
  clear() {
    this.all?.clear();
    if (this.all) CSS.highlights.set("found", this.all);
  },
  mark(row, words) {
    if (!this.all) return;
    for (const cell of row.querySelectorAll('[role="cell"]')) {
      const nodes = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      const places = [];
      let text = "";
      while (nodes.nextNode()) {
        places.push([text.length, nodes.currentNode]);
        text += nodes.currentNode.data;
      }
      const placeOf = (at) => places.findLast(([start]) => start <= at);
      for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
        const range = new Range();
        const [[from, first], [to, last]] = [placeOf(at), placeOf(at + words.length - 1)];
        range.setStart(first, at - from);
        range.setEnd(last, at + words.length - to);
        this.all.add(range);
      }
    }
  },
};

/** All that waits, a little at a time: searching the page with the browser's own means finds it then. */
function drawInTime(pair) {
  whenIdle((deadline) => {
    if (lines.pair !== pair) return;
    for (const row of undrawn.keys()) {
      if (deadline.timeRemaining() < 3) break;
      drawRow(row);
    }
    if (undrawn.size > 0) drawInTime(pair);
  });
}
addEventListener("beforeprint", () => {
  lines.complete();
  [...undrawn.keys()].forEach(drawRow);
});

/** Brings a row into view, with what is around it drawn, and gives it the focus. */
function goTo(row, block) {
  let [before, after] = [row, row];
  for (let count = 0; count < 14 && (before || after); count += 1) {
    for (const one of [before, after]) if (one) drawRow(one);
    [before, after] = [before?.previousElementSibling, after?.nextElementSibling];
  }
  row.scrollIntoView({ block });
  row.focus({ preventScroll: true });
}
