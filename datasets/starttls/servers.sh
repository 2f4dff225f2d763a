# Sourced by make: one function a protocol that starts its servers in the server namespace.
# 192.0.2.1 offers TLS (1.2, so that certificates show), 192.0.2.2 does not, 192.0.2.3 offers it but
# cannot do it.

# in_background NAME COMMAND…: in the server namespace, output to a log
in_background() {
    local name=$1
    shift
    server "$@" >"$work/$name.log" 2>&1 </dev/null &
}

start_smtp() {
    local etc=$work/postfix/etc
    mkdir -p "$etc" "$work/postfix/spool" "$work/postfix/data"
    chown postfix "$work/postfix/data"
    start dovecot # its authentication service
    cat >"$etc/main.cf" <<CF
compatibility_level = 3.6
queue_directory = $work/postfix/spool
data_directory = $work/postfix/data
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.starttls.test
mydestination = starttls.test
inet_interfaces = all
local_recipient_maps =
alias_maps =
local_transport = discard
default_transport = discard
maillog_file = $work/postfix.log
maillog_file_prefixes = $work
smtpd_peername_lookup = no
smtpd_tls_chain_files = $ca/mail.key, $ca/mail.chain
smtpd_tls_mandatory_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1, !TLSv1.3
smtpd_tls_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1, !TLSv1.3
smtpd_sasl_type = dovecot
smtpd_sasl_path = $work/dovecot-tls/auth
smtpd_sasl_auth_enable = yes
mynetworks = 10.20.0.0/16
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
smtp_tls_security_level = may
CF
    cat >"$etc/master.cf" <<CF
192.0.2.1:25 inet n - n - - smtpd -o smtpd_tls_security_level=may
192.0.2.2:25 inet n - n - - smtpd -o smtpd_tls_security_level=none
192.0.2.3:25 inet n - n - - smtpd -o smtpd_tls_security_level=may -o smtpd_tls_CAfile=$work/absent.pem
192.0.2.1:587 inet n - n - - smtpd -o smtpd_tls_security_level=may -o smtpd_tls_protocols=>=TLSv1.2
192.0.2.2:587 inet n - n - - smtpd -o smtpd_tls_security_level=none
192.0.2.3:587 inet n - n - - smtpd -o smtpd_tls_security_level=may -o smtpd_tls_CAfile=$work/absent.pem
192.0.2.1:465 inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
discard unix - - n - - discard
error unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
proxymap unix - - n - - proxymap
CF
    server postfix -c "$etc" start >"$work/postfix-start.log" 2>&1 || die "postfix: $(cat "$work/postfix-start.log")"
    await 192.0.2.1:25
    await 192.0.2.1:587
    in_background strip python3 strip.py 192.0.2.4 25 192.0.2.1 25
    await 192.0.2.4:25
}

# IMAP, POP3, ManageSieve, LMTP, and authentication for Postfix: with TLS on .1, without on .2
start_dovecot() {
    printf 'ada:{PLAIN}secret::::::\n' >"$work/users"
    local kind address
    mkdir -p "$work/mail"
    chown nobody "$work/mail"
    for kind in tls plain; do
        mkdir -p "$work/dovecot-$kind"
        address=192.0.2.1
        [ $kind = tls ] || address=192.0.2.2
        cat >"$work/dovecot-$kind/dovecot.conf" <<CF
base_dir = $work/dovecot-$kind/run
state_dir = $work/dovecot-$kind/state
log_path = $work/dovecot-$kind.log
protocols = imap pop3 lmtp sieve
hostname = mail.starttls.test
listen = $address
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:$work/mail/%u
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
ssl = $([ $kind = tls ] && echo yes || echo no)
ssl_cert = <$ca/mail.chain
ssl_key = <$ca/mail.key
ssl_min_protocol = TLSv1.2
ssl_cipher_list = ECDHE+AESGCM
passdb { 
  driver = passwd-file 
  args = $work/users 
}
userdb { 
  driver = static 
  args = uid=nobody gid=nogroup home=$work/mail/%u 
}
service auth { 
  unix_listener $work/dovecot-$kind/auth { 
    mode = 0666 
  } 
}
service lmtp { 
  inet_listener lmtp { 
    address = $address
    port = 24 
  } 
}
service managesieve-login { 
  inet_listener sieve { 
    port = 4190 
  } 
}
CF
        in_background "dovecot-start-$kind" dovecot -F -c "$work/dovecot-$kind/dovecot.conf"
        await $address:143
        await $address:4190
    done
}
start_imap() { start dovecot; }
start_pop3() { start dovecot; }
start_sieve() { start dovecot; }
start_lmtp() { start smtp; } # for the configuration of its client

