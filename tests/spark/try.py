#!/usr/bin/env python3
"""Tries tests/spark/series.py where things go wrong, and holds it against one machine: see tests/spark/run.

  try.py NIANLUN [--sail PYTHON] [--bodies N] [--years N]

Among the bodies are a line that is no JSON, one without reports and one with the text of a hundred reports. Half-way an executor
is killed. Each way has to give the same answers as `nianlun series` on this machine, none lost and none twice.
"""
import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pyarrow.parquet

HERE = Path(__file__).resolve().parent


def processes():
    """All processes: their parent and what they run."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                yield int(entry.name), parent, (entry / "cmdline").read_text().replace("\0", " ")
            except OSError:
                pass


def below(root):
    """The processes that a process started, and those that they did."""
    known = list(processes())
    found, more = {root}, True
    while more:
        more = {pid for pid, parent, _ in known if parent in found} - found
        found |= more
    return [(pid, command) for pid, _, command in known if pid in found]


def kill_an_executor(root, out):
    """Ends one executor of this run once it is half-way: when it has read for a while and has not written the answers."""
    while root.poll() is None:
        mine = below(root.pid)
        executors = [pid for pid, command in mine if "CoarseGrainedExecutorBackend" in command]
        at_work = any(command.split(" ")[0].endswith("nianlun") for _, command in mine)
        if executors and at_work:
            time.sleep(1.5)
            if not (out / "answers" / "_SUCCESS").exists():
                os.kill(executors[0], signal.SIGKILL)
                print(f"    killed executor {executors[0]}", flush=True)
            return
        time.sleep(0.2)


def digest(answers):
    """What was answered, whatever the order."""
    return hashlib.sha256("\n".join(sorted(one.strip() for one in answers)).encode()).hexdigest()[:16]


def told(out):
    answers = pyarrow.parquet.read_table(out / "answers", columns=["answer"]).column("answer").to_pylist()
    rows = pyarrow.parquet.read_table(out / "observations").num_rows
    return len(answers), rows, digest(answers)


def by_one_machine(nianlun, lines):
    answers = subprocess.run([nianlun, "series"], stdin=open(lines), capture_output=True, text=True, check=True).stdout
    answers = answers.splitlines()
    rows = sum(len(json.loads(one).get("observations", [])) for one in answers)
    return len(answers), rows, digest(answers)


def spark(nianlun, lines, out, master, more, kill):
    submit = Path(sys.executable).with_name("spark-submit")
    python = {"PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
    command = [submit, "--master", master, "--files", nianlun, "--conf", "spark.ui.enabled=false"]
    command += ["--conf", "spark.executor.memory=1g", "--conf", "spark.task.maxFailures=8", HERE / "series.py", lines, out]
    log = open(f"{out}.log", "w")
    run = subprocess.Popen([*map(str, command), "--tasks", "8", *more], stdout=log, stderr=log, env=os.environ | python)
    if kill:
        threading.Thread(target=kill_an_executor, args=(run, Path(out)), daemon=True).start()
    return run.wait()


def sail(python, nianlun, lines, out):
    command = [python, HERE / "series.py", lines, out, "--binary", nianlun, "--remote", "sail"]
    with open(f"{out}.log", "w") as log:
        return subprocess.run([*map(str, command), "--tasks", "4"], stdout=log, stderr=log).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nianlun", type=Path)
    parser.add_argument("--sail", help="the Python that has Sail")
    parser.add_argument("--bodies", type=int, default=60)
    parser.add_argument("--years", type=int, default=6)
    args = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="nianlun-spark-"))
    # --files ships a file under its own name.
    nianlun = shutil.copy(args.nianlun, work / "nianlun")
    lines = work / "bodies.jsonl"
    maker = [sys.executable, str(HERE.parent / "bench" / "bodies.py"), "lines", nianlun, str(args.bodies), str(args.years)]
    made = subprocess.run(maker, capture_output=True, text=True, check=True).stdout.splitlines()
    huge = json.loads(made[0])
    huge["body"] = "巨石市人民政府"
    for report in huge["reports"]:
        report["text"] *= 100 // len(huge["reports"])
    poisoned = ["{\"body\": ", json.dumps({"body": "空县", "reports": []}), json.dumps({"body": 7, "reports": "x"})]
    third = len(made) // 3
    made[third:third] = [*poisoned, json.dumps(huge, ensure_ascii=False)]
    lines.write_text("\n".join(made) + "\n", encoding="utf-8")
    start = time.monotonic()
    wanted = by_one_machine(nianlun, lines)
    print(f"one machine: {wanted[0]} answers, {wanted[1]} figures, {wanted[2]}, {time.monotonic() - start:.0f} s", flush=True)
    ways = [(f"Spark, {n} worker{'s' * (n > 1)}, {way}{', an executor killed' * kill}", f"local-cluster[{n},1,1024]", ["--way", way], kill)
            for n, way, kill in [(1, "pandas", False), (2, "pandas", True), (1, "pandas", True), (2, "pipe", False)]]
    failed = False
    for at, (name, master, more, kill) in enumerate([*ways, *[("Sail", None, [], False)] * bool(args.sail)]):
        start = time.monotonic()
        out = work / f"out{at}"
        status = spark(nianlun, lines, out, master, more, kill) if master else sail(args.sail, nianlun, lines, out)
        found = told(out) if status == 0 else None
        verdict = "the same" if found == wanted else f"DIFFERS: {found}, exit status {status}, see {out}.log"
        failed |= found != wanted
        print(f"{name}: {verdict}, {time.monotonic() - start:.0f} s", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
