#!/usr/bin/env python3
"""Fits what two sentences must share to be a pair: the odds in src/align/sentences/judge.rs.
  judge.py BIN REPORTS CORPUS LABELS.sentences.json…

REPORTS is this project's folder of reports, CORPUS one of real ones (state-council/YEAR.txt, provincial/BODY/2025.docx). A label
file's name says which two reports it is of: 2016-2017, state-council-2015-2016, zhejiang-2025-2026. Needs numpy.

Two logistic regressions, one after the other: what two sentences say by themselves, then how far they lead their rivals. Each
pair of reports is held out in turn (the first line that is printed), then all are fitted (the weights, in natural log odds; judge.rs
has thousandths). What stands around two sentences is taken from the pairs that BIN finds, so a refit moves with the program.
"""
import argparse, json, math, pathlib, re, subprocess, tomllib
from collections import Counter, defaultdict

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMES = ["shared", "contained", "near", "opposed", "both open", "one opens", "neighbours", "paragraphs", "shorter", "longer by",
         "matter shared", "matter contained", "rarest"]
SECOND = ["around", "lesser lead", "greater lead", "shared", "contained", "likest clauses", "both open", "opposed", "elsewhere", "shorter", "longer by"]
LETTER = re.compile("[\u4e00-\u9fffA-Za-z]")
AHEAD, AROUND = {"plan", "outlook"}, {"closing", "annex"}
# Sentences that score less than this are no rivals, and a lead counts no more than that.
RIVAL, LEAD = -4.0, 6.0
# A sentence with more partners than this was labelled as a list of its topic.
PARTNERS = 8


def run(tool, *args):
    return subprocess.run([tool, *map(str, args)], capture_output=True, check=False).stdout.decode("utf-8")


def files(name, reports, corpus):
    """The two reports that a label file is of."""
    *body, a, b = name.split("-")
    if not body:
        return [next(reports.glob(f"{year}.*")) for year in (a, b)]
    body = "-".join(body)
    if body == "state-council":
        return [corpus / body / f"{year}.txt" for year in (a, b)]
    return [corpus / "provincial" / body / "2025.docx", corpus / "provincial" / body / "2026.txt"]


def levels():
    """How rare a pair of characters is in the language of reports, 0 to 9 (src/config/bigrams.txt)."""
    found = {}
    for line in (ROOT / "src/config/bigrams.txt").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            letters = re.sub("[^\u4e00-\u9fff]", "", line[1:])
            found.update((letters[i : i + 2], int(line[0])) for i in range(0, len(letters) - 1, 2))
    return found


def frames():
    """Words that frame a sentence and name no matter, the longest first, by their first character."""
    wording = tomllib.loads((ROOT / "src/config/wording.toml").read_text(encoding="utf-8"))
    words = {w for key in ("govern", "manner", "open", "hollow") for w in wording[key] if len(w) > 1} - set(wording["nominal"])
    by_first = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        by_first[word[0]].append(word)
    return by_first


def sentences(text):
    """Spans of sentences: to 。！？, a line's end, or ； outside brackets behind twelve characters."""
    out, start, depth, at = [], 0, 0, 0
    while at < len(text):
        c = text[at]
        at += 1
        depth = max(0, depth + (c in "(（《“「『[【〔") - (c in ")）》”」』]】〕"))
        cut = c in "\n\r" or c in "；;" and depth == 0 and at - start >= 12 and not re.search("[。！？；;\n]", text[at : at + 12])
        if c in "。！？!?":
            cut = True
            while at < len(text) and text[at] in "。！？!?”’)）》』」":
                at += 1
        if cut:
            piece = text[start:at]
            left = start + len(piece) - len(piece.lstrip())
            if piece.strip():
                out.append((left, left + len(piece.strip())))
            start, depth = at, 0
    return out


def pairs_of(text, covered=None):
    """Pairs of letters that stand side by side, but for covered ones."""
    free = lambda i: covered is None or not covered[i] and not covered[i + 1]
    return {text[i : i + 2] for i in range(len(text) - 1) if LETTER.match(text[i]) and LETTER.match(text[i + 1]) and free(i)}


def framed(text, frames):
    covered = [False] * len(text)
    mark = re.match(r"^([（(]?[一二三四五六七八九十\d]{1,3}[)）、.是要]|[—-]+)", text)
    at = mark.end() if mark else 0
    covered[:at] = [True] * at
    while at < len(text):
        word = next((w for w in frames.get(text[at], ()) if text.startswith(w, at)), None)
        if word:
            covered[at : at + len(word)] = [True] * len(word)
        at += len(word) if word else 1
    return covered


def clauses_of(text):
    """What stands between commas and the like; what has few letters goes with the next one."""
    out = [""]
    for piece in re.findall("[^,，;；:：]+[,，;；:：]*", text):
        if len(LETTER.findall(out[-1])) < 5:
            out[-1] += piece
        else:
            out.append(piece)
    return out


