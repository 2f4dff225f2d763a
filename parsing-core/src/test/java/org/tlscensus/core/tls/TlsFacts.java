package org.tlscensus.core.tls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.row.ClientHelloRow;
import org.tlscensus.core.row.ServerHelloRow;
import org.tlscensus.core.row.TlsRow;

/** A row in the form that the facts of the corpus have. */
record TlsFacts(TlsRow row) {
    /**
     * The fields that can be compared with these facts.
     *
     * @param facts which hellos they know, and whether the certificates are in the clear
     */
    Map<String, Object> asFacts(Map<?, ?> facts) {
        Map<String, Object> ours = new LinkedHashMap<>();
        ours.put("protocol", row.transport());
        if ((Boolean) facts.get("client_hello_seen") && facts.get("sslv2") == null) {
            clientHello(ours, row.clientHello());
        }
        if ((Boolean) facts.get("server_hello_seen")) {
            serverHello(ours, row.serverHello());
        }
        if (!Boolean.TRUE.equals(facts.get("certificate_encrypted"))) {
            ours.put("certificate_sha256", orEmpty(row.serverChain()));
            ours.put("client_certificate_sha256", orEmpty(row.clientChain()));
        }
        ours.put("stapled_ocsp", row.stapledOcsp());
        ours.put("certificate_request", row.clientCertificateRequested());
        ours.put("hello_retry_request", row.helloRetryRequest());
        ours.put("alerts", alerts());
        return ours;
    }

    private void clientHello(Map<String, Object> ours, ClientHelloRow hello) {
        if (hello == null) {
            ours.put("client_hello_version", null);
            return;
        }
        ours.put("client_hello_version", number(hello.version()));
        ours.put(
                "supported_versions_offered",
                orEmpty(hello.supportedVersions()).stream().map(TlsFacts::number).toList());
        ours.put("offered_cipher_suites", hexes(hello.cipherSuiteIds()));
        ours.put("extensions", texts(hello.extensionIds()));
        ours.put("supported_groups", hexes(hello.groups()));
        ours.put("alpn_offered", orEmpty(hello.alpn()));
        ours.put("session_id_len", Integer.toString(hello.sessionIdLength()));
        ours.put("server_name", row.serverName());
        ours.put("ja3", row.ja3());
        ours.put("ja4", row.ja4());
    }

    private void serverHello(Map<String, Object> ours, ServerHelloRow hello) {
        if (hello == null) {
            ours.put("server_version", null);
            return;
        }
        ours.put("server_version", number(row.version()));
        ours.put("cipher_suite", row.cipherSuiteId() == null ? null : hex(row.cipherSuiteId()));
        ours.put("server_extensions", texts(hello.extensionIds()));
        String group = row.selectedGroup();
        ours.put("selected_group", group == null ? null : hex(TlsNames.groupId(group)));
        ours.put("server_session_id_len", Integer.toString(hello.sessionIdLength()));
        ours.put("alpn_selected", row.alpnSelected());
        ours.put("ja3s", row.ja3s());
    }

    private List<Object> alerts() {
        List<Object> alerts = new ArrayList<>();
        for (String alert : row.clientAlerts()) {
            alerts.add(alert("client", alert));
        }
        for (String alert : row.serverAlerts()) {
            alerts.add(alert("server", alert));
        }
        return alerts;
    }

    private static Map<String, Object> alert(String from, String words) {
        int colon = words.indexOf(':');
        String level = words.startsWith("warning") ? "1" : "2";
        int description = TlsNames.alertId(words.substring(colon + 1));
        return Map.of("from", from, "level", level, "desc", Integer.toString(description));
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static List<String> texts(List<Integer> numbers) {
        return orEmpty(numbers).stream().map(String::valueOf).toList();
    }

    private static List<String> hexes(List<Integer> numbers) {
        return orEmpty(numbers).stream().map(TlsFacts::hex).toList();
    }

    private static String hex(int number) {
        return String.format("0x%04x", number);
    }

    private static String number(String word) {
        String draft = "tls1.3-draft";
        if (word.startsWith(draft)) {
            return hex(0x7f00 | Integer.parseInt(word.substring(draft.length())));
        }
        return switch (word) {
            case "sslv2" -> "0x0002";
            case "sslv3" -> "0x0300";
            case "tls1.0" -> "0x0301";
            case "tls1.1" -> "0x0302";
            case "tls1.2" -> "0x0303";
            case "tls1.3" -> "0x0304";
            default -> word;
        };
    }
}
