# Sourced by the make scripts beside it: a client and a server network namespace joined by a veth
# pair, a capture on the client's end, client ports that are known before a connection is made, and
# a small certificate authority. All is undone when the script ends, however it ends.

set -euo pipefail

work=""    # scratch folder: keys, configurations, logs
lab=""     # prefix of both namespaces
capture_pid=""
trust=()   # options that make curl and s_client trust the lab's root

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

# need PACKAGES PROGRAM…: stops when a program is missing, naming the packages to install
need() {
    local packages=$1 program
    shift
    for program; do
        command -v "$program" >/dev/null || die "$program is missing: apt-get install $packages"
    done
    [ "$(id -u)" = 0 ] || die "network namespaces need root"
}

# lab_start NAME: the namespaces NAME-c and NAME-s, without offloading, so that the capture shows
# segments as they would be on a wire, with their checksums
lab_start() {
    lab=$1
    ulimit -c 0
    work=$(mktemp -d)
    chmod 755 "$work"
    trap lab_stop EXIT
    trap 'exit 1' INT TERM
    local side peer
    for side in c s; do
        ip netns add "$lab-$side"
        ip -n "$lab-$side" link set lo up
    done
    ip link add "$lab-vc" type veth peer name "$lab-vs"
    for side in c s; do
        ip link set "$lab-v$side" netns "$lab-$side"
        ip netns exec "$lab-$side" ethtool -K "$lab-v$side" tx off rx off tso off gso off gro off >/dev/null
        # no duplicate address detection, router solicitations or multicast reports in the captures
        ip netns exec "$lab-$side" sysctl -q -w net.ipv6.conf.all.accept_dad=0 \
            "net.ipv6.conf.$lab-v$side.accept_dad=0" "net.ipv6.conf.$lab-v$side.router_solicitations=0" \
            net.ipv4.ip_nonlocal_bind=1 net.ipv6.ip_nonlocal_bind=1 net.ipv4.ip_unprivileged_port_start=0
        ip -n "$lab-$side" link set "$lab-v$side" up
        peer=$([ "$side" = c ] && echo s || echo c)
        ip -n "$lab-$side" route add default dev "$lab-v$side"
        ip -n "$lab-$side" -6 route add default dev "$lab-v$side"
    done
}

# address c|s ADDRESS/LENGTH…
address() {
    local side=$1 one
    shift
    for one; do ip -n "$lab-$side" address add "$one" dev "$lab-v$side" $([[ $one == *:* ]] && echo nodad); done
}

# hosts LINE…: the hosts file of both namespaces, and no name server
hosts() {
    local side
    for side in c s; do
        mkdir -p "/etc/netns/$lab-$side"
        printf '%s\n' "127.0.0.1 localhost" "$@" >"/etc/netns/$lab-$side/hosts"
        echo "nameserver 127.0.0.1" >"/etc/netns/$lab-$side/resolv.conf"
    done
}

