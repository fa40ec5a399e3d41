#!/usr/bin/env python3
"""Makes reports of many cities that don't exist, out of the seven in reports/, and measures `nianlun panel` on them.

  bodies.py make NIANLUN BODIES YEARS FOLDER        a folder a city, a report a year in it
  bodies.py lines NIANLUN BODIES YEARS              the same for `nianlun series`: a city a line, on stdout
  bodies.py measure NIANLUN YEARS BODIES…           seconds, memory and their growth for each number of bodies

Every city has other figures, leaves out a sentence in eight and says some things in other words; the same arguments give
the same bytes. Seven years are those of reports/, earlier ones are told once more by another year's text.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from math import log
from pathlib import Path
from time import monotonic

REPORTS = Path(__file__).resolve().parents[2] / "reports"
NAME = "云溪"
FIRST = "青白丹玄素朱苍碧银铜锡石松柏桐槐枫榆桑梓荷兰蓉菱芦荻鹤雁鹭鹿麒"
LAST = "溪泽原陵丘湾洲渚岭峪埠浦澜汀坪坞堤堰涧濑泊渡垣壑岗冈麓隰崖岑峦湄"
# Words that one city uses where another has its own.
WORDS = [("全年", "一年来"), ("受理", "收到"), ("开展", "组织"), ("制定", "出台"), ("举办", "举行"), ("推进", "推动"), ("修订", "修改"), ("完成", "办结")]


def texts(nianlun):
    """The text of every report of the series, by its year."""
    read = lambda path: subprocess.run([nianlun, "inspect", path, "--text"], capture_output=True, text=True).stdout
    return {int(path.stem): read(path) for path in sorted(REPORTS.iterdir()) if path.stem.isdigit()}


def city(number):
    """The name of a city; no two are alike."""
    rest, last = divmod(number, len(LAST))
    rest, first = divmod(rest, len(FIRST))
    return FIRST[first] + LAST[last] + (LAST[rest - 1] if rest else "")


def figures(text, draw):
    """The text with other figures. Dates, years, numbers of documents and small numbers stay."""
    def other(found):
        digits = found.group()
        if len(digits) < 2 or re.match("(19|20)[0-9][0-9]$", digits):
            return digits
        value = int(digits)
        return str(max(10 ** (len(digits) - 1), min(10 ** len(digits) - 1, round(value * draw.uniform(0.8, 1.2)))))

    return re.sub(r"(?<![0-9.〔（(\-/:])[0-9]+(?![0-9.年月日号〕:/\-])", other, text)


def report(told, year, own, by, number):
    """The report of a city for a year, made from the text for the year `own`."""
    draw = random.Random(number * 1000 + year)
    shift = year - own
    text = re.sub("20[0-9][0-9]", lambda found: str(int(found.group()) + shift), told) if shift else told
    lines = []
    for line in text.replace(NAME, by).splitlines():
        sentences = re.split("(?<=。)", line)
        lines.append("".join(one for one in sentences if len(one) < 8 or "报告" in one or draw.random() > 1 / 8))
    text = figures("\n".join(lines), draw)
    # Its own words are the same in all its years.
    words = random.Random(number)
    for word, other in WORDS:
        if words.random() < 1 / 3:
            text = text.replace(word, other)
    return text + "\n"


def bodies(nianlun, count, years):
    """Every city with its reports, as (name, [(year, text)])."""
    known = texts(nianlun)
    last = max(known)
    for number in range(count):
        by = city(number)
        told = []
        for year in range(last - years + 1, last + 1):
            own = year if year in known else min(known) + (year - min(known)) % len(known)
            told.append((year, report(known[own], year, own, by, number)))
        yield f"{by}市", told


def make(nianlun, count, years, folder):
    for name, told in bodies(nianlun, count, years):
        into = Path(folder) / name
        into.mkdir(parents=True, exist_ok=True)
        for year, text in told:
            (into / f"{year}.txt").write_text(text, encoding="utf-8")


def lines(nianlun, count, years, out):
    for name, told in bodies(nianlun, count, years):
        reports = [{"name": f"{year}.txt", "year": year, "text": text} for year, text in told]
        print(json.dumps({"body": f"{name}人民政府", "reports": reports}, ensure_ascii=False), file=out)


def run(command):
    """Seconds on the clock, seconds of work, and the most memory in MB of a run; what it says goes to stderr if it fails."""
    start = monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit status {child.returncode}\n{said[-2000:]}")
    return monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure(nianlun, years, counts):
    print(f"{'bodies':>7} {'reports':>8} {'wall s':>8} {'cpu s':>8} {'MB':>7} {'time^':>6} {'memory^':>8}")
    before = None
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            make(nianlun, count, years, f"{folder}/in")
            wall, work, memory = run([nianlun, "panel", f"{folder}/in", "--out", f"{folder}/out"])
        growth = ""
        if before:
            steps = log(count / before[0])
            growth = f" {log(work / before[1]) / steps:6.2f} {log(memory / before[2]) / steps:8.2f}"
        print(f"{count:7} {count * years:8} {wall:8.2f} {work:8.2f} {memory:7.0f}{growth}", flush=True)
        before = count, work, memory


def main(arguments):
    match arguments:
        case ["make", nianlun, count, years, folder]:
            make(nianlun, int(count), int(years), folder)
        case ["lines", nianlun, count, years]:
            lines(nianlun, int(count), int(years), sys.stdout)
        case ["measure", nianlun, years, *counts] if counts:
            measure(nianlun, int(years), [int(count) for count in counts])
        case _:
            sys.exit(__doc__)


main(sys.argv[1:])
