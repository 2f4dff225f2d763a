package org.tlscensus.jobs.export;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * conn.log. History and bytes of the IP layer are not in the archive; tunnels are, but no ids of
 * the connections around them.
 */
final class ConnLog {
    static final ZeekLog LOG =
            new ZeekLog(
                    "conn",
                    List.of(
                            ZeekField.of("ts", "time"),
                            ZeekField.of("uid", "string", ConnLog::uid),
                            ZeekField.of("id.orig_h", "addr"),
                            ZeekField.of("id.orig_p", "port"),
                            ZeekField.of("id.resp_h", "addr"),
                            ZeekField.of("id.resp_p", "port"),
                            ZeekField.of("proto", "enum"),
                            ZeekField.of("service", "string", ConnLog::service),
                            ZeekField.of("duration", "interval", ConnLog::duration),
                            ZeekField.of("orig_bytes", "count", row -> bytes(row, "orig_bytes")),
                            ZeekField.of("resp_bytes", "count", row -> bytes(row, "resp_bytes")),
                            ZeekField.of("conn_state", "string", ConnLog::state),
                            ZeekField.of("local_orig", "bool", row -> local(row, "id_orig_h")),
                            ZeekField.of("local_resp", "bool", row -> local(row, "id_resp_h")),
                            ZeekField.of("missed_bytes", "count"),
                            ZeekField.unset("history", "string"),
                            ZeekField.of("orig_pkts", "count"),
                            ZeekField.unset("orig_ip_bytes", "count"),
                            ZeekField.of("resp_pkts", "count"),
                            ZeekField.unset("resp_ip_bytes", "count"),
                            ZeekField.unset("tunnel_parents", "set[string]")));

    private ConnLog() {}

    static String uid(NamedRow row) {
        return ZeekId.ofConnection(row.text("connection_id"));
    }

    /**
     * The protocols that Zeek would have found confirmed, in alphabetical order: TLS by a
     * ClientHello that is answered or follows a SYN, DTLS and QUIC by the client's packets.
     */
    private static String service(NamedRow row) {
        Set<String> services = new TreeSet<>();
        String tls = row.text("tls_transport");
        if ("dtls".equals(tls)) {
            services.add("dtls");
        } else if ("quic".equals(tls)) {
            services.add("quic");
            services.add("ssl");
        } else if (row.is("is_confirmed")) {
            services.add("ssl");
        }
        add(services, row.text("protocol"), row.text("proto"));
        String proxy = row.text("proxy");
        if (proxy != null) {
            services.add(proxy.startsWith("socks") ? "socks" : "http");
        }
        return services.isEmpty() ? null : String.join(",", services);
    }

    /** Zeek's word for a protocol of ours; it has no analyzer of the others. */
    private static void add(Set<String> services, String protocol, String transport) {
        if (protocol == null) {
            return;
        }
        switch (protocol) {
            case "smtp", "submission", "lmtp" -> services.add("smtp");
            case "imap", "pop3", "ftp", "irc", "mysql", "http", "rdp" -> services.add(protocol);
            case "xmpp_client", "xmpp_server" -> services.add("xmpp");
            case "ldap" -> services.add("ldap_" + transport);
            default -> {}
        }
    }

    /** Zeek leaves it and the bytes unset where all packets are of one moment. */
    private static Double duration(NamedRow row) {
        Double seconds = row.fraction("duration");
        return seconds == null || seconds <= 0 ? null : seconds;
    }

    private static Long bytes(NamedRow row, String column) {
        return duration(row) == null ? null : row.number(column);
    }

    /** Of UDP Zeek tells who sent. */
    private static String state(NamedRow row) {
        if (row.text("proto").equals("tcp")) {
            return row.text("tcp_state");
        }
        boolean isAsked = row.count("orig_pkts") > 0;
        boolean isAnswered = row.count("resp_pkts") > 0;
        return isAsked ? isAnswered ? "SF" : "S0" : isAnswered ? "SHR" : "OTH";
    }

    private static Boolean local(NamedRow row, String column) {
        String address = row.text(column);
        return address == null ? null : SpecialAddresses.contain(address);
    }
}
