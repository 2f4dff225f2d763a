package org.tlscensus.jobs.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tlscensus.core.tls.TlsNames;

/**
 * ssl.log with the columns of Zeek's ssl-log-ext, as far as the archive has them. Whether the name
 * is the certificate's is told by the view checked_chains, after a validation.
 */
final class SslLog {
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int KEY_SHARE = 51;
    private static final int KEY_SHARE_OF_DRAFTS = 40; // of TLS 1.3, up to the 22nd

    static final ZeekLog LOG = new ZeekLog("ssl", fields());

    private SslLog() {}

    private static List<ZeekField> fields() {
        List<ZeekField> fields = new ArrayList<>();
        fields.addAll(base());
        fields.addAll(extended());
        return List.copyOf(fields);
    }

    private static List<ZeekField> base() {
        return List.of(
                ZeekField.of("ts", "time"),
                ZeekField.of("uid", "string", ConnLog::uid),
                ZeekField.of("id.orig_h", "addr"),
                ZeekField.of("id.orig_p", "port"),
                ZeekField.of("id.resp_h", "addr"),
                ZeekField.of("id.resp_p", "port"),
                ZeekField.of("version", "string", row -> ZeekVersion.name(row.text("version"))),
                ZeekField.of("cipher", "string", SslLog::cipher),
                ZeekField.of("curve", "string", SslLog::curve),
                ZeekField.of("server_name", "string"),
                ZeekField.of("resumed", "bool", row -> row.is("resumed")),
                ZeekField.of("last_alert", "string", SslLog::lastAlert),
                ZeekField.of("next_protocol", "string"),
                ZeekField.of("established", "bool", row -> row.is("established")),
                ZeekField.of("ssl_history", "string"),
                ZeekField.of("cert_chain_fps", "vector[string]", row -> chain(row, "server")),
                ZeekField.of(
                        "client_cert_chain_fps", "vector[string]", row -> chain(row, "client")),
                ZeekField.unset("sni_matches_cert", "bool"));
    }

    private static List<ZeekField> extended() {
        return List.of(
                ZeekField.of("server_version", "count", row -> version(row, "server_version")),
                ZeekField.of("client_version", "count", SslLog::clientVersion),
                ZeekField.of("client_ciphers", "vector[count]"),
                ZeekField.of(
                        "ssl_client_exts", "vector[count]", row -> some(row, "ssl_client_exts")),
                ZeekField.of(
                        "ssl_server_exts", "vector[count]", row -> some(row, "ssl_server_exts")),
                ZeekField.of("ticket_lifetime_hint", "count"),
                ZeekField.of("dh_param_size", "count"),
                ZeekField.of("point_formats", "vector[count]"),
                ZeekField.of("client_curves", "vector[count]"),
                ZeekField.of("orig_alpn", "vector[string]"),
                ZeekField.of("client_supported_versions", "vector[count]", SslLog::versions),
                ZeekField.of("server_supported_version", "count", SslLog::serverSupportedVersion),
                ZeekField.of("psk_key_exchange_modes", "vector[count]"),
                ZeekField.of("client_key_share_groups", "vector[count]"),
                ZeekField.of("server_key_share_group", "count", SslLog::serverKeyShare),
                ZeekField.of("client_comp_methods", "vector[count]"),
                ZeekField.of("sigalgs", "vector[count]", row -> schemes(row, 0)),
                ZeekField.of("hashalgs", "vector[count]", row -> schemes(row, Byte.SIZE)));
    }

    private static String cipher(NamedRow row) {
        String name = row.text("cipher");
        return name != null && name.startsWith("0x") ? "unknown-" + row.number("cipher_id") : name;
    }

    private static String curve(NamedRow row) {
        String group = row.text("curve");
        return group != null && group.startsWith("0x")
                ? "unknown-" + TlsNames.groupId(group)
                : group;
    }

    /** Of the alerts of both sides the last: the history tells whose it was. */
    private static String lastAlert(NamedRow row) {
        List<String> ofClient = row.texts("client_alerts");
        List<String> ofServer = row.texts("server_alerts");
        boolean hasClient = ofClient != null && !ofClient.isEmpty();
        boolean hasServer = ofServer != null && !ofServer.isEmpty();
        if (!hasClient && !hasServer) {
            return null;
        }
        String history = String.valueOf(row.text("ssl_history"));
        boolean isClients =
                hasClient && (!hasServer || history.lastIndexOf('L') > history.lastIndexOf('l'));
        List<String> alerts = isClients ? ofClient : ofServer;
        String alert = alerts.get(alerts.size() - 1);
        String description = alert.substring(alert.indexOf(':') + 1);
        return description.startsWith("0x")
                ? "unknown-" + Integer.decode(description)
                : description.toLowerCase(Locale.ROOT);
    }

    /** Zeek has an empty list for the side that sent none, where the other one did. */
    private static List<String> chain(NamedRow row, String side) {
        List<String> server = row.texts("server_chain");
        List<String> client = row.texts("client_chain");
        if (server == null && client == null) {
            return null;
        }
        List<String> chain = side.equals("server") ? server : client;
        return chain == null ? List.of() : chain;
    }

    /** A list; null where it is empty, since Zeek begins it with the first element. */
    private static List<?> some(NamedRow row, String column) {
        List<?> values = row.list(column);
        return values == null || values.isEmpty() ? null : values;
    }

    private static Integer version(NamedRow row, String column) {
        String word = row.text(column);
        return word == null ? null : (Integer) ZeekVersion.number(word);
    }

    private static Integer clientVersion(NamedRow row) {
        Integer version = version(row, "client_version");
        return row.is("sslv2_framed") ? (Integer) ZeekVersion.SSLV2 : version;
    }

    private static List<Integer> versions(NamedRow row) {
        List<String> words = row.texts("client_supported_versions");
        return words == null || words.isEmpty()
                ? null
                : words.stream().map(ZeekVersion::number).toList();
    }

    private static Integer serverSupportedVersion(NamedRow row) {
        return serverSent(row, SUPPORTED_VERSIONS) ? version(row, "version") : null;
    }

    private static Integer serverKeyShare(NamedRow row) {
        String group = row.text("curve");
        boolean isSent = serverSent(row, KEY_SHARE) || serverSent(row, KEY_SHARE_OF_DRAFTS);
        return group != null && isSent ? (Integer) TlsNames.groupId(group) : null;
    }

    private static boolean serverSent(NamedRow row, int extension) {
        List<Integer> sent = row.integers("ssl_server_exts");
        return sent != null && sent.contains(extension);
    }

    /** A byte of each signature scheme: TLS 1.2 has the hash in the upper one. */
    private static List<Integer> schemes(NamedRow row, int shift) {
        List<Integer> schemes = row.integers("signature_schemes");
        return schemes == null
                ? null
                : schemes.stream().map(scheme -> scheme >> shift & 0xff).toList();
    }
}
