"""Reads captures by the data source tls-census-packets. Arguments: the job jar, a folder of captures, and what the table
captures counts of them as JSON lines."""

import collections
import json
import pathlib
import struct
import sys

from pyspark.sql import SparkSession

JAR, FOLDER, COUNTS = sys.argv[1:]


def pcap(file):
    """Position, nanoseconds, original length and bytes of the packets of a pcap file in little-endian order."""
    data, at = file.read_bytes(), 24
    nanos = 1 if data[:4] == b"\x4d\x3c\xb2\xa1" else 1000
    while at + 16 <= len(data):
        seconds, part, length, whole = struct.unpack("<4I", data[at : at + 16])
        yield at, seconds * 1_000_000_000 + part * nanos, whole, data[at + 16 : at + 16 + length]
        at += 16 + length


def require(what, ours, theirs):
    if ours != theirs:
        raise SystemExit(f"packets-test: {what}: {str(ours)[:500]}, and not {str(theirs)[:500]}")


spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.jars", JAR)
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .getOrCreate()
)
packets = spark.read.format("tls-census-packets").load(FOLDER)
compared = 0
for file in sorted(pathlib.Path(FOLDER).glob("*.pcap")):
    rows = (
        packets.where(packets.capture.endswith(file.name))
        .select("position", "time_nanos", "original_length", "bytes")
        .orderBy("position")
        .collect()
    )
    ours = [(row.position, row.time_nanos, row.original_length, bytes(row.bytes)) for row in rows]
    require(file.name, ours, list(pcap(file)))
    compared += len(ours)

counted = collections.Counter()
for line in open(COUNTS, encoding="utf-8"):
    row = json.loads(line)
    for reason, count in row["packets_by_reason"].items():
        counted[row["name"], reason] += count
found = {
    (pathlib.PurePosixPath(row.capture).name, row.outcome): row["count"]
    for row in packets.groupBy("capture", "outcome").count().collect()
}
# A datagram is counted with its last fragment there, and stays a fragment here.
whole = {key: count for key, count in counted.items() if key[1] not in ("fragment", "decoded")}
require("outcomes", {key: count for key, count in found.items() if key[1] not in ("fragment", "decoded")}, whole)
for name in {name for name, _ in counted}:
    require("packets of " + name, sum(n for key, n in found.items() if key[0] == name),
            sum(n for key, n in counted.items() if key[0] == name))

columns = [name for name in packets.columns]
cut = spark.read.format("tls-census-packets").option("splitBytes", 65536).load(FOLDER)
if cut.rdd.getNumPartitions() <= packets.rdd.getNumPartitions():
    raise SystemExit("packets-test: a small splitBytes cuts nothing")
order = ["capture", "position"]
require("cut", cut.orderBy(*order).collect(), packets.orderBy(*order).collect())
udp = packets.where("transport = 'udp'").count()
by_port = packets.where("transport = 'udp'").groupBy("destination_port").count().collect()
require("grouped", sum(row["count"] for row in by_port), udp)
print(f"packets-test: {packets.count()} packets in {len(found)} groups, {compared} compared with their bytes; in"
      f" {packets.rdd.getNumPartitions()} and in {cut.rdd.getNumPartitions()} partitions, {len(columns)} columns: all right")
spark.stop()
