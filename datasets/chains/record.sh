#!/bin/bash
# Records what OpenSSL's server and client send as chains, by plan.txt beside this: in every wrong order, with what is
# superfluous, twice or missing, from the server and from the client, over TLS 1.2, whose certificates can be seen. Writes
# chains.pcap, root.pem, and said.txt: what the other side said of each chain.
# Needs openssl and tcpdump, and the right to capture. Usage: record.sh FOLDER
set -eu
plan=$(cd "$(dirname "$0")" && pwd)/plan.txt
out=$(mkdir -p "$1" && cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# issue NAME ISSUER DAYS EXTENSIONS: a certificate with its key; by itself where the issuer is its own name. Fewer than 0
# days: it began before and has expired.
issue() {
    local name=$1 issuer=$2 days=$3 extensions=$4
    openssl ecparam -genkey -name prime256v1 -noout -out "$name.key"
    openssl req -new -key "$name.key" -out "$name.csr" -subj "/O=tls-census/CN=chains $name"
    printf '%b' "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n$extensions\n" >"$name.ext"
    : >index.txt
    local from to
    from=$(date -u -d "$((days < 0 ? 2 * days : -1)) days" +%Y%m%d%H%M%SZ)
    to=$(date -u -d "$days days" +%Y%m%d%H%M%SZ)
    openssl ca -batch -notext -config ca.conf -name any -in "$name.csr" -out "$name.pem" -extfile "$name.ext" \
        -startdate "$from" -enddate "$to" \
        $([ "$issuer" = "$name" ] && echo "-selfsign -keyfile $name.key" || echo "-cert $issuer.pem -keyfile $issuer.key") \
        2>/dev/null
}

cat >ca.conf <<'END'
[any]
database = index.txt
new_certs_dir = .
default_md = sha256
policy = names
unique_subject = no
rand_serial = yes
[names]
organizationName = supplied
commonName = supplied
END
authority='basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign'
leaf='basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature'
issue R R 3650 "$authority"
issue 2 R 3650 "$authority"
issue 1 2 3650 "$authority"
issue Y Y 3650 "$authority"
issue X Y 3650 "$authority"
issue L 1 3650 "$leaf\nextendedKeyUsage=serverAuth,clientAuth"
issue O 1 3650 "$leaf\nextendedKeyUsage=serverAuth"
issue E 1 -10 "$leaf\nextendedKeyUsage=serverAuth,clientAuth"
issue S S 3650 "$leaf"

# chain NAME…: the options that send these, the first with its key
chain() {
    local first=$1 name
    shift
    : >chain.pem
    for name; do cat "$name.pem" >>chain.pem; done
    echo "-cert $first.pem -key $first.key $([ $# -gt 0 ] && echo "-cert_chain chain.pem")"
}

tcpdump -i lo -U -s 0 -w "$out/chains.pcap" "tcp portrange 7601-7628" 2>/dev/null &
tap=$!
sleep 1
: >"$out/said.txt"
grep -v '^#' "$plan" | while IFS='|' read -r port side sent _; do
    port=${port// /} side=${side// /}
    # shellcheck disable=SC2086
    options=$(chain $sent)
    if [ "$side" = server ]; then
        mine=$options theirs="-CAfile R.pem"
    else
        mine="$(cp chain.pem client.pem && cd . && echo "-cert S.pem -key S.key -CAfile R.pem -verify 9")"
        theirs=${options/chain.pem/client.pem}
    fi
    # shellcheck disable=SC2086
    openssl s_server -accept "$port" -tls1_2 -no_ticket -naccept 1 $mine >server.log 2>&1 < <(sleep 3) & # at the end of its input it closes
    peer=$!
    sleep 0.5
    # shellcheck disable=SC2086
    { sleep 0.5; echo Q; } | openssl s_client -connect "127.0.0.1:$port" -tls1_2 -servername chains.example $theirs \
        >client.log 2>&1 || true
    sleep 0.2
    kill $peer 2>/dev/null || true
    wait $peer 2>/dev/null || true
    log=$([ "$side" = server ] && echo client.log || echo server.log)
    said=$(grep -o 'verify error:num=[0-9]*' "$log" | sort -u | sed 's/.*=//' | paste -sd, || true)
    echo "$port ${said:-0}" >>"$out/said.txt"
done
sleep 1
kill $tap
wait $tap 2>/dev/null || true
cp R.pem "$out/root.pem"
