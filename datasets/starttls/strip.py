"""A relay on the way that takes STARTTLS out of what the server announces, as some firewalls do.

Usage: strip.py ADDRESS PORT SERVER PORT
"""

import socket
import sys
import threading


def copy(source, target, change):
    while data := source.recv(65536):
        target.sendall(change(data))
    target.shutdown(socket.SHUT_WR)


def relay(client, server_address):
    server = socket.create_connection(server_address)
    threading.Thread(target=copy, args=(client, server, lambda data: data), daemon=True).start()
    copy(server, client, lambda data: data.replace(b"STARTTLS", b"XXXXXXXA"))


listener = socket.create_server((sys.argv[1], int(sys.argv[2])))
while True:
    connection, _ = listener.accept()
    threading.Thread(target=relay, args=(connection, (sys.argv[3], int(sys.argv[4]))), daemon=True).start()
