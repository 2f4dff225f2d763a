package org.tlscensus.core.starttls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.SiteRows;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.StartTlsRow;

/**
 * Every cleartext dialogue of the corpus' facts is found, and its row says what the facts say, but
 * for the differences that were examined: they stand with their reasons in a file beside.
 */
class CorpusStartTlsTest {
    private static final String STARTTLS = "\"starttls\": {";
    private static final String TUNNEL = "\"tunnel\": {";

    private final Map<String, int[]> outcomes = new TreeMap<>(); // by protocol and outcome
    private final Set<String> differences = new TreeSet<>();
    private int compared;

    @Test
    void rowsSayWhatTheFactsSay() throws IOException {
        for (Path capture : CorpusFolder.captures()) {
            List<String> facts =
                    CorpusFolder.facts(capture).stream()
                            .filter(line -> line.contains(STARTTLS) || line.contains(TUNNEL))
                            .toList();
            if (!facts.isEmpty()) {
                compare(capture, facts);
            }
        }
        outcomes.forEach((outcome, count) -> System.out.printf("%-60s %d%n", outcome, count[0]));
        System.out.printf("%d fields of dialogues compared%n", compared);
        assertTrue(compared > 1000, "fields compared: " + compared);
        Set<String> reviewed = reviewed();
        assertEquals(String.join("\n", reviewed), String.join("\n", differences));
    }

    private void compare(Path capture, List<String> facts) throws IOException {
        List<ConnectionRow> rows =
                new ArrayList<>(
                        SiteRows.of("corpus", capture, AnalysisOptions.DEFAULTS).connections());
        String name = capture.getFileName().toString();
        for (String fact : facts) {
            String item = name + " | " + text(fact, "stream");
            ConnectionRow row = match(fact, rows);
            if (fact.contains(TUNNEL)) {
                String kind = text(fact.substring(fact.indexOf(TUNNEL)), "kind");
                compare(item, "proxy", kind, row == null ? "no row" : row.proxy());
            }
            if (!fact.contains(STARTTLS)) {
                continue;
            }
            if (row == null || row.starttls() == null) {
                differ(item, "found", "yes", row == null ? "no row" : "no dialogue");
                continue;
            }
            rows.remove(row);
            compare(item, fact.substring(fact.indexOf(STARTTLS)), row.starttls());
        }
    }

    /** The row of the same ends that began nearest. */
    private static ConnectionRow match(String fact, List<ConnectionRow> rows) {
        Set<String> ends = Set.of(text(fact, "client"), text(fact, "server") + " ");
        String first = text(fact, "first_time");
        int point = first.indexOf('.');
        Instant start =
                Instant.ofEpochSecond(
                        Long.parseLong(first.substring(0, point)),
                        Long.parseLong(first.substring(point + 1)));
        return rows.stream()
                .filter(
                        row -> {
                            String client = end(row.clientAddress(), row.clientPort());
                            String server = end(row.serverAddress(), row.serverPort());
                            return ends.equals(Set.of(client, server + " "))
                                    || ends.equals(Set.of(server, client + " "));
                        })
                .min(Comparator.comparing(row -> Duration.between(start, row.startTime()).abs()))
                .orElse(null);
    }

    private static String end(String address, int port) {
        return address.contains(":") ? "[" + address + "]:" + port : address + ":" + port;
    }

    private void compare(String item, String fact, StartTlsRow row) {
        String protocol = text(fact, "protocol");
        compare(item, "protocol", protocol, factWord(row.protocol()));
        compare(item, "offered", text(fact, "offered"), String.valueOf(row.offered()));
        compare(item, "requested", text(fact, "requested"), String.valueOf(row.requested()));
        compare(item, "accepted", text(fact, "accepted"), String.valueOf(row.accepted()));
        compare(item, "upgraded", text(fact, "upgraded"), String.valueOf(row.upgraded()));
        String outcome =
                String.format(
                        "%-12s offered %-5s requested %-5s accepted %-5s upgraded %s",
                        row.protocol(),
                        row.offered(),
                        row.requested(),
                        row.accepted(),
                        row.upgraded());
        outcomes.computeIfAbsent(outcome, key -> new int[1])[0]++;
    }

    /** A fact of null says nothing. */
    private void compare(String item, String field, String fact, String ours) {
        if (!fact.equals("null")) {
            compared++;
            if (!fact.equals(ours)) {
                differ(item, field, fact, ours);
            }
        }
    }

    private void differ(String item, String field, String fact, String ours) {
        differences.add(item + " | " + field + " | fact " + fact + " | ours " + ours);
    }

    /** The facts have one word for both kinds of XMPP and for mail, and their own for POP3. */
    private static String factWord(String protocol) {
        return switch (protocol) {
            case "xmpp_client", "xmpp_server" -> "xmpp";
            case "submission", "lmtp" -> "smtp";
            case "pop3" -> "pop";
            default -> protocol;
        };
    }

    private static String text(String line, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": \"?([^\",}]+)").matcher(line);
        assertTrue(matcher.find(), name);
        return matcher.group(1);
    }

    /** Differences that were examined; a line of the file is one, then a bar and the reason. */
    private static Set<String> reviewed() {
        try (var in = CorpusStartTlsTest.class.getResourceAsStream("reviewed-dialogues.txt")) {
            Set<String> differences = new TreeSet<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> differences.add(line.substring(0, line.lastIndexOf(" | "))));
            return differences;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
