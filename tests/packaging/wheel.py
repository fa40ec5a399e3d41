"""What a user of the wheel does first: the program on the path, frames of a comparison, Parquet in pyarrow and polars."""
import json
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import nianlun
import polars
import pyarrow
import pyarrow.parquet

reports = sys.argv[1]
assert Path(nianlun.binary()).parent == Path(sys.executable).parent, nianlun.binary()
assert subprocess.run([nianlun.binary(), "--version"], capture_output=True, text=True).stdout.startswith("nianlun ")

found = nianlun.compare(reports, base=2017)
trends = found["trends"]
told = trends[(trends["indicator"] == "收到行政复议申请") & (trends["role"] == "actual")]
assert told.set_index("period")["value"].loc[2017] == 96, told
assert {"trends", "trends-wide", "changes", "sections", "checks", "plans", "claims"} <= set(found)
exact = nianlun.panel(reports, exact=True)["trends"]
assert all(isinstance(value, Decimal) for value in exact["value"].dropna())

answer = next(nianlun.series([{"body": "甲县", "reports": [{"name": "a", "year": 2020, "text": "全年办理申请12件。"}]}]))
assert answer["status"] == "ok" and answer["observations"][0]["value"] == "12", answer
try:
    nianlun.panel("/no/such/folder")
except nianlun.Trouble as trouble:
    assert "/no/such/folder" in str(trouble)
else:
    raise AssertionError("a folder that is not there is trouble")

# Parquet holds what the CSV files hold, with their types.
with tempfile.TemporaryDirectory() as out:
    subprocess.run([nianlun.binary(), "panel", reports, "--out", out, "--format", "parquet"], check=True, capture_output=True)
    package = json.loads((Path(out) / "datapackage.json").read_text(encoding="utf-8"))
    kinds = {"string": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.decimal128(38, 9), "boolean": pyarrow.bool_()}
    for resource in package["resources"]:
        table = pyarrow.parquet.read_table(Path(out) / resource["path"])
        fields = resource["schema"]["fields"]
        assert table.column_names == [field["name"] for field in fields]
        for field in fields:
            assert table.schema.field(field["name"]).type == kinds[field["type"]], (resource["name"], field)
        frame = polars.read_parquet(Path(out) / resource["path"])
        assert frame.shape == (table.num_rows, table.num_columns), resource["name"]
    rows = pyarrow.parquet.read_table(Path(out) / "trends.parquet").to_pylist()
    assert len(rows) == len(exact)
    for row, value, quote in zip(rows, exact["value"], exact["quote"]):
        assert row["quote"] == quote and row["value"] == (None if value is None else Decimal(value)), row
    assert polars.read_parquet(Path(out) / "trends.parquet")["value"].sum() == sum(exact["value"].dropna(), Decimal(0))
print(f"the wheel works: {len(trends)} figures, {len(found)} tables; Parquet agrees in pyarrow {pyarrow.__version__} and polars {polars.__version__}")
