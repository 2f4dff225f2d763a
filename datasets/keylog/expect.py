#!/usr/bin/env python3
"""What tshark reads of the captures of a folder with their key logs, a JSON line a connection."""
import hashlib
import json
import pathlib
import subprocess
import sys

FIELDS = ["tcp.stream", "udp.stream", "tcp.srcport", "udp.srcport", "tcp.dstport", "udp.dstport",
          "tls.handshake.type", "tls.handshake.certificate", "tls.handshake.extensions_alpn_str",
          "tls.handshake.session_ticket_lifetime_hint"]


def messages(capture, keys):
    """A row for each handshake message that tshark dissects, with the fields of that message."""
    command = ["tshark", "-n", "-r", str(capture), "-o", f"tls.keylog_file:{keys}",
               "-o", "tcp.reassemble_out_of_order:TRUE", "-Y", "tls.handshake", "-T", "pdml",
               "-J", "tcp udp tls quic"]
    from xml.etree import ElementTree
    tree = ElementTree.fromstring(subprocess.run(command, capture_output=True, check=True).stdout)
    for packet in tree.iter("packet"):
        port = {}
        for field in packet.iter("field"):
            if field.get("name") in ("tcp.srcport", "udp.srcport", "tcp.dstport", "udp.dstport"):
                port[field.get("name")[4:]] = int(field.get("show"))
        for message in packet.iter("field"):
            if message.get("name") in ("tls.handshake", ""):
                kind = [f for f in message.findall("field") if f.get("name") == "tls.handshake.type"]
                if kind:
                    yield port, int(kind[0].get("show")), message


def values(message, name, attribute):
    return [f.get(attribute) for f in message.iter("field") if f.get("name") == name]


def main():
    for capture in sorted(pathlib.Path(sys.argv[1]).glob("*.pcap")):
        connections = {}
        for port, kind, message in messages(capture, capture.with_suffix(".keys")):
            from_server = 7600 <= port["srcport"] < 7700
            client = port["dstport"] if from_server else port["srcport"]
            row = connections.setdefault(client, {
                "capture": capture.name, "client_port": client, "server_chain": None,
                "client_chain": None, "alpn_selected": None, "requested": False,
                "ticket_lifetime": None})
            if kind == 11:
                chain = [hashlib.sha256(bytes.fromhex(der)).hexdigest()
                         for der in values(message, "tls.handshake.certificate", "value")]
                side = "server_chain" if from_server else "client_chain"
                row[side] = row[side] if row[side] is not None else chain
            elif kind == 13:
                row["requested"] = True
            elif kind in (2, 8) and row["alpn_selected"] is None:
                names = values(message, "tls.handshake.extensions_alpn_str", "show")
                row["alpn_selected"] = names[0] if names else None
            elif kind == 4 and row["ticket_lifetime"] is None:
                row["ticket_lifetime"] = int(values(
                    message, "tls.handshake.session_ticket_lifetime_hint", "show")[0])
        for client in sorted(connections):
            print(json.dumps(connections[client]))


if __name__ == "__main__":
    main()
