#!/usr/bin/env python3
"""Runs nianlun beside other tools on the same work, in turns, and prints medians, ratios and peak memory.

  compare.py NIANLUN [--runs 11] [TEXT TEXT …]

Without texts the seven reports of reports/ are taken, as `nianlun inspect --text` gives them. Three jobs:

  two reports     what changed in the words: git word-diff, difflib (sentences, then characters of those alike), `nianlun diff`
  one report      its words and figures: jieba cuts words, Recognizers-Text finds numbers with units, `nianlun inspect`
  all reports     git word-diff of every two neighbours, `nianlun check` (figures and links), `nianlun compare` (everything)

Each round runs every tool once, each round in another order, so that a busy moment hits all alike. Ratios are medians of the
rounds' own ratios to the first tool of the job. Needs git; jieba and recognizers-text-suite are used where they are installed.
"""
import argparse
import importlib.util
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic

REPORTS = Path(__file__).resolve().parents[2] / "reports"


def by_difflib(a, b):
    """Sentences aligned, and characters of sentences that replaced each other."""
    import difflib
    cut = lambda path: [one for one in re.split("(?<=[。；！？\n])", Path(path).read_text(encoding="utf-8")) if one.strip()]
    before, after = cut(a), cut(b)
    edits = 0
    for op, i, j, k, l in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "replace":
            for old in before[i:j]:
                near = max(after[k:l], key=lambda new: difflib.SequenceMatcher(None, old, new).quick_ratio())
                edits += len(difflib.SequenceMatcher(None, old, near, autojunk=False).get_opcodes())
        edits += op != "equal"
    print(edits)


def by_jieba(path):
    import logging
    import jieba
    jieba.setLogLevel(logging.ERROR)
    print(sum(1 for _ in jieba.cut(Path(path).read_text(encoding="utf-8"))))


def by_recognizers(path):
    from recognizers_number_with_unit import Culture, NumberWithUnitRecognizer
    from recognizers_number import recognize_number
    text = Path(path).read_text(encoding="utf-8")
    models = NumberWithUnitRecognizer(Culture.Chinese)
    found = [model.parse(text) for model in (models.get_dimension_model(), models.get_currency_model())]
    print(len(recognize_number(text, Culture.Chinese)) + sum(map(len, found)))


OWN = {"difflib": by_difflib, "jieba": by_jieba, "recognizers": by_recognizers}


def jobs(nianlun, texts):
    own = lambda name, *paths: [sys.executable, __file__, "do", name, *map(str, paths)]
    git = lambda a, b: ["git", "--no-pager", "diff", "--no-index", "--word-diff=porcelain", "--word-diff-regex=.", str(a), str(b)]
    a, b = texts[-2:]
    every = [git(*two) for two in zip(texts, texts[1:])]
    folder = texts[0].parent
    yield "two reports", [
        ("git diff --word-diff", [git(a, b)]),
        ("difflib", [own("difflib", a, b)]),
        ("nianlun diff --json", [[nianlun, "diff", str(a), str(b), "--json"]]),
    ]
    one = [("nianlun inspect --json", [[nianlun, "inspect", str(b), "--json"]])]
    for module, name in [("jieba", "jieba"), ("recognizers_number_with_unit", "recognizers")]:
        if importlib.util.find_spec(module):
            one.append((name, [own(name, b)]))
        else:
            print(f"LEFT OUT: {module} is not installed", file=sys.stderr)
    yield "one report", one
    out = str(folder / "out")
    yield f"all {len(texts)} reports", [
        ("git diff --word-diff", every),
        ("nianlun check", [[nianlun, "check", str(folder)]]),
        ("nianlun compare", [[nianlun, "compare", str(folder), "--out", out]]),
    ]


def run(commands):
    """Seconds on the clock, seconds of work, and the largest process in MB, of commands one after the other."""
    start, work, memory = monotonic(), 0.0, 0.0
    for command in commands:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1) or b"Traceback" in said:
            raise RuntimeError(said.decode(errors="replace").strip().splitlines()[-1])
        work += used.ru_utime + used.ru_stime
        memory = max(memory, used.ru_maxrss / 1024)
    return monotonic() - start, work, memory


def measure(name, tools, runs):
    found = {tool: [] for tool, _ in tools}
    for round in range(runs + 1):
        turn = round % len(tools)
        for tool, commands in tools[turn:] + tools[:turn]:
            try:
                taken = run(commands)
            except (RuntimeError, FileNotFoundError) as error:
                print(f"LEFT OUT: {tool}: {error}", file=sys.stderr)
                tools = [other for other in tools if other[0] != tool]
                found.pop(tool)
                continue
            # The first round warms what there is to warm.
            if round:
                found[tool].append(taken)
    first = next(iter(found.values()))
    for tool, taken in found.items():
        wall, work, memory = (statistics.median(one[at] for one in taken) for at in range(3))
        ratio = statistics.median(one[1] / other[1] for one, other in zip(taken, first))
        print(f"{name:15} {tool:24} {wall * 1000:9.0f} {work * 1000:9.0f} {ratio:9.2f} {memory:8.0f}", flush=True)


def main():
    if sys.argv[1:2] == ["do"]:
        OWN[sys.argv[2]](*sys.argv[3:])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nianlun")
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=11)
    args = parser.parse_intermixed_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        texts = []
        for path in args.texts or sorted(REPORTS.iterdir()):
            text = subprocess.run([args.nianlun, "inspect", path, "--text"], capture_output=True).stdout
            texts.append(folder / f"{path.stem}.txt")
            texts[-1].write_bytes(text)
        print(f"{'job':15} {'tool':24} {'wall ms':>9} {'cpu ms':>9} {'cpu ratio':>9} {'peak MB':>8}")
        for name, tools in jobs(args.nianlun, texts):
            measure(name, tools, args.runs)


main()
