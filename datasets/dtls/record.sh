#!/bin/bash
# Records DTLS handshakes of OpenSSL's own client and server on loopback, as small captures.
# Needs openssl and tcpdump, and the right to capture. Usage: record.sh FOLDER
set -eu
out=$(mkdir -p "$1" && cd "$1" && pwd)
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT
cd "$keys"

# A chain of two for the server, so that its flight needs several datagrams; one for the client.
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 \
    -subj "/O=tls-census/CN=DTLS test authority" 2>/dev/null
for name in server client; do
    openssl req -newkey rsa:2048 -nodes -keyout $name.key -out $name.csr \
        -subj "/O=tls-census/CN=$name.example" 2>/dev/null
    openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 3650 \
        -out $name.pem 2>/dev/null
done

# record NAME PORT "SERVER OPTIONS" "CLIENT OPTIONS"...: a connection per client.
record() {
    local name=$1 port=$2 server=$3
    shift 3
    tcpdump -i lo -U -s 0 -w "$out/$name.pcap" "udp port $port" 2>/dev/null &
    local tap=$!
    # A listening server talks once both the client has, and its standard input has something.
    # shellcheck disable=SC2086
    { sleep 2.5; echo welcome; sleep 20; } | openssl s_server -accept "$port" -cert server.pem \
        -key server.key -cert_chain ca.pem -quiet $server >/dev/null 2>&1 &
    local peer=$!
    sleep 1
    for client in "$@"; do
        # shellcheck disable=SC2086
        { sleep 0.5; echo hello; sleep 2; } | openssl s_client -connect "127.0.0.1:$port" \
            -servername dtls.example $client >/dev/null 2>&1 || true
    done
    kill $peer 2>/dev/null || true
    wait $peer 2>/dev/null || true
    sleep 1
    kill $tap
    wait $tap 2>/dev/null || true
}

old="-cipher DEFAULT@SECLEVEL=0"
record dtls10 7401 "-dtls1 -mtu 600 $old -listen" "-dtls1 -mtu 600 $old"
record dtls12 7402 "-dtls1_2 -mtu 400 -listen" "-dtls1_2 -mtu 400 -alpn coap"
record dtls12-mutual 7403 "-dtls1_2 -mtu 500 -Verify 1 -CAfile ca.pem" \
    "-dtls1_2 -mtu 500 -cert client.pem -key client.key -cert_chain ca.pem"
record dtls12-resumed 7404 "-dtls1_2 -mtu 1400" "-dtls1_2 -sess_out s.pem" "-dtls1_2 -sess_in s.pem"
record dtls12-no-ticket 7405 "-dtls1_2 -mtu 300 -no_ticket" "-dtls1_2 -mtu 300"