lab_stop() {
    local side pid
    set +e
    for side in c s; do
        for pid in $(ip netns pids "$lab-$side" 2>/dev/null); do kill "$pid" 2>/dev/null; done
    done
    sleep 0.3
    for side in c s; do
        for pid in $(ip netns pids "$lab-$side" 2>/dev/null); do kill -9 "$pid" 2>/dev/null; done
        ip netns del "$lab-$side" 2>/dev/null
        rm -rf "/etc/netns/$lab-$side"
    done
    [ -z "${LAB_LOGS:-}" ] || cp "$work"/*.log "$LAB_LOGS" # a folder to look into when something fails
    ip link del "$lab-vc" 2>/dev/null
    rm -rf "$work"
}

client() { ip netns exec "$lab-c" "$@"; }
server() { ip netns exec "$lab-s" "$@"; }

# from_port PORT COMMAND…: runs a client whose connections all come from that port
from_port() {
    local port=$1
    shift
    client sysctl -q -w net.ipv4.ip_local_port_range="$port $port"
    client "$@"
}

# await ADDRESS:PORT [c|s]: until something listens just there (*: on all addresses), at most 20 seconds
await() {
    local tries=0
    until ip netns exec "$lab-${2:-s}" ss -Hltn | awk '{print $4}' | grep -qxF -- "$1"; do
        tries=$((tries + 1))
        [ $tries -lt 200 ] || die "nothing listens on $1"
        sleep 0.1
    done
}

# capture_start FILE [TCPDUMP OPTION…] [FILTER]
capture_start() {
    local file=$1 tries=0
    shift
    : >"$work/tcpdump.log"
    ip netns exec "$lab-c" tcpdump -i "$lab-vc" -s 0 -U -B 16384 -Z root -w "$file" "$@" 2>"$work/tcpdump.log" &
    capture_pid=$!
    until grep -q 'listening on' "$work/tcpdump.log"; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || die "tcpdump does not start: $(cat "$work/tcpdump.log")"
        sleep 0.05
    done
}

capture_stop() {
    sleep 1 # the last packets are still on their way to the file
    kill -INT "$capture_pid"
    wait "$capture_pid" || true
    grep -q '^0 packets dropped by kernel' "$work/tcpdump.log" || die "tcpdump lost packets"
}

# --- certificate authority -----------------------------------------------------------------------

# authority NAME: the section of a signer in the configuration of `openssl ca`
authority() {
    mkdir -p "$work/ca/new"
    : >>"$work/ca/$1.index"
    cat >>"$work/ca/ca.cnf" <<CNF
[$1]
database = $work/ca/$1.index
new_certs_dir = $work/ca/new
certificate = $work/ca/$1.pem
private_key = $work/ca/$1.key
default_md = sha256
policy = any
unique_subject = no
rand_serial = yes
email_in_dn = no
[any]
countryName = optional
organizationName = optional
commonName = supplied
CNF
}

# new_key FILE rsa:BITS|p256|p384|ed25519
new_key() {
    case $2 in
        rsa:*) openssl genpkey -quiet -algorithm RSA -pkeyopt "rsa_keygen_bits:${2#rsa:}" -out "$1" ;;
        p256) openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" ;;
        p384) openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out "$1" ;;
        *) openssl genpkey -quiet -algorithm "$2" -out "$1" ;;
    esac
    chmod 644 "$1"
} 2>/dev/null

# certify NAME KEY SIGNER SUBJECT EXTENSIONS [NOT_BEFORE NOT_AFTER]: $work/ca/NAME.pem and .key;
# SIGNER self: by its own key. Times as YYYYMMDDHHMMSSZ; one year from now unless told.
certify() {
    local name=$1 key=$2 signer=$3 subject=$4 extensions=$5 ca=$work/ca md=()
    local start=${6:-$(date -u -d '-1 day' +%Y%m%d000000Z)} end=${7:-$(date -u -d '+1 year' +%Y%m%d000000Z)}
    mkdir -p "$ca"
    new_key "$ca/$name.key" "$key"
    openssl req -new -key "$ca/$name.key" -subj "$subject" -out "$ca/$name.csr"
    printf '%s\n' "$extensions" >"$ca/$name.ext"
    local by=(-name "$signer")
    if [ "$signer" = self ]; then
        [ -f "$ca/$name.index" ] || authority "$name"
        by=(-name "$name" -selfsign)
    fi
    openssl ca -batch -notext -config "$ca/ca.cnf" "${by[@]}" -in "$ca/$name.csr" -out "$ca/$name.crt" \
        -extfile "$ca/$name.ext" -startdate "$start" -enddate "$end" 2>"$ca/$name.log" \
        || die "$name: $(cat "$ca/$name.log")"
    mv "$ca/$name.crt" "$ca/$name.pem"
}

# hierarchy ORGANIZATION: a root and an intermediate of RSA that signs leaves
hierarchy() {
    local common="keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash"
    local start end
    start=$(date -u -d '-1 year' +%Y%m%d000000Z)
    end=$(date -u -d '+10 years' +%Y%m%d000000Z)
    certify root rsa:2048 self "/C=NO/O=$1/CN=$1 Root" "basicConstraints = critical,CA:TRUE
$common" "$start" "$end"
    authority intermediate
    certify intermediate rsa:2048 root "/C=NO/O=$1/CN=$1 Intermediate" "basicConstraints = critical,CA:TRUE,pathlen:0
authorityKeyIdentifier = keyid
$common" "$start" "$end"
}

# hashes FILE…: SHA-256 of each certificate in PEM text, one a line
hashes() {
    cat "$@" | awk '/BEGIN CERTIFICATE/ {b = ""; on = 1; next} /END CERTIFICATE/ {print b; on = 0} on {b = b $0}' \
        | while read -r body; do base64 -d <<<"$body" | sha256sum | cut -c1-64; done
}

# json_array: the lines of standard input as a JSON array of strings
json_array() { jq -R . | jq -cs .; }
