"""Compares expected.jsonl with what tshark finds: under TLS 1.2 every link shows one certificate of Tor's
pattern, under TLS 1.3 none, and every link asks for a name that Tor made up. Needs tshark and openssl.

Usage: check.py (in its folder)
"""

import json
import re
import subprocess
import sys

FIELDS = ["ip.src", "tcp.srcport", "ip.dst", "tcp.dstport", "tls.handshake.extensions_server_name", "tls.handshake.certificate"]
rows = [json.loads(line) for line in open("expected.jsonl")]
wrong = 0


def names(der):
    command = ["openssl", "x509", "-inform", "DER", "-noout", "-subject", "-issuer", "-nameopt", "RFC2253"]
    return subprocess.run(command, input=bytes.fromhex(der), capture_output=True).stdout.decode()


for run in ("tls12", "tls13"):
    command = ["tshark", "-r", run + ".pcap", "-Y", "tls.handshake.type", "-T", "fields"]
    for field in FIELDS:
        command += ["-e", field]
    for port in (5001, 9001, 8443):
        command += ["-d", f"tcp.port=={port},tls"]
    hello, certificates = {}, {}
    for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines():
        source, sport, target, tport, name, der = (line.split("\t") + [""] * 6)[:6]
        if name:
            hello[source, int(sport), target, int(tport)] = name
        if der:
            certificates.setdefault((target, int(tport), source, int(sport)), []).extend(der.split(","))
    for row in (row for row in rows if row["site"] == run):
        key = (row["client_address"], row["client_port"], row["server_address"], row["server_port"])
        sent = certificates.get(key, [])
        fits = re.fullmatch(r"www\.[a-z2-7]{4,25}\.com", hello.get(key, "")) and len(sent) == (run == "tls12")
        if fits and sent:
            fits = re.fullmatch(r"subject=CN=www\.[a-z2-7]{8,20}\.net\nissuer=CN=www\.[a-z2-7]{8,20}\.(com|net)\n", names(sent[0]))
        if not fits:
            print(key, hello.get(key), [names(der) for der in sent])
            wrong += 1
print(len(rows), "links,", wrong, "wrong")
sys.exit(wrong > 0)