start_irc() {
    local kind address tls
    for kind in tls plain; do
        address=192.0.2.1 tls="<module name=\"ssl_gnutls\"><module name=\"starttls\">
<sslprofile name=\"Clients\" provider=\"gnutls\" certfile=\"$ca/mail.chain\" keyfile=\"$ca/mail.key\" priority=\"NORMAL:-VERS-TLS1.3\">
<bind address=\"192.0.2.1\" port=\"6697\" type=\"clients\" sslprofile=\"Clients\">"
        [ $kind = tls ] || { address=192.0.2.2 tls=""; }
        mkdir -p "$work/irc-$kind"
        cat >"$work/irc-$kind/inspircd.conf" <<CF
<server name="irc.starttls.test" description="Demo" network="Demo" id="97K">
<admin name="Ada" nick="ada" email="ada@starttls.test">
<path configdir="$work/irc-$kind" datadir="$work/irc-$kind" logdir="$work/irc-$kind" runtimedir="$work/irc-$kind">
<pid file="$work/irc-$kind/pid">
<bind address="$address" port="6667" type="clients">
<connect allow="*" timeout="60" useident="no" resolvehostnames="no">
<module name="cap">
$tls
CF
        in_background "irc-$kind" inspircd --runasroot --nofork --nopid --config "$work/irc-$kind/inspircd.conf"
        await $address:6667
    done
}

start_xmpp() {
    local kind address certificate
    for kind in tls plain; do
        address=192.0.2.1
        certificate="ssl = { certificate = \"$ca/mail.chain\"; key = \"$ca/mail.key\"; protocol = \"tlsv1_2\" }"
        [ $kind = tls ] || { address=192.0.2.2 certificate=""; }
        mkdir -p "$work/xmpp-$kind"
        cat >"$work/xmpp-$kind/prosody.cfg.lua" <<CF
run_as_root = true
daemonize = false
pidfile = "$work/xmpp-$kind/pid"
data_path = "$work/xmpp-$kind"
certificates = "$work/xmpp-$kind"
interfaces = { "$address" }
modules_enabled = { "roster", "saslauth", $([ $kind = tls ] && echo '"tls",') "dialback", "disco", "ping" }
modules_disabled = { $([ $kind = tls ] || echo '"tls"') }
c2s_require_encryption = false
s2s_require_encryption = false
allow_unencrypted_plain_auth = true
authentication = "internal_plain"
log = { info = "*console" }
$certificate
VirtualHost "$([ $kind = tls ] && echo mail || echo plain).starttls.test"
CF
        mkdir -p "$work/xmpp-$kind/mail%2estarttls%2etest/accounts" "$work/xmpp-$kind/plain%2estarttls%2etest/accounts"
        printf 'return { ["password"] = "secret"; };\n' | tee "$work/xmpp-$kind/mail%2estarttls%2etest/accounts/ada.dat" \
            >"$work/xmpp-$kind/plain%2estarttls%2etest/accounts/ada.dat"
        in_background "xmpp-$kind" prosody --config "$work/xmpp-$kind/prosody.cfg.lua"
        await $address:5222
        await $address:5269
    done
}

