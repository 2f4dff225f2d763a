"""What .ci/mcp-test asks. Arguments: the program, a folder of tables, files with a query each."""
import json
import os
import subprocess
import sys
import time

import anyio
from mcp import Client, StdioServerParameters

CENSUS, TABLES, QUERIES = sys.argv[1], os.path.abspath(sys.argv[2]), sys.argv[3:]

REFUSED = [
    "DROP VIEW connections",
    "CREATE TABLE x AS SELECT 1",
    "COPY connections TO '{tables}/stolen.csv'",
    "SELECT 1; COPY (SELECT 1) TO '{tables}/stolen.csv'",
    "SELECT E'\\\\', '; COPY (SELECT 1) TO $${tables}/stolen.csv$$ --'",
    "ATTACH '{tables}/stolen.db'",
    "INSTALL httpfs",
    "SET enable_external_access = true",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('{tables}/*')",
]
ENDLESS = "SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range * b.range = 7"
DEAF = "SELECT levenshtein(repeat('a', 1000000), repeat('b', 1000000))"


def server(*options):
    return StdioServerParameters(command=CENSUS, args=["serve-mcp", "--tables", TABLES, *options],
                                 env=dict(os.environ))


def text(result):
    return result.content[0].text


def rows(answer):
    """The rows between the marks; the mark is the answer's own."""
    lines = answer.splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("--- data "))
    last = lines.index("--- end of data " + lines[first].split()[-1])
    return [json.loads(line) for line in lines[first + 1:last]]


def expected(file):
    out = subprocess.run([CENSUS, "sql", "--tables", TABLES, "--format", "json", "--file", file],
                         check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


async def answers(mode, wanted):
    begin = time.time()
    async with Client(server(), mode=mode) as client:
        tools = [tool.name for tool in (await client.list_tools()).tools]
        print(f"{mode}: {client.protocol_version}, {len(tools)} tools after {time.time() - begin:.1f} s")
        assert "query" in tools and "paper_table" in tools, tools
        for query, known in wanted.items():
            result = await client.call_tool("query", {"sql": query})
            assert not result.is_error, text(result)
            assert rows(text(result)) == known, (query, text(result))
        print(f"{mode}: {len(wanted)} answers are those of census sql")


async def refusals():
    async with Client(server("--max-seconds", "2")) as client:
        for query in REFUSED:
            result = await client.call_tool("query", {"sql": query.replace("{tables}", TABLES)})
            assert result.is_error and "refused" in text(result), (query, text(result))
        assert not [name for name in os.listdir(TABLES) if "stolen" in name]
        print(f"{len(REFUSED)} statements are refused, and nothing is written")
        result = await client.call_tool("query", {"sql": ENDLESS})
        assert "It was stopped" in text(result), text(result)
        result = await client.call_tool("query", {"sql": "SELECT count(*) AS n FROM captures"})
        assert not result.is_error, text(result)
        print("an endless query is stopped, and the next one is answered")
        result = await client.call_tool("query", {"sql": DEAF})
        assert "the server ends" in text(result), text(result)
        print("a function that cannot be stopped ends the server")


wanted = {}
for file in QUERIES:
    with open(file) as lines:
        wanted[lines.read()] = expected(file)
for each in ("auto", "legacy"):
    anyio.run(answers, each, wanted)
anyio.run(refusals)
