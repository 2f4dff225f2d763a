package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.SiteRows;
import org.tlscensus.core.row.ConnectionRow;

/**
 * TLS over TCP of the corpus against what other tools say: every disagreement stands in the
 * reviewed list, with the reason why it is none.
 */
class CorpusTlsTest {
    private final Map<String, int[]> agreement = new TreeMap<>(); // field -> compared, equal
    private final Set<String> disagreements = new TreeSet<>();
    private final Set<String> unused = new TreeSet<>();
    private final Map<String, String> reviewed = reviewed();

    private static Map<String, String> reviewed() {
        Map<String, String> reasons = new TreeMap<>();
        try (InputStream in = CorpusTlsTest.class.getResourceAsStream("reviewed.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| "))
                    .forEach(p -> reasons.put(p[0] + " | " + p[1] + " | " + p[2], p[3]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return reasons;
    }

    @Test
    void agreesWithTheFacts() throws IOException {
        unused.addAll(reviewed.keySet());
        Path captures = CorpusFolder.path().resolve("captures");
        for (Path capture : CorpusFolder.captures()) {
            String name = captures.relativize(capture).toString();
            List<ConnectionRow> rows = new ArrayList<>(rows(capture));
            for (String line : CorpusFolder.facts(capture)) {
                Map<String, Object> fact = FactsLine.parse(line);
                boolean isTcp =
                        Objects.equals(fact.get("kind"), "connection")
                                && Objects.equals(fact.get("transport"), "tcp");
                if (isTcp && fact.get("tls") instanceof Map<?, ?> tls) {
                    compare(name, fact, tls, rows);
                }
            }
            zeek(name, captures, rows(capture));
        }
        agreement.forEach((field, n) -> System.out.printf("%-24s %d of %d%n", field, n[1], n[0]));
        assertTrue(agreement.get("found")[0] > 600, "hardly anything was compared");
        assertEquals("", String.join("\n", disagreements), "not reviewed");
        assertEquals("", String.join("\n", unused), "reviewed, but not met");
    }

    private static List<ConnectionRow> rows(Path capture) throws IOException {
        return SiteRows.of("site", capture, AnalysisOptions.DEFAULTS).connections().stream()
                .filter(row -> row.transport().equals("tcp") && row.tls() != null)
                .toList();
    }

    private void compare(
            String capture, Map<String, Object> fact, Map<?, ?> tls, List<ConnectionRow> rows)
            throws IOException {
        boolean claimed =
                (Boolean) tls.get("client_hello_seen") || (Boolean) tls.get("server_hello_seen");
        if (!claimed || tls.get("doubt") != null) {
            return;
        }
        String stream = (String) fact.get("stream");
        Set<String> ends =
                Set.of(end((String) fact.get("client")), end((String) fact.get("server")));
        ConnectionRow row = null;
        for (ConnectionRow candidate : rows) {
            if (row == null && ends(candidate).equals(ends)) {
                row = candidate;
            }
        }
        if (row == null && fact.get("starttls") != null) {
            return; // found or not by another part
        }
        agree(capture, stream, "found", true, row != null);
        if (row == null) {
            return;
        }
        rows.remove(row);
        Map<String, Object> ours = new TlsFacts(row.tls()).asFacts(tls);
        ours.forEach((field, value) -> agree(capture, stream, field, tls.get(field), value));
        if (tls.get("server_name") == null && ours.containsKey("server_name")) {
            // The hello was seen, so the facts claim that it had no name.
            agree(capture, stream, "no_server_name", "", orEmpty(row.tls().serverName()));
        }
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Set<String> ends(ConnectionRow row) throws IOException {
        return Set.of(
                end(row.clientAddress() + ":" + row.clientPort()),
                end(row.serverAddress() + ":" + row.serverPort()));
    }

    private static String end(String text) throws IOException {
        int colon = text.lastIndexOf(':');
        String address = text.substring(0, colon).replace("[", "").replace("]", "");
        return InetAddress.getByName(address).getHostAddress() + " " + text.substring(colon + 1);
    }

    /** Zeek's histories; it writes no letter for a ClientHello in SSL 2.0's form. */
    private void zeek(String name, Path captures, List<ConnectionRow> rows) throws IOException {
        Path file = captures.resolveSibling("zeek").resolve(name + ".jsonl");
        if (!Files.exists(file)) {
            return;
        }
        for (String line : Files.readAllLines(file)) {
            Map<String, Object> zeek = FactsLine.parse(line);
            if (!Objects.equals(zeek.get("log"), "ssl")) {
                continue;
            }
            Set<String> ends =
                    Set.of(
                            end(zeek.get("id.orig_h") + ":" + zeek.get("id.orig_p")),
                            end(zeek.get("id.resp_h") + ":" + zeek.get("id.resp_p")));
            for (ConnectionRow row : rows) {
                if (ends(row).equals(ends)) {
                    String stream = "port " + zeek.get("id.orig_p");
                    String ours = row.tls().history();
                    boolean framed =
                            row.tls().clientHello() != null
                                    && row.tls().clientHello().sslv2Framed();
                    ours = framed ? ours.substring(1) : ours;
                    agree(name, stream, "history", zeek.get("ssl_history"), ours);
                    break;
                }
            }
        }
    }

    private void agree(String capture, String stream, String field, Object fact, Object ours) {
        if (fact == null) {
            return;
        }
        int[] counts = agreement.computeIfAbsent(field, f -> new int[2]);
        counts[0]++;
        if (fact.equals(ours)) {
            counts[1]++;
            return;
        }
        String key = capture + " | " + stream + " | " + field;
        unused.remove(key);
        if (!reviewed.containsKey(key)) {
            disagreements.add(key + " | fact " + fact + " | ours " + ours);
        }
    }
}