start_ftp() {
    local kind address engine
    mkdir -p "$work/ftp"
    echo hello >"$work/ftp/hello.txt"
    chown -R nobody "$work/ftp"
    printf 'ada:%s:65534:65534::%s:/bin/sh\n' "$(openssl passwd -1 secret)" "$work/ftp" >"$work/ftp.users"
    chmod 600 "$work/ftp.users"
    for kind in tls plain; do
        address=192.0.2.1 engine=on
        [ $kind = tls ] || { address=192.0.2.2 engine=off; }
        cat >"$work/ftp-$kind.conf" <<CF
ServerName "Demo"
ServerType standalone
DefaultAddress $address
SocketBindTight on
Port 21
UseIPv6 off
UseReverseDNS off
User nobody
Group nogroup
PidFile $work/ftp-$kind.pid
ScoreboardFile none
DelayEngine off
WtmpLog off
ModulePath /usr/lib/proftpd
LoadModule mod_tls.c
AuthOrder mod_auth_file.c
AuthUserFile $work/ftp.users
RequireValidShell off
PassivePorts 50000 50100
TLSEngine $engine
TLSProtocol TLSv1.2
TLSRSACertificateFile $ca/mail.pem
TLSRSACertificateKeyFile $ca/mail.key
TLSCertificateChainFile $ca/mail.extra
TLSOptions NoSessionReuseRequired
TLSRequired off
TLSLog $work/ftp-tls.log
SystemLog $work/ftp-$kind.syslog
CF
        in_background "ftp-$kind" proftpd -n -c "$work/ftp-$kind.conf"
        await $address:21
    done
}

start_ldap() {
    local kind address tls
    for kind in tls plain; do
        address=192.0.2.1 tls="TLSCertificateFile $ca/mail.chain
TLSCertificateKeyFile $ca/mail.key
TLSCipherSuite NORMAL:-VERS-TLS1.3"
        [ $kind = tls ] || { address=192.0.2.2 tls=""; }
        mkdir -p "$work/ldap-$kind"
        cat >"$work/ldap-$kind.conf" <<CF
include /etc/ldap/schema/core.schema
pidfile $work/ldap-$kind/pid
argsfile $work/ldap-$kind/args
$tls
database ldif
suffix "dc=starttls,dc=test"
directory $work/ldap-$kind
rootdn "cn=ada,dc=starttls,dc=test"
rootpw secret
CF
        in_background "ldap-$kind" slapd -h "ldap://$address:389/" -f "$work/ldap-$kind.conf" -d 0
        await $address:389
    done
}

start_nntp() {
    local kind address
    for kind in tls plain; do
        address=192.0.2.1
        [ $kind = tls ] || address=192.0.2.2
        local home=$work/news-$kind
        mkdir -p "$home/db" "$home/run" "$home/log" "$home/spool/articles" "$home/spool/overview" "$home/etc" "$home/tmp"
        printf 'demo.test 0000000000 0000000001 y\n' >"$home/db/active"
        printf 'demo.test\tA group\n' >"$home/db/newsgroups"
        : >"$home/db/active.times"
        cat >"$home/etc/inn.conf" <<CF
mta: "/usr/sbin/sendmail -oi -oem %s"
organization: Demo
ovmethod: tradindexed
hismethod: hisv6
pathhost: news.starttls.test
pathnews: /usr/lib/news
pathbin: /usr/lib/news/bin
domain: starttls.test
pathdb: $home/db
pathrun: $home/run
pathlog: $home/log
pathspool: $home/spool
patharticles: $home/spool/articles
pathoverview: $home/spool/overview
pathetc: $home/etc
pathtmp: $home/tmp
enableoverview: true
nnrpdloadlimit: 0
tlscapath: $home/none
$([ $kind = plain ] || printf 'tlscertfile: %s\ntlskeyfile: %s\ntlsprotocols: [ TLSv1.2 ]\n' "$ca/news.chain" "$ca/news.key")
$([ $kind = tls ] || printf 'tlscertfile: %s\ntlskeyfile: %s\n' "$home/absent" "$home/absent")
CF
        cat >"$home/etc/readers.conf" <<CF
auth "demo" { 
    auth: "ckpasswd -f $home/etc/users"
    default: "anonymous"
}
access "demo" { 
    users: "*"
    newsgroups: "*" 
}
CF
        printf 'ada:%s\n' "$(openssl passwd -1 secret)" >"$home/etc/users"
        printf 'method tradspool { \n    newsgroups: *\n    class: 0\n}\n' >"$home/etc/storage.conf"
        chown -R news "$home"
        # makes the empty overview, which nnrpd does not start without
        server runuser -u news -- env INNCONF="$home/etc/inn.conf" /usr/lib/news/bin/overchan </dev/null >"$work/overchan.log" 2>&1
        in_background "nntp-$kind" env INNCONF="$home/etc/inn.conf" /usr/lib/news/bin/nnrpd -D -f -b $address -p 119 -c "$home/etc/readers.conf"
        await $address:119
    done
}