class Side:
    """A report's sentences with what they are made of."""

    def __init__(self, tool, file, frames):
        self.text = run(tool, "inspect", file, "--text")
        self.sections = json.loads(run(tool, "inspect", file, "--json"))["sections"]
        self.spans = sentences(self.text)
        told = [self.text[s:e] for s, e in self.spans]
        self.words = [pairs_of(one) for one in told]
        self.matter = [pairs_of(one, framed(one, frames)) for one in told]
        self.clauses = [[pairs_of(clause) for clause in clauses_of(one)] for one in told]
        self.section = [self.innermost(s) for s, _ in self.spans]
        self.paragraph = [self.text.count("\n", 0, s) for s, _ in self.spans]
        self.opens = [i == 0 or self.paragraph[i] != self.paragraph[i - 1] for i in range(len(self.spans))]

    def innermost(self, at):
        over = [s for s in self.sections if s["start"] <= at < s["end"]]
        return max(over, key=lambda s: s["level"]) if over else None

    def at(self, span):
        """The sentences that a span is, or is most of."""
        shared = lambda s: max(0, min(s[1], span[1]) - max(s[0], span[0]))
        least = lambda s: min(s[1] - s[0], span[1] - span[0])
        return [i for i, s in enumerate(self.spans) if 2 * shared(s) >= least(s) and shared(s) > 3]


class Labelled:
    """Two reports with their labels: evidence, and whether it is of a pair, for all sentences in the labelled stretches."""

    def __init__(self, tool, label, reports, corpus, levels, frames):
        name = label.name.removesuffix(".sentences.json")
        gold = json.loads(label.read_text(encoding="utf-8"))
        paths = files(name, reports, corpus)
        self.a, self.b = (Side(tool, path, frames) for path in paths)
        diff = json.loads(run(tool, "diff", *paths, "--json"))
        self.weigh(levels)
        self.near = self.partners_of_sections(diff)
        self.partner = {}
        for change in diff["changes"]:
            if change.get("a") and change.get("b"):
                ends = self.b.at(change["b"])
                for i in self.a.at(change["a"]):
                    if ends:
                        self.partner.setdefault(i, ends[0])
        self.together = Counter((self.a.paragraph[i], self.b.paragraph[j]) for i, j in self.partner.items())
        wanted = {}
        for pair in gold["pairs"]:
            for i in self.a.at(pair["a"]):
                for j in self.b.at(pair["b"]):
                    wanted[i, j] = None if pair.get("doubtful") else 1
        degree = Counter(("a", i) for i, _ in wanted) + Counter(("b", j) for _, j in wanted)
        inside = lambda side, ranges: [i for i, (s, e) in enumerate(side.spans) if e - s >= 6 and any(x <= s < y for x, y in ranges)]
        self.keys, first, truth = [], [], []
        for i in inside(self.a, gold["range_a"]):
            for j in inside(self.b, gold["range_b"]):
                is_pair = wanted.get((i, j), 0)
                listed = is_pair and max(degree["a", i], degree["b", j]) > PARTNERS
                shared = self.weight(self.a.words[i] & self.b.words[j])
                if is_pair is not None and not listed and (is_pair or shared >= 0.2):
                    self.keys.append((i, j))
                    first.append(self.evidence(i, j, shared) + [1.0])
                    truth.append(float(is_pair))
        self.first, self.truth = np.array(first), np.array(truth)

    def weigh(self, levels):
        count = Counter(w for side in (self.a, self.b) for words in side.words for w in words)
        total = len(self.a.spans) + len(self.b.spans)
        full = max(1.0, math.log2(total / 2))
        self.weights = {w: 0.1 * (levels.get(w, 9) + 1) * max(0.0, math.log2(total / n)) / full for w, n in count.items()}

    def weight(self, words):
        return sum(self.weights[w] for w in words)

    def partners_of_sections(self, diff):
        near = set()
        for pair in diff["sections"]:
            if pair["a"] and pair["b"]:
                x, y = pair["a"]["id"], pair["b"]["id"]
                near.add((x, y))
                near |= {(s["id"], y) for s in self.a.sections if s["parent"] == x}
                near |= {(x, s["id"]) for s in self.b.sections if s["parent"] == y}
        return near

    def kinship(self, i, j):
        x, y = self.a.section[i], self.b.section[j]
        if x is None or y is None:
            return "near" if x is y else ""
        if (x["id"], y["id"]) in self.near:
            return "near"
        roles = {x["role"], y["role"]}
        return "opposed" if len(roles & AHEAD) == 1 and len(roles) == 2 and not roles & AROUND else ""

    def evidence(self, i, j, shared):
        a, b = self.a, self.b
        matter = a.matter[i] & b.matter[j]
        lighter = lambda sets: min(self.weight(sets[0]), self.weight(sets[1]))
        opens, kin = (a.opens[i], b.opens[j]), self.kinship(i, j)
        around = 0.0
        for way in (-1, 1):
            for step in range(1, 6):
                if i + way * step in self.partner:
                    off = abs(self.partner[i + way * step] - way * step - j)
                    around += (5 - min(5, off)) / 5 * (9 - step) / 8
                    break
        together = self.together[a.paragraph[i], b.paragraph[j]] - (self.partner.get(i) == j)
        lengths = sorted((a.spans[i][1] - a.spans[i][0], b.spans[j][1] - b.spans[j][0]))
        told = self.weight(matter)
        return [
            math.log2(shared + 0.1), shared / max(0.1, lighter((a.words[i], b.words[j]))), kin == "near", kin == "opposed",
            all(opens), opens[0] != opens[1], around, min(3, max(0, together)), math.log2(lengths[0]), math.log2(lengths[1] / lengths[0]),
            math.log2(told + 0.1), told / max(0.5, lighter((a.matter[i], b.matter[j]))), max((self.weights[w] for w in matter), default=0.0),
        ]

    def likest(self, i, j):
        """What the two likest clauses share, by how much of them it is."""
        best = 0.0
        for x in self.a.clauses[i]:
            for y in self.b.clauses[j]:
                both = self.weight(x & y)
                best = max(best, 2 * both * both / max(0.001, self.weight(x) + self.weight(y)))
        return best

    def second(self, odds):
        """How far each leads the best other that either sentence has, and how alike the likest clauses are."""
        best = {"a": defaultdict(list), "b": defaultdict(list)}
        for (i, j), value in zip(self.keys, odds):
            if value >= RIVAL:
                best["a"][i].append((value, j))
                best["b"][j].append((value, i))
        rival = lambda found, own: max((x for x in found if x[1] != own), default=(RIVAL, None))
        taken = set(self.partner.values())
        at = {name: NAMES.index(name) for name in NAMES}
        out = []
        for (i, j), value, first in zip(self.keys, odds, self.first):
            leads = [max(-LEAD, min(LEAD, value - other[0])) for other in (rival(best["a"][i], j), rival(best["b"][j], i))]
            elsewhere = 0 if self.partner.get(i) == j else (i in self.partner) + (j in taken)
            # What stands around two sentences, as align/sentences/evidence.rs weighs it.
            around = 0.9 * first[at["neighbours"]] + 0.45 * first[at["paragraphs"]]
            told = [first[at[name]] for name in ("shared", "contained", "both open", "opposed", "shorter", "longer by")]
            out.append((around, min(leads), max(leads), *told[:2], math.log2(self.likest(i, j) + 0.1), *told[2:4], elsewhere, *told[4:], 1.0))
        return np.array(out)


