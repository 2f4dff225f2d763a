#!/bin/bash
# Records QUIC connections of ngtcp2's client and server on loopback, as small captures.
# Needs gtlsclient, gtlsserver (Debian: ngtcp2-client, ngtcp2-server), openssl and tcpdump, and the
# right to capture. Usage: record.sh FOLDER
set -eu
out=$(mkdir -p "$1" && cd "$1" && pwd)
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT
cd "$keys"
mkdir www
echo hello >www/index.html
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key \
    -out server.pem -days 3650 -subj "/O=tls-census/CN=localhost" 2>/dev/null

# record NAME PORT "SERVER OPTIONS" "CLIENT OPTIONS"...: a connection per client.
record() {
    local name=$1 port=$2 server=$3
    shift 3
    tcpdump -i lo -U -s 0 -w "$out/$name.pcap" "udp port $port" 2>/dev/null &
    local tap=$!
    # shellcheck disable=SC2086
    gtlsserver -q --no-quic-dump --no-http-dump -d www --no-pmtud $server 127.0.0.1 "$port" \
        server.key server.pem >/dev/null 2>&1 &
    local peer=$!
    sleep 1
    for client in "$@"; do
        # shellcheck disable=SC2086
        timeout 8 gtlsclient -q --no-quic-dump --no-http-dump --no-pmtud \
            --exit-on-all-streams-close $client \
            127.0.0.1 "$port" https://localhost/index.html >/dev/null 2>&1 || true
    done
    sleep 1
    kill $tap $peer
    wait $tap $peer 2>/dev/null || true
}

record v1 7501 "" ""
record retry 7502 "-V" ""
record v2-draft 7503 "" "-v v2draft"
record negotiated 7504 "" "-v 0x0a1a2a3a --preferred-versions=v1"
record compatible 7505 "--preferred-versions=v2draft,v1" "-v v1 --other-versions=v2draft,v1"
record retry-request 7506 "--groups=-GROUP-ALL:+GROUP-SECP384R1" \
    "--groups=-GROUP-ALL:+GROUP-X25519:+GROUP-SECP256R1:+GROUP-SECP521R1:+GROUP-SECP384R1"
record early-data 7507 "" "--session-file=s.pem --tp-file=tp" "--session-file=s.pem --tp-file=tp"
record lossy 7508 "-t 0.2" "-t 0.2 --ciphers=NORMAL:-VERS-ALL:+VERS-TLS1.3:-CIPHER-ALL:+CHACHA20-POLY1305"
record closed 7509 "--groups=-GROUP-ALL:+GROUP-SECP384R1" "--groups=-GROUP-ALL:+GROUP-X25519"