start_postgresql() {
    local kind address bin
    bin=$(echo /usr/lib/postgresql/*/bin)
    for kind in tls plain; do
        address=192.0.2.1
        [ $kind = tls ] || address=192.0.2.2
        local home=$work/postgresql-$kind
        mkdir "$home"
        chown postgres "$home"
        echo secret >"$work/password"
        chmod 644 "$work/password"
        server runuser -u postgres -- "$bin/initdb" -D "$home/data" -U ada --pwfile="$work/password" -A password --no-sync >"$work/initdb.log" 2>&1
        install -o postgres -m 600 "$ca/mail.key" "$home/data/server.key"
        install -o postgres -m 600 "$ca/mail.chain" "$home/data/server.crt"
        cat >>"$home/data/postgresql.conf" <<CF
listen_addresses = '$address'
unix_socket_directories = '$home'
ssl = $([ $kind = tls ] && echo on || echo off)
ssl_max_protocol_version = 'TLSv1.2'
CF
        echo "host all all all password" >>"$home/data/pg_hba.conf"
        in_background "postgresql-$kind" runuser -u postgres -- "$bin/postgres" -D "$home/data"
        await $address:5432
    done
}

start_mysql() {
    local kind address tls
    for kind in tls plain; do
        address=192.0.2.1
        tls=(--ssl-cert="$ca/mail.chain" --ssl-key="$ca/mail.key" --tls-version=TLSv1.2)
        [ $kind = tls ] || { address=192.0.2.2 tls=(--skip-ssl); }
        local home=$work/mysql-$kind
        mkdir "$home"
        chown mysql "$home"
        mariadb-install-db --no-defaults --user=mysql --datadir="$home/data" --auth-root-authentication-method=normal --skip-test-db >"$work/mysql-install.log" 2>&1
        echo "CREATE USER ada@'%' IDENTIFIED BY 'secret';" >"$home/init.sql"
        chmod 644 "$home/init.sql"
        in_background "mysql-$kind" mariadbd --no-defaults --user=mysql --datadir="$home/data" --socket="$home/socket" --pid-file="$home/pid" \
            --bind-address=$address --port=3306 --skip-name-resolve --init-file="$home/init.sql" --innodb-buffer-pool-size=16M "${tls[@]}"
        await $address:3306
    done
}

start_rdp() {
    local kind address layer
    for kind in tls plain; do
        address=192.0.2.1 layer=negotiate
        [ $kind = tls ] || { address=192.0.2.2 layer=rdp; }
        mkdir -p "$work/rdp-$kind"
        cat >"$work/rdp-$kind/xrdp.ini" <<CF
[Globals]
ini_version=1
fork=true
port=tcp://$address:3389
security_layer=$layer
crypt_level=high
certificate=$ca/mail.chain
key_file=$ca/mail.key
ssl_protocols=TLSv1.2
autorun=
allow_channels=true
bitmap_cache=true
max_bpp=32
[Logging]
LogFile=$work/rdp-$kind/xrdp.log
LogLevel=INFO
EnableSyslog=false
[Xorg]
name=Xorg
lib=libxup.so
username=ask
password=ask
ip=127.0.0.1
port=-1
code=20
CF
        in_background "rdp-$kind" xrdp --nodaemon --config "$work/rdp-$kind/xrdp.ini"
        await $address:3389
    done
}
