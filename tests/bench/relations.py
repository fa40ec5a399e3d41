#!/usr/bin/env python3
"""Which sorts of relations between figures the checks see, and whether they see a slip of the pen in them.
  relations.py BIN [--only SORT]

Each line of relations.txt has a sentence that is right and the same with one figure wrong. Each is put into a short report and
checked by itself. Seen: something holds in the right one. Caught: something fails or needs a look in the wrong one. False: something
does in the right one, which should be none.
"""
import argparse, collections, json, pathlib, subprocess, tempfile

REPORT = "白水区2023年工作情况报告\n一、主要工作\n（一）基本情况\n　　{}\n二、存在问题\n　　力量薄弱。\n三、下一步打算\n　　继续努力。\n"


def verdicts(tool, told):
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "2023.txt").write_text(REPORT.format(told), encoding="utf-8")
        run = subprocess.run([tool, "check", "--all", "--format", "json", folder], capture_output=True, check=False)
        checks = json.loads(run.stdout.decode("utf-8") or '{"checks":[]}')["checks"]
    return [one["verdict"] for one in checks if one["kind"] != "damage"]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("tool")
    ap.add_argument("--only", default="")
    args = ap.parse_args()
    lines = pathlib.Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    count = collections.defaultdict(collections.Counter)
    for line in lines:
        if not line or line[0] == "#" or not line.startswith(args.only):
            continue
        sort, right, wrong = line.split("|")
        good, bad = verdicts(args.tool, right), verdicts(args.tool, wrong)
        seen, false = "holds" in good, any(one != "holds" for one in good)
        caught = any(one != "holds" for one in bad)
        for key in (sort, "all"):
            count[key].update(lines=1, seen=int(seen), caught=int(caught), false=int(false))
        if false or not (seen or caught):
            print("false alarm:" if false else "not seen:", sort, right)
    for key, told in count.items():
        print(f"{key}: {told['lines']} relations, {told['seen']} seen, {told['caught']} slips caught, {told['false']} false alarms")


if __name__ == "__main__":
    main()
