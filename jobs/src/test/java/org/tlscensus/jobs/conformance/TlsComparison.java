package org.tlscensus.jobs.conformance;

import static org.tlscensus.jobs.conformance.Corpus.field;
import static org.tlscensus.jobs.conformance.Corpus.hex;
import static org.tlscensus.jobs.conformance.Corpus.hexes;
import static org.tlscensus.jobs.conformance.Corpus.text;
import static org.tlscensus.jobs.conformance.Corpus.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.tls.TlsNames;

/** Compares the TLS columns of a connection with the facts about its stream. */
final class TlsComparison {
    private final Agreement agreement;
    private final String capture;

    TlsComparison(Agreement agreement, String capture) {
        this.agreement = agreement;
        this.capture = capture;
    }

    /** Whether the facts claim a hello. */
    static boolean helloSeen(JsonNode connection) {
        JsonNode tls = field(connection, "tls");
        return tls != null
                && field(tls, "doubt") == null
                && (tls.get("client_hello_seen").asBoolean()
                        || tls.get("server_hello_seen").asBoolean());
    }

    void compare(String item, JsonNode fact, JsonNode row) {
        JsonNode facts = fact.get("tls");
        JsonNode tls = row.get("tls");
        agree(item, "transport", text(facts, "protocol"), text(tls, "transport"));
        if (facts.get("client_hello_seen").asBoolean() && field(facts, "sslv2") == null) {
            compareClientHello(item, facts, tls);
        }
        if (facts.get("server_hello_seen").asBoolean()) {
            compareServerHello(item, facts, tls);
        }
        compareCertificates(item, facts, tls);
        agree(item, "stapled_ocsp", text(facts, "stapled_ocsp"), text(tls, "stapled_ocsp"));
        agree(
                item,
                "certificate_request",
                text(facts, "certificate_request"),
                text(tls, "client_certificate_requested"));
        agree(
                item,
                "hello_retry_request",
                text(facts, "hello_retry_request"),
                text(tls, "hello_retry_request"));
        agree(item, "alerts", alertsOf(facts), ourAlerts(tls));
    }

    private void agree(String item, String column, Object fact, Object ours) {
        agreement.compare(capture, item, "tls." + column, fact, ours);
    }

    private void compareClientHello(String item, JsonNode facts, JsonNode tls) {
        JsonNode hello = field(tls, "client_hello");
        agree(
                item,
                "client_hello_version",
                text(facts, "client_hello_version"),
                Versions.number(text(hello, "version")));
        agree(
                item,
                "supported_versions",
                texts(facts, "supported_versions_offered"),
                orEmpty(Versions.numbers(texts(hello, "supported_versions"))));
        agree(
                item,
                "cipher_suites",
                texts(facts, "offered_cipher_suites"),
                hexes(hello, "cipher_suite_ids"));
        agree(item, "extensions", texts(facts, "extensions"), texts(hello, "extension_ids"));
        agree(item, "groups", texts(facts, "supported_groups"), orEmpty(hexes(hello, "groups")));
        agree(item, "alpn_offered", texts(facts, "alpn_offered"), orEmpty(texts(hello, "alpn")));
        agree(item, "session_id_length", text(facts, "session_id_len"), sessionId(hello));
        String name = text(tls, "server_name");
        agree(item, "server_name", orNone(text(facts, "server_name")), orNone(name));
        agree(item, "ja3", text(facts, "ja3"), text(tls, "ja3"));
        agree(item, "ja4", text(facts, "ja4"), text(tls, "ja4"));
    }

    private static String sessionId(JsonNode hello) {
        return text(hello, "session_id_length");
    }

    /** With the hello seen, a null server name means that it had none (the corpus' README). */
    private static String orNone(String name) {
        return name == null ? "(none)" : name;
    }

    private static List<String> orEmpty(List<String> list) {
        return list == null ? List.of() : list;
    }

    private void compareServerHello(String item, JsonNode facts, JsonNode tls) {
        JsonNode hello = field(tls, "server_hello");
        agree(
                item,
                "version",
                text(facts, "server_version"),
                Versions.number(text(tls, "version")));
        JsonNode suite = field(tls, "cipher_suite_id");
        agree(
                item,
                "cipher_suite",
                text(facts, "cipher_suite"),
                suite == null ? null : hex(suite.asInt()));
        agree(
                item,
                "server_extensions",
                texts(facts, "server_extensions"),
                texts(hello, "extension_ids"));
        agree(
                item,
                "selected_group",
                text(facts, "selected_group"),
                groupNumber(text(tls, "selected_group")));
        agree(
                item,
                "server_session_id_length",
                text(facts, "server_session_id_len"),
                sessionId(hello));
        agree(item, "alpn_selected", text(facts, "alpn_selected"), text(tls, "alpn_selected"));
        agree(item, "ja3s", text(facts, "ja3s"), text(tls, "ja3s"));
    }

    private static String groupNumber(String name) {
        return name == null ? null : hex(TlsNames.groupId(name));
    }

    private void compareCertificates(String item, JsonNode facts, JsonNode tls) {
        if (field(facts, "certificate_encrypted") != null
                && facts.get("certificate_encrypted").asBoolean()) {
            return;
        }
        agree(
                item,
                "server_chain",
                texts(facts, "certificate_sha256"),
                orEmpty(texts(tls, "server_chain")));
        agree(
                item,
                "client_chain",
                texts(facts, "client_certificate_sha256"),
                orEmpty(texts(tls, "client_chain")));
    }

    private static List<String> alertsOf(JsonNode facts) {
        JsonNode alerts = field(facts, "alerts");
        if (alerts == null) {
            return null;
        }
        List<String> words = new ArrayList<>();
        for (JsonNode alert : alerts) {
            String level = alert.get("level").asInt() == 1 ? "warning" : "fatal";
            String name = TlsNames.alert(alert.get("desc").asInt());
            words.add(text(alert, "from") + " " + level + ":" + name);
        }
        return words.stream().sorted().toList();
    }

    private static List<String> ourAlerts(JsonNode tls) {
        List<String> words = new ArrayList<>();
        for (String alert : orEmpty(texts(tls, "client_alerts"))) {
            words.add("client " + alert);
        }
        for (String alert : orEmpty(texts(tls, "server_alerts"))) {
            words.add("server " + alert);
        }
        return words.stream().sorted().toList();
    }
}
