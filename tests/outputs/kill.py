#!/usr/bin/env python3
"""Runs that are killed: a folder of outputs holds all files of one run, never some of two, and nothing half made stays.

  tests/outputs/kill.py [--tool BIN] [--kills N] [--pairs N]

Two sets of reports are compared into one folder in turn, and each run is killed at some moment, most of them while it
writes. Then pairs of runs go into the folder at once. Takes a few minutes.
"""
import argparse, hashlib, os, random, shutil, signal, subprocess, sys, tempfile, time


def report(year, count):
    return f"云溪市{year}年法治政府建设情况报告\n一、主要工作\n" + "".join(
        f"全年审查第{n}类文件{count + n}件，比上年增加{n}件。\n" for n in range(60)) + "二、下一年计划\n继续努力。\n"


def state(folder):
    out = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            out[name] = hashlib.sha256(file.read()).hexdigest()
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--tool", default="target/release/nianlun")
    ap.add_argument("--kills", type=int, default=100)
    ap.add_argument("--pairs", type=int, default=40)
    args = ap.parse_args()
    tool, root, rng = os.path.abspath(args.tool), tempfile.mkdtemp(), random.Random(7)
    for name, count in [("a", 10), ("b", 500)]:
        os.makedirs(os.path.join(root, name))
        for year in (2022, 2023):
            open(os.path.join(root, name, f"{year}.txt"), "w").write(report(year, count + year))
    out = os.path.join(root, "output")
    start = lambda name: subprocess.Popen([tool, "compare", name, "--out", "output"], cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    whole, seconds = {}, 0.0
    for name in "ab":
        before = time.time()
        start(name).wait()
        seconds = time.time() - before
        whole[name] = state(out)
    assert whole["a"] != whole["b"]
    bad, changed = [], 0
    last = "b"
    for kill in range(args.kills):
        name = "ab"[kill % 2]
        process = start(name)
        # Most of the moments when files are made and moved: from the first sign of them on.
        limit = time.time() + 5 * seconds
        if kill % 5:
            making = lambda: any(entry.endswith(".nianlun-new") for entry in os.listdir(root))
            while process.poll() is None and not making() and time.time() < limit:
                pass
            time.sleep(rng.random() * 0.004)
        else:
            time.sleep(rng.random() * seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = state(out)
        if now not in whole.values():
            bad.append((kill, sorted(set(now.items()) ^ set(whole[last].items()))[:3]))
        changed += now == whole[name]
        last = "a" if now == whole["a"] else "b"
    for pair in range(args.pairs):
        both = [start("a"), start("b")]
        [process.wait() for process in both]
        if state(out) not in whole.values():
            bad.append(("pair", pair))
    start("a").wait()
    left = [name for name in os.listdir(root) if name not in ("a", "b", "output")]
    print(f"{args.kills} kills ({changed} after the change), {args.pairs} pairs: {len(bad)} mixed {bad[:5]}; left behind: {left}")
    shutil.rmtree(root)
    sys.exit(bool(bad or left))


if __name__ == "__main__":
    main()
