#!/usr/bin/env python3
"""Recomputes every change that `compare` prints from its two quotes, and says where a sign, a unit, a year or a number differs.

  changes.py NIANLUN FOLDER BASE_YEAR [BASE_YEAR ...]

Reads what the reports print (value_raw in trends.csv) by itself: digits, 万 and 亿, 斤 and 吨. Exit status 1 where something
differs, 2 where the tool did not run.
"""
import csv
import os
import re
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal

SCALES = {"亿": 10 ** 8, "万": 10 ** 4, "千": 1000, "百": 100, "十": 10}
HAN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
# In the smallest unit of each sort.
UNITS = {"吨": 2000, "公斤": 2, "千克": 2, "斤": 1, "公顷": 15 * 2000, "亩": 2000, "平方公里": 1500 * 2000, "平方米": 3,
         "公里": 1000, "千米": 1000, "米": 1, "千瓦": 1, "兆瓦": 1000, "立方米": 1}


def spelled(raw, unit):
    """The first number of a figure as printed, in its unit; None where it is no plain one (几十, a fraction, half)."""
    raw = raw.translate(str.maketrans("０１２３４５６７８９．％，", "0123456789.%,"))
    if re.search("分之|几|数|半|又|成|/|点[一二三四五六七八九]|零|百分", raw.replace("百分点", "").replace("千分点", "")):
        return None
    found = re.search(r"\d[\d,]*(?:\.\d+)?", raw)
    if found:
        behind = raw[found.end():]
        at = behind.find(unit) if unit else -1
        behind = behind[:at] if at >= 0 else behind
        rest = re.match("[多余来]?([十百千万亿]*)", behind).group(1)
        value = Decimal(found.group().replace(",", ""))
        for c in rest:
            value *= SCALES[c]
        if re.match("[多余来]?[十百千万亿]*[多余]?[0-9零一二三四五六七八九]", behind):
            return None
        return value
    numeral = re.search("[零〇一二两三四五六七八九十百千万亿]+", raw)
    if not numeral:
        return None
    total = section = digit = Decimal(0)
    for c in numeral.group():
        if c in HAN:
            digit = Decimal(HAN[c])
        elif c in "十百千":
            section += (digit or 1) * SCALES[c]
            digit = Decimal(0)
        else:
            total = (total + section + digit) * SCALES[c]
            section = digit = Decimal(0)
    return total + section + digit


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def two_digits(value):
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def wrong_with(row, figures):
    """What is wrong with a row of changes.csv; figures are the rows of trends.csv by series, period and report."""
    found = []
    values = []
    for end in ("from", "to"):
        told = figures.get((row["body"], row["series_id"], row[end + "_period"], row[end + "_report"]), [])
        printed = Decimal(row[end + "_value"])
        if not told:
            return [f"no figure of {row[end + '_period']} in {row[end + '_report']}"]
        read = []
        for figure in told:
            value = spelled(figure["value_raw"], figure["unit"])
            if value is None:
                read.append(printed)
                continue
            if figure["measure"] in ("growth", "delta") and figure["direction"] == "down":
                value = -value
            if figure["unit"] != row["unit"] and figure["unit"] in UNITS and row["unit"] in UNITS:
                value = (value * UNITS[figure["unit"]] / UNITS[row["unit"]]).quantize(Decimal("0.000001"))
            read.append(value)
            # A bare number in a table may take its scale from the table's head (单位：万元).
            if figure["value_raw"].replace(",", "").replace(".", "", 1).isdigit():
                read.extend(value * scale for scale in (1000, 10_000, 100_000_000))
        if printed not in read:
            found.append(f"{end}_value {printed}, the report prints {' / '.join(f['value_raw'] for f in told)}")
        values.append((printed, told))
    (before, earlier), (after, later) = values
    if int(row["from_period"]) >= int(row["to_period"]):
        found.append("not from an earlier year to a later one")
    exact = lambda told: any(not f["value_high"] and f["qualifier"] in ("", "average", "cumulative", "consecutive") for f in told)
    if row["comparable"] == "true":
        if row["reason"]:
            found.append("a reason and comparable")
        if not (exact(earlier) and exact(later)):
            found.append("a difference of what is not exact")
        if Decimal(row["delta"]) != after - before:
            found.append(f"delta {row['delta']}, {after} − {before}")
        rank = earlier[0]["kind"] == "rank"
        level = earlier[0]["measure"] == "level" and row["unit"] != "%" and not rank
        if row["delta_percent"]:
            if not level or before <= 0:
                found.append("a percentage of what has none")
            elif two_digits((after - before) * 100 / before) != two_digits(Decimal(row["delta_percent"])):
                found.append(f"delta_percent {row['delta_percent']}")
        elif level and before > 0:
            found.append("no percentage")
        way = "none" if not rank or after == before else "better" if after < before else "worse"
        if row["direction"] != way:
            found.append(f"direction {row['direction']}, should be {way}")
    elif not row["reason"] or row["delta"] or row["delta_percent"]:
        found.append("not comparable, and no reason or yet a difference")
    return found


def check(tool, folder, base):
    out = tempfile.mkdtemp(prefix="nianlun-changes-")
    run = subprocess.run([tool, "compare", base, folder, "--out", out], capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"compare {base} {folder}: {run.stderr.strip()}")
    figures, roles, periods = {}, {}, {}
    for figure in rows(out, "trends.csv"):
        if figure["role"] != "previous":
            roles[figure["body"], figure["series_id"]] = figure["role"]
        key = (figure["body"], figure["series_id"], figure["period"], figure["report"])
        figures.setdefault(key, []).append(figure)
    changes = rows(out, "changes.csv")
    wrong = 0
    for row in changes:
        found = wrong_with(row, figures)
        known = periods.setdefault((row["body"], roles[row["body"], row["series_id"]]), {row["from_period"], row["to_period"]})
        known &= {row["from_period"], row["to_period"]}
        if not known:
            found.append("no base period that all rows of the body share")
        for message in found:
            wrong += 1
            print(f"{base} {row['indicator']} {row['from_period']}→{row['to_period']}: {message}")
    comparable = sum(row["comparable"] == "true" for row in changes)
    print(f"{folder}, base {base}: {len(changes)} changes, {comparable} comparable, {wrong} wrong")
    return wrong


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    tool, folder, *bases = sys.argv[1:]
    return 1 if sum(check(os.path.abspath(tool), folder, base) for base in bases) else 0


if __name__ == "__main__":
    sys.exit(main())
