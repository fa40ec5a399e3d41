#!/usr/bin/env python3
"""How many slips of the pen the checks see.
  inject.py BIN FOLDER… [--count 100] [--seed 1]

Reads the reports of each folder (one body each) as text, takes the relations between figures that hold, changes one digit of one of
their figures at random, and checks again. Prints how many were caught (a check that fails or needs a look and was not there before, on the
changed line), by kind, and how many new findings stood elsewhere. What the checks never look at is not counted: this measures how
well a relation is kept once it is seen, not how many are seen.
"""
import argparse, collections, json, pathlib, random, subprocess, tempfile


def run(tool, *args):
    return subprocess.run([tool, *args], capture_output=True, check=False).stdout.decode("utf-8")


def findings(tool, folder):
    return json.loads(run(tool, "check", "--all", "--format", "json", str(folder)) or '{"checks":[]}')["checks"]


def open_ones(checks):
    return {(c["report"], c["line"], c["kind"], c["quote"], c["verdict"]) for c in checks if c["verdict"] != "holds"}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("tool")
    ap.add_argument("folders", nargs="+")
    ap.add_argument("--count", type=int, default=100)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    rng = random.Random(args.seed)
    targets = []
    with tempfile.TemporaryDirectory() as base:
        for at, given in enumerate(args.folders):
            folder = pathlib.Path(base) / str(at)
            folder.mkdir()
            for file in sorted(pathlib.Path(given).iterdir()):
                text = run(args.tool, "inspect", str(file), "--text") if file.is_file() else ""
                if text:
                    (folder / (file.stem + ".txt")).write_text(text, encoding="utf-8", newline="")
            checks = findings(args.tool, folder)
            before = open_ones(checks)
            targets += [(folder, before, c) for c in checks if c["verdict"] == "holds"]
        rng.shuffle(targets)
        made, caught, elsewhere = collections.Counter(), collections.Counter(), 0
        for folder, before, check in targets[: args.count]:
            file = folder / check["report"]
            text = file.read_bytes().decode("utf-8")
            digits = [i for i in range(check["start"], check["end"]) if text[i].isascii() and text[i].isdigit()]
            if not digits:
                continue
            at = rng.choice(digits)
            other = rng.choice([d for d in "123456789" if d != text[at]])
            file.write_bytes((text[:at] + other + text[at + 1 :]).encode("utf-8"))
            new = open_ones(findings(args.tool, folder)) - before
            file.write_bytes(text.encode("utf-8"))
            here = [one for one in new if one[0] == check["report"] and one[1] == check["line"]]
            made[check["kind"]] += 1
            caught[check["kind"]] += bool(here)
            elsewhere += len(new) - len(here)
            if not here:
                print("not caught:", check["report"], check["kind"], check["quote"], "->", text[check["start"] : at] + other + text[at + 1 : check["end"]], check["message"]["en"])
    for kind in sorted(made):
        print(f"{kind}: {caught[kind]} of {made[kind]} caught")
    print(f"all: {sum(caught.values())} of {sum(made.values())} caught, {elsewhere} new findings on other lines")


main()
