"""A client that speaks what it is told, for dialogues that no ordinary client would lead.

Usage: talk.py HOST PORT STEP…
  <PATTERN   read until the regular expression is found
  >TEXT      send a line (escapes as in Python: \\0, \\n; a last \\c: without line end)
  @AUTHORITY:NAME   upgrade to TLS with that server name, trusting the PEM file
All that is read is printed.
"""

import codecs
import re
import socket
import ssl
import sys

connection = socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=15)
connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
received = b""
for step in sys.argv[3:]:
    kind, text = step[0], step[1:]
    if kind == ">":
        line = codecs.decode(text.removesuffix("\\c"), "unicode_escape").encode("latin-1")
        connection.sendall(line if text.endswith("\\c") else line + b"\r\n")
    elif kind == "@":
        authority, name = text.rsplit(":", 1)
        connection = ssl.create_default_context(cafile=authority).wrap_socket(connection, server_hostname=name)
        print(connection.version())
    else:
        while not (found := re.search(text.encode(), received, re.MULTILINE)):
            data = connection.recv(65536)
            if not data:
                sys.exit(f"closed by the server before {text!r}: {received!r}")
            sys.stdout.write(data.decode("latin-1"))
            received += data
        received = received[found.end():]
connection.close()
