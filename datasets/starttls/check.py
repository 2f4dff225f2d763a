"""Compares expected.jsonl with what tshark finds in the captures: every TCP connection has its row, and a
row says upgraded where, and only where, tshark sees a ClientHello. Prints a count for each protocol.

Usage: check.py (in its folder; needs tshark)
"""

import collections
import json
import subprocess
import sys

FIELDS = ["tcp.srcport", "tcp.dstport", "tcp.flags.syn", "tcp.flags.ack", "tls.handshake.type", "tls.handshake.extensions_server_name", "tls.handshake.certificate"]
rows = [json.loads(line) for line in open("expected.jsonl")]
wrong = 0
counts = collections.defaultdict(collections.Counter)

for capture in sorted({row["captures"][0] for row in rows}):
    command = ["tshark", "-r", capture, "-o", "tls.desegment_ssl_records:TRUE", "-T", "fields"]
    for field in FIELDS:
        command += ["-e", field]
    if capture in ("irc.pcap", "rdp.pcap", "ftp.pcap", "scan.pcap"):  # where tshark does not find the upgrade by itself
        for port in (6667, 3389, 21, 119):
            command += ["-d", f"tcp.port=={port},tls"]
    seen = {}
    for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines():
        source, target, syn, ack, kinds, name, certificates = (line.split("\t") + [""] * 7)[:7]
        if syn in ("1", "True") and ack in ("0", "False"):
            seen[source, target] = {"upgraded": False, "name": None, "certificates": 0}
        connection = seen.get((source, target)) or seen.get((target, source))
        if connection is None:
            continue
        if "1" in kinds.split(","):
            connection["upgraded"] = True
            connection["name"] = name or None
        if certificates and "11" in kinds.split(",") and (target, source) in seen:
            connection["certificates"] += len(certificates.split(","))
    for row in (row for row in rows if row["captures"][0] == capture):
        connection = seen.pop((str(row["client_port"]), str(row["server_port"])), None)
        if connection is None:
            print(f"{capture}: {row['client_port']}: {row['what']}: not in the capture")
            wrong += 1
            continue
        claims = []
        if "upgraded" in row.get("starttls", {}):
            claims.append(("upgraded", row["starttls"]["upgraded"], connection["upgraded"]))
        if row.get("tls") and "server_name" in row["tls"]:
            claims.append(("server_name", row["tls"]["server_name"], connection["name"]))
        if row.get("tls") and row["tls"].get("server_chain") is not None:
            claims.append(("certificates", len(row["tls"]["server_chain"]), connection["certificates"]))
        for what, said, found in claims:
            if said != found:
                print(f"{capture}: {row['client_port']}: {row['what']}: {what}: {said}, tshark {found}")
                wrong += 1
        count = counts[row.get("protocol", "data channel"), capture]
        count["connections"] += 1
        for outcome in ("offered", "requested", "accepted", "upgraded", "authenticated_in_clear"):
            count[outcome] += row.get("starttls", {}).get(outcome) is True
    for ports in seen:
        print(f"{capture}: connection without a row, ports {ports}")
        wrong += 1

for (protocol, capture), count in sorted(counts.items()):
    print(f"{protocol:14} {capture:16}", ", ".join(f"{value} {name}" for name, value in count.items()))
sys.exit(f"{wrong} wrong" if wrong else 0)
