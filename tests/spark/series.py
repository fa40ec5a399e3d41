#!/usr/bin/env python3
"""Runs `nianlun series` on a Spark cluster: from a table of reports to tables of what they say.

  spark-submit --files target/release/nianlun tests/spark/series.py reports.parquet out
  spark-submit --files target/release/nianlun tests/spark/series.py bodies.jsonl out --way pipe

The input is a table with the columns body, name, year and text (a row a report; Parquet), or a text file with a body a line as
`nianlun series` reads it. Into the output folder go answers/ (a row a body: status, error, and the answer as it is),
observations/ and checks/ (typed columns, Parquet). A body that can't be read is a row with status `error`; it costs no other.

--way pandas   mapInPandas, one process for each task, line by line (the default; also on Sail and Spark Connect)
--way pipe     rdd.pipe, where RDDs are to be had
--binary PATH  a program that is on all machines already, instead of the one that --files brings
--remote URL   a Spark Connect server (sc://…), or `sail`: one of Sail's, in this process
"""
import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path


def program(given):
    """The program on the machine that this runs on."""
    if given:
        return given
    from pyspark import SparkFiles
    return SparkFiles.get("nianlun")


class Reader:
    """`nianlun series`, asked one line at a time: at most one line and its answer are held."""

    def __init__(self, binary):
        self.binary = binary
        self.child = None

    def ask(self, line):
        """The answer to a line. A line on which the program dies costs itself only: the next one starts it again."""
        if not self.child:
            self.child = subprocess.Popen([self.binary, "series"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            self.child.stdin.write(line.replace("\n", " ").encode() + b"\n")
            self.child.stdin.flush()
            answer = self.child.stdout.readline()
        except BrokenPipeError:
            answer = b""
        if answer.endswith(b"\n"):
            return answer.decode()
        self.end()
        said = {"code": "ended", "message": "nianlun ended on this line"}
        return json.dumps({"schema": "nianlun.series/1", "body": None, "status": "error", "error": said})

    def end(self):
        if self.child:
            self.child.stdin.close()
            self.child.stdout.close()
            self.child.wait()
            self.child = None


def answers_of(binary):
    """What mapInPandas calls: frames with the column `line` in, frames with the column `answer` out."""
    def each(frames):
        import pandas
        reader = Reader(program(binary))
        try:
            for frame in frames:
                for line in frame["line"]:
                    yield pandas.DataFrame({"answer": [reader.ask(line)]})
        finally:
            reader.end()
    return each


def types(binary):
    """The columns of the tables with their Spark types, as the program itself describes them."""
    kinds = {"string": "STRING", "integer": "BIGINT", "number": "DECIMAL(38,9)", "boolean": "BOOLEAN"}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in").mkdir()
        (Path(folder) / "in" / "2020.txt").write_text("甲县2020年工作报告\n全年办理申请12件。\n", encoding="utf-8")
        subprocess.run([binary, "panel", f"{folder}/in", "--out", f"{folder}/out"], check=True, stdout=subprocess.DEVNULL)
        package = json.loads((Path(folder) / "out" / "datapackage.json").read_text(encoding="utf-8"))
    spelled = lambda table: ", ".join(f"`{field['name']}` {kinds[field['type']]}" for field in table["schema"]["fields"])
    return {table["name"]: spelled(table) for table in package["resources"]}


def lines(spark, path, tasks):
    """The bodies of the input, a line each."""
    from pyspark.sql import functions as f
    if path.endswith((".jsonl", ".txt", ".json")):
        found = spark.read.text(path).withColumnRenamed("value", "line")
    else:
        # Hashed by body: the reports of a body come together wherever they lie in the table.
        report = f.struct("name", "year", "text")
        bodies = spark.read.parquet(path).groupBy("body").agg(f.sort_array(f.collect_list(report)).alias("reports"))
        found = bodies.select(f.to_json(f.struct("body", "reports")).alias("line"))
    return found.repartition(tasks) if tasks else found


def run(spark, args):
    from pyspark.sql import functions as f
    found = lines(spark, args.input, args.tasks)
    if args.way == "pipe":
        binary = args.binary or "./nianlun"
        piped = found.rdd.map(lambda row: row.line).pipe(f"{binary} series")
        answers = piped.map(lambda answer: (answer,)).toDF("answer STRING")
    else:
        answers = found.mapInPandas(answers_of(args.binary), "answer STRING")
    told = f.from_json("answer", "body STRING, status STRING, error STRUCT<code: STRING, message: STRING>")
    told = answers.select(told.alias("told"), "answer").select("told.*", "answer")
    # Written once and read again, or each table would run the program anew.
    told.write.mode("overwrite").parquet(f"{args.output}/answers")
    told = spark.read.parquet(f"{args.output}/answers")
    known = types(args.here)
    for name, table in [("observations", "trends"), ("checks", "checks")]:
        rows = f.from_json("answer", f"{name} ARRAY<STRUCT<{known[table]}>>", {"mode": "FAILFAST"})
        rows = told.select(f.explode(rows[name]).alias("row")).select("row.*")
        rows.write.mode("overwrite").parquet(f"{args.output}/{name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--way", choices=["pandas", "pipe"], default="pandas")
    parser.add_argument("--binary")
    parser.add_argument("--remote")
    parser.add_argument("--tasks", type=int, help="so many tasks; as Spark sees fit unless given")
    args = parser.parse_args()
    from pyspark.sql import SparkSession
    builder = SparkSession.builder.appName("nianlun")
    if args.remote == "sail":
        from pysail.spark import SparkConnectServer
        server = SparkConnectServer()
        server.start(background=True)
        args.remote = f"sc://localhost:{server.listening_address[1]}"
    spark = (builder.remote(args.remote) if args.remote else builder).getOrCreate()
    # The driver asks the program once which columns there are.
    args.here = program(args.binary)
    if not os.access(args.here, os.X_OK):
        os.chmod(args.here, 0o755)
    run(spark, args)
    spark.stop()


if __name__ == "__main__":
    main()
