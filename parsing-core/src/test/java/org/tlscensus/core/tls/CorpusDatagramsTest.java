package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.SiteRows;
import org.tlscensus.core.row.ClientHelloRow;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.TlsRow;

/**
 * DTLS and QUIC of the corpus: what TShark says of each UDP stream, field by field, and nDPI of
 * Google's QUIC. Where they differ and we are right, a file beside this class tells why.
 */
class CorpusDatagramsTest {
    private final Map<String, int[]> agreements = new TreeMap<>(); // per field: agreed, compared
    private final List<String> differences = new ArrayList<>();
    private final Set<String> used = new HashSet<>();

    @Test
    void rowsAreAsTsharkSays() throws IOException {
        for (Path capture : CorpusFolder.captures()) {
            List<Map<String, Object>> facts = udpFacts(capture);
            if (!facts.isEmpty()) {
                compare(capture, facts);
            }
        }
        agreements.forEach(
                (field, n) -> System.out.printf("%-24s %4d of %4d%n", field, n[0], n[1]));
        Set<String> unused = new HashSet<>(reviewed());
        unused.removeAll(used);
        int compared = agreements.values().stream().mapToInt(n -> n[1]).sum();
        assertTrue(compared > 3000, "fields compared: " + compared);
        assertEquals("", String.join("\n", differences));
        assertEquals(Set.of(), unused, "reviewed differences that are none any more");
    }

    private static List<Map<String, Object>> udpFacts(Path capture) throws IOException {
        List<Map<String, Object>> facts = new ArrayList<>();
        for (String line : CorpusFolder.facts(capture)) {
            if (line.startsWith("{\"kind\": \"connection\", \"transport\": \"udp\"")) {
                facts.add(FactsLine.parse(line));
            }
        }
        return facts;
    }

    private void compare(Path capture, List<Map<String, Object>> facts) throws IOException {
        String name = capture.getFileName().toString();
        List<ConnectionRow> rows =
                SiteRows.of("site", capture, AnalysisOptions.DEFAULTS).connections();
        Map<String, ConnectionRow> byFlow = new LinkedHashMap<>();
        for (ConnectionRow row : rows) {
            if (row.transport().equals("udp") && row.tls() != null) {
                byFlow.putIfAbsent(flow(row), row);
            }
        }
        for (Map<String, Object> fact : facts) {
            String client = end((String) fact.get("client"));
            String server = end((String) fact.get("server"));
            ConnectionRow row = byFlow.remove(client + " " + server);
            if (row == null) {
                row = byFlow.remove(server + " " + client);
            }
            compare(name + " " + fact.get("stream"), fact, row);
        }
        for (ConnectionRow row : byFlow.values()) {
            check(name + " " + flow(row), "extra row", null, row.tls().transport());
        }
    }

    private static String flow(ConnectionRow row) throws IOException {
        return end(row.clientAddress(), row.clientPort())
                + " "
                + end(row.serverAddress(), row.serverPort());
    }

    private static String end(String fact) throws IOException {
        int colon = fact.lastIndexOf(':');
        String address = fact.substring(0, colon).replaceAll("[\\[\\]]", "");
        return end(address, Integer.parseInt(fact.substring(colon + 1)));
    }

    private static String end(String address, int port) throws IOException {
        return InetAddress.getByName(address).getHostAddress() + "#" + port;
    }

