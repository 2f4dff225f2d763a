"""Asks the cookbook's questions by pyspark-client; the answers have to be those of census sql.

Arguments: the cookbook, the tables, the server's address, the file with its token."""
import datetime
import decimal
import json
import os
import re
import subprocess
import sys

from pyspark.sql import SparkSession

COOKBOOK, TABLES, ADDRESS, TOKEN = sys.argv[1:]
SEPARATOR = {"separator": "between two answers"}


def plain(value):
    """A value as JSON has it; what the order of a sum changes is rounded away."""
    if isinstance(value, (float, decimal.Decimal)):
        return float(f"{value:.9g}")
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    return value


def rows(answer):
    return [{name: plain(value) for name, value in row.items()} for row in answer]


questions = re.findall(r"^## (\d+\. .*)\n\n```sql\n([^`]*)```", open(COOKBOOK).read(), re.MULTILINE)
assert len(questions) == 20, len(questions)
between = f"SELECT '{SEPARATOR['separator']}' AS separator;"
script = between.join(query.strip() + ";" for _, query in questions)
out = subprocess.run([os.environ["CENSUS"], "sql", "--engine", "duckdb", "--tables", TABLES, "--format", "json"],
                     input=script, check=True, capture_output=True, text=True).stdout
expected = [[]]
for line in out.splitlines():
    row = json.loads(line)
    if row == SEPARATOR:
        expected.append([])
    else:
        expected[-1].append(row)
assert len(expected) == len(questions), len(expected)

with open(TOKEN) as file:
    token = file.read().strip()
spark = SparkSession.builder.remote(f"{ADDRESS}/;authorization=Bearer%20{token}").getOrCreate()
for (title, query), known in zip(questions, expected):
    answer = [row.asDict() for row in spark.sql(query).collect()]
    assert rows(answer) == rows(known), f"{title}: {rows(answer)} is not {rows(known)}"
print(f"{len(questions)} questions have DuckDB's answers, {sum(map(len, expected))} rows")

try:
    SparkSession.builder.remote(f"{ADDRESS}/;authorization=Bearer%20wrong").create().sql("SELECT 1").collect()
except Exception as refused:
    print(f"without the token: {type(refused).__name__}")
else:
    raise SystemExit("the server answers without its token")