def train(evidence, truth, held=1.0):
    """A logistic regression held near nothing (Newton's steps); the last weight, the start, is free of that."""
    weights = np.zeros(evidence.shape[1])
    free = np.r_[np.ones(len(weights) - 1), 0]
    for _ in range(60):
        likely = 1 / (1 + np.exp(-evidence @ weights))
        slope = evidence.T @ (likely - truth) + held * free * weights
        bend = (evidence * (likely * (1 - likely))[:, None]).T @ evidence + held * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def fit(sets):
    """The weights of both regressions."""
    truth = np.concatenate([one.truth for one in sets])
    first = train(np.vstack([one.first for one in sets]), truth)
    return first, train(np.vstack([one.second(one.first @ first) for one in sets]), truth)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("tool")
    ap.add_argument("reports", type=pathlib.Path)
    ap.add_argument("corpus", type=pathlib.Path)
    ap.add_argument("labels", type=pathlib.Path, nargs="+")
    args = ap.parse_args()
    known, frame = levels(), frames()
    sets = [Labelled(args.tool, label, args.reports, args.corpus, known, frame) for label in args.labels]
    told = []
    for out in sets if len(sets) > 1 else []:
        first, second = fit([one for one in sets if one is not out])
        told += zip(out.second(out.first @ first) @ second, out.truth)
    called, pairs = [truth for odds, truth in told if odds > 0], sum(truth for _, truth in told)
    if called:
        right = sum(called)
        print(f"held out: {int(pairs)} pairs among {len(told)}; {len(called)} called one, {right / len(called):.3f} of them right, {right / pairs:.3f} found")
    first, second = fit(sets)
    for names, weights in ((NAMES, first), (SECOND, second)):
        print(", ".join(f"{name} {weight:.3f}" for name, weight in zip([*names, "start"], weights)))


if __name__ == "__main__":
    main()