    @SuppressWarnings("unchecked") // what has a name there is an object
    private static Map<String, Object> object(Map<String, Object> in, String name) {
        Object value = in.get(name);
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private void compare(String where, Map<String, Object> fact, ConnectionRow row)
            throws IOException {
        Map<String, Object> tls = object(fact, "tls");
        Map<String, Object> quic = object(fact, "quic");
        TlsRow ours = row == null ? null : row.tls();
        boolean clientHello = Boolean.TRUE.equals(tls.get("client_hello_seen"));
        boolean serverHello = Boolean.TRUE.equals(tls.get("server_hello_seen"));
        if (quic.get("gquic_versions") != null || isGoogle(fact)) {
            compareGoogle(where, fact, ours);
            return;
        }
        check(where, "client hello", clientHello, ours != null && ours.clientHello() != null);
        check(where, "server hello", serverHello, ours != null && ours.serverHello() != null);
        if (ours == null) {
            return;
        }
        check(where, "transport", tls.get("protocol"), ours.transport());
        if (ours.transport().equals("quic")) {
            compareQuicVersion(where, quic, ours.quicVersion());
        }
        compareFlags(where, tls, ours);
        if (clientHello && ours.clientHello() != null) {
            compareClient(where, tls, ours);
        }
        if (serverHello && ours.serverHello() != null) {
            compareServer(where, tls, ours);
        }
    }

    private static boolean isGoogle(Map<String, Object> fact) {
        Object version = object(fact, "ndpi").get("quic_version");
        return version instanceof String text && text.startsWith("Q0");
    }

    /** TShark reads nothing of Google's handshake, nDPI the version and the name. */
    private void compareGoogle(String where, Map<String, Object> fact, TlsRow ours)
            throws IOException {
        Map<String, Object> ndpi = object(fact, "ndpi");
        if (ndpi.get("sni") == null) {
            return; // no hello in the capture
        }
        check(
                where,
                "google version",
                ndpi.get("quic_version"),
                ours == null ? null : ours.quicVersion());
        check(where, "google name", ndpi.get("sni"), ours == null ? null : ours.serverName());
    }

    private void compareQuicVersion(String where, Map<String, Object> quic, String ours)
            throws IOException {
        List<String> names = new ArrayList<>();
        for (Object version : list(quic.get("versions"))) {
            names.add(quicName(Long.decode((String) version).intValue()));
        }
        check(where, "quic version", true, names.contains(ours));
    }

    private static String quicName(int version) {
        return switch (version) {
            case 1 -> "1";
            case 0x6b3343cf -> "2";
            case 0x54303531 -> "T051";
            default ->
                    switch (version >>> 8) {
                        case 0xff0000 -> "draft-" + (version & 0xff);
                        case 0xfaceb0 -> String.format("mvfst-%02x", version & 0xff);
                        default -> String.format("0x%08x", version);
                    };
        };
    }

    private void compareFlags(String where, Map<String, Object> tls, TlsRow ours)
            throws IOException {
        check(where, "retry request", tls.get("hello_retry_request"), ours.helloRetryRequest());
        check(
                where,
                "certificate request",
                tls.get("certificate_request"),
                ours.clientCertificateRequested());
        check(where, "hello verify", tls.get("hello_verify_request"), ours.history().contains("v"));
        checkUnlessNull(
                where, "record version", version(tls.get("record_version")), ours.recordVersion());
    }

    private void compareClient(String where, Map<String, Object> tls, TlsRow ours)
            throws IOException {
        ClientHelloRow hello = ours.clientHello();
        check(where, "server name", tls.get("server_name"), ours.serverName());
        checkUnlessNull(
                where, "hello version", version(tls.get("client_hello_version")), hello.version());
        checkList(where, "alpn offered", tls.get("alpn_offered"), hello.alpn());
        checkList(
                where, "suites", numbers(tls.get("offered_cipher_suites")), hello.cipherSuiteIds());
        checkList(where, "extensions", numbers(tls.get("extensions")), hello.extensionIds());
        checkList(where, "groups", numbers(tls.get("supported_groups")), hello.groups());
        checkUnlessNull(
                where,
                "session id length",
                number(tls.get("session_id_len")),
                hello.sessionIdLength());
        checkUnlessNull(where, "ja3", tls.get("ja3"), ours.ja3());
        checkUnlessNull(where, "ja4", tls.get("ja4"), ours.ja4());
    }

    private void compareServer(String where, Map<String, Object> tls, TlsRow ours)
            throws IOException {
        check(where, "version", version(tls.get("server_version")), ours.version());
        check(where, "suite", number(tls.get("cipher_suite")), ours.cipherSuiteId());
        checkList(
                where,
                "server extensions",
                numbers(tls.get("server_extensions")),
                ours.serverHello().extensionIds());
        Integer group = number(tls.get("selected_group"));
        checkUnlessNull(
                where, "group", group == null ? null : TlsNames.group(group), ours.selectedGroup());
        checkUnlessNull(where, "ja3s", tls.get("ja3s"), ours.ja3s());
        checkUnlessNull(where, "server alpn", tls.get("alpn_selected"), ours.alpnSelected());
        checkList(where, "server chain", tls.get("certificate_sha256"), ours.serverChain());
        checkList(where, "client chain", tls.get("client_certificate_sha256"), ours.clientChain());
    }

    private static String version(Object fact) {
        return fact == null ? null : TlsVersions.word(Integer.decode((String) fact));
    }

    private static Integer number(Object fact) {
        return fact == null ? null : Integer.decode((String) fact);
    }

    private static List<Integer> numbers(Object fact) {
        return fact == null ? null : list(fact).stream().map(CorpusDatagramsTest::number).toList();
    }

    private static List<?> list(Object fact) {
        return fact == null ? List.of() : (List<?>) fact;
    }

    /** An empty list of theirs may be null here: not there. */
    private void checkList(String where, String field, Object theirs, List<?> ours)
            throws IOException {
        if (theirs != null) {
            check(where, field, theirs, ours == null ? List.of() : ours);
        }
    }

    private void checkUnlessNull(String where, String field, Object theirs, Object ours)
            throws IOException {
        if (theirs != null) {
            check(where, field, theirs, ours);
        }
    }

    private void check(String where, String field, Object theirs, Object ours) throws IOException {
        int[] counts = agreements.computeIfAbsent(field, f -> new int[2]);
        counts[1]++;
        if (Objects.equals(theirs, ours)) {
            counts[0]++;
            return;
        }
        String key = where + " | " + field;
        if (reviewed().contains(key)) {
            used.add(key);
        } else {
            differences.add(key + " | theirs " + theirs + ", ours " + ours);
        }
    }

    private static Set<String> reviewed() throws IOException {
        try (InputStream in =
                CorpusDatagramsTest.class.getResourceAsStream("reviewed-datagrams.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.substring(0, line.lastIndexOf(" | ")))
                    .collect(Collectors.toSet());
        }
    }
}
