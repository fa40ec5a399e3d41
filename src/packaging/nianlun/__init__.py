"""年轮: what yearly reports say from year to year, as pandas frames.

    import nianlun
    found = nianlun.compare("reports", base=2017)
    found["trends"]         # a row a reported figure
    found["changes"]        # every year against 2017
    nianlun.panel("cities")["panel"]

The frames are the tables that the program writes (`nianlun compare --help`); it is called, nothing is computed here. Whole
numbers are Int64, numbers float64; with exact=True numbers are decimal.Decimal, as the reports print them.
"""

import json
import os
import shutil
import subprocess
import sysconfig
import tempfile
from decimal import Decimal
from pathlib import Path

__all__ = ["Trouble", "binary", "compare", "panel", "series"]


class Trouble(RuntimeError):
    """The program could not do what was asked; says what it said."""


def binary():
    """The program that came with this module; else the one on the path."""
    name = "nianlun.exe" if os.name == "nt" else "nianlun"
    places = [sysconfig.get_path("scripts"), sysconfig.get_path("scripts", f"{os.name}_user")]
    for place in places:
        if place and (Path(place) / name).is_file():
            return str(Path(place) / name)
    found = shutil.which("nianlun")
    if not found:
        raise Trouble(f"the program nianlun is neither in {places[0]} nor on the path")
    return found


def compare(*paths, base=None, body=None, vintage="latest", out=None, exact=False):
    """Compares the reports at the paths (reports/ where none is given); gives the tables by their names.

    base     the year that the others are compared with; every year with the next without one
    body     the public body, where the reports don't say it
    vintage  which value of a year counts where later reports tell another: latest, first or all
    out      a folder that keeps all that is written (the page, too)
    """
    return _tables("compare", [str(base)] if base else [], paths, body, vintage, out, exact)


def panel(*paths, body=None, vintage="latest", out=None, exact=False):
    """The tables of many bodies' reports; texts are not compared."""
    return _tables("panel", [], paths, body, vintage, out, exact)


def series(bodies):
    """What the reports of each body say: of dicts {"body", "reports": [{"name", "year", "text"}]} the answers, one by one."""
    with subprocess.Popen([binary(), "series"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        for one in bodies:
            child.stdin.write(json.dumps(one, ensure_ascii=False).encode() + b"\n")
            child.stdin.flush()
            yield json.loads(child.stdout.readline())
        child.stdin.close()


def _tables(command, first, paths, body, vintage, out, exact):
    with tempfile.TemporaryDirectory() as folder:
        out = str(out or folder)
        asked = [binary(), command, *first, *map(str, paths), "--out", out, "--vintage", vintage]
        done = subprocess.run(asked + (["--body", body] if body else []), capture_output=True, text=True, encoding="utf-8")
        if done.returncode not in (0, 1):
            raise Trouble(done.stderr.strip())
        package = json.loads((Path(out) / "datapackage.json").read_text(encoding="utf-8"))
        return {table["name"]: _frame(Path(out) / table["path"], table["schema"]["fields"], exact) for table in package["resources"]}


def _frame(path, fields, exact):
    import pandas
    kinds = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}
    numbers = {field["name"] for field in fields if exact and field["type"] == "number"}
    types = {field["name"]: "string" if field["name"] in numbers else kinds[field["type"]] for field in fields}
    frame = pandas.read_csv(path, dtype=types, keep_default_na=False, na_values=[""])
    for name in numbers:
        frame[name] = [None if pandas.isna(cell) else Decimal(cell) for cell in frame[name]]
    return frame
