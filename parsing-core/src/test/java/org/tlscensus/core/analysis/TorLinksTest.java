package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.core.row.ConnectionRow;

/** A private Tor network, whose relays told which connections are links. */
class TorLinksTest {
    private static final Path TOR = Path.of("..", "datasets", "tor");
    private static final Pattern LINK =
            Pattern.compile(
                    "\"site\":\"(\\w+)\".*\"client_address\":\"([^\"]+)\",\"client_port\":(\\d+),"
                            + "\"server_address\":\"([^\"]+)\",\"server_port\":(\\d+).*"
                            + "\"tor_pattern\":(\"server_link\"|null),\"sni_only\":(true|false)");

    private static Map<String, String> expected(String site) throws IOException {
        Map<String, String> evidence = new TreeMap<>();
        for (String line : Files.readAllLines(TOR.resolve("expected.jsonl"))) {
            Matcher link = LINK.matcher(line);
            assertTrue(link.find(), line);
            if (link.group(1).equals(site)) {
                evidence.put(
                        ends(
                                link.group(2),
                                Integer.parseInt(link.group(3)),
                                link.group(4),
                                Integer.parseInt(link.group(5))),
                        link.group(6).equals("null")
                                ? "sni_only null"
                                : link.group(6).replace("\"", "") + " tor");
            }
        }
        return evidence;
    }

    private static String ends(String client, int clientPort, String server, int serverPort) {
        return client + ":" + clientPort + " " + server + ":" + serverPort;
    }

    private static List<ConnectionRow> rows(String site, AnalysisOptions options)
            throws IOException {
        return SiteRows.of(site, TOR.resolve(site + ".pcap"), options).connections();
    }

    /** All links, and nothing else of what is captured. */
    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void linksAreFound(String site) throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (ConnectionRow row : rows(site, AnalysisOptions.DEFAULTS)) {
            if (row.torEvidence() != null) {
                found.put(
                        ends(
                                row.clientAddress(),
                                row.clientPort(),
                                row.serverAddress(),
                                row.serverPort()),
                        row.torEvidence() + " " + row.protocol());
            }
        }
        assertTrue(found.size() > 20, "too few links: " + found.size());
        assertEquals(expected(site), found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void rulesReachTheConnections(String site) throws IOException {
        String rules =
                """
                subject = nothing
                issuer = nothing
                key_algorithm = rsa
                version = 3
                extensions = 0
                server_name = nothing
                """;
        AnalysisOptions usual = AnalysisOptions.DEFAULTS;
        AnalysisOptions changed =
                new AnalysisOptions(
                        usual.tcpIdleNanos(),
                        usual.udpIdleNanos(),
                        usual.allConnections(),
                        usual.verifyChecksums(),
                        usual.limits(),
                        rules);
        List<String> found = new ArrayList<>();
        for (ConnectionRow row : rows(site, changed)) {
            if (row.torEvidence() != null || row.protocol() != null) {
                found.add(row.connectionId());
            }
        }
        assertEquals(List.of(), found);
    }
}
