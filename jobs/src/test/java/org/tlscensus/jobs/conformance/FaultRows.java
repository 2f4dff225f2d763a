package org.tlscensus.jobs.conformance;

import static org.tlscensus.jobs.conformance.Corpus.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares connections with their right values. */
final class FaultRows {
    private final Agreement agreement;
    private final Map<String, List<JsonNode>> rowsBySite = new HashMap<>();
    private final Map<String, Set<String>> certificatesBySite = new HashMap<>();

    FaultRows(Agreement agreement, TablesInDuckDb tables) throws SQLException {
        this.agreement = agreement;
        for (JsonNode row :
                tables.objects("SELECT * FROM connections ORDER BY start_time, connection_id")) {
            rowsBySite.computeIfAbsent(text(row, "site"), site -> new ArrayList<>()).add(row);
        }
        for (JsonNode row : tables.rows("SELECT unnest(sites), sha256 FROM certificates")) {
            certificatesBySite
                    .computeIfAbsent(row.get(0).asText(), site -> new HashSet<>())
                    .add(row.get(1).asText());
        }
    }

    /** Compares the connections of a capture, whose site has its name. */
    void compare(String capture, JsonNode truths) {
        List<JsonNode> left = new ArrayList<>(rowsBySite.getOrDefault(capture, List.of()));
        for (JsonNode truth : truths) {
            List<JsonNode> found = left.stream().filter(row -> hasEnds(row, truth)).toList();
            JsonNode expected = truth.get("expect");
            JsonNode row =
                    found.stream()
                            .min(Comparator.comparingLong(r -> mistakes(r, expected)))
                            .orElse(null);
            left.remove(row);
            String item = text(truth, "client_address") + " " + text(truth, "client_port");
            if (truth.has("rows")) {
                long rows =
                        rowsBySite.getOrDefault(capture, List.of()).stream()
                                .filter(r -> hasEnds(r, truth))
                                .count();
                agreement.compare(capture, item, "rows", text(truth, "rows"), "" + rows);
            }
            boolean mayBeMissing = expected.size() == 1 && expected.has("tls");
            if (row == null && !mayBeMissing) {
                agreement.compare(capture, item, "row", "a row", null);
            } else if (row != null) {
                compare(capture, item, truth, row);
            }
        }
    }

    private void compare(String capture, String item, JsonNode truth, JsonNode row) {
        JsonNode expected = truth.get("expect");
        for (String column : names(expected)) {
            Object ours =
                    column.equals("certificates_rows")
                            ? "" + certificates(capture, expected)
                            : value(row, column);
            agreement.compare(capture, item, column, right(expected.get(column)), ours);
        }
        if (truth.has("tcp_originator")) {
            String client = text(row, "client_address") + ":" + text(row, "client_port");
            String originator = text(truth, "tcp_originator");
            agreement.compare(capture, item, "tcp_originator", originator, client);
            boolean isReversed = !originator.equals(text(truth, "tls_client"));
            String ours = text(row, "tls", "roles_reversed");
            agreement.compare(capture, item, "tls.roles_reversed", "" + isReversed, ours);
        }
        JsonNode header = truth.get("proxy_header");
        if (header != null) {
            String version = "proxy_protocol.version";
            agreement.compare(capture, item, version, text(header, "version"), value(row, version));
            String source = text(header, "source");
            agreement.compare(
                    capture,
                    item,
                    "proxy_protocol.source",
                    source == null ? null : source.replaceAll("[\\[\\]]", ""),
                    value(row, "proxy_protocol.source_address")
                            + ":"
                            + value(row, "proxy_protocol.source_port"));
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** EAP's ends are told otherwise than the truth tells them. */
    private static boolean hasEnds(JsonNode row, JsonNode truth) {
        String transport = text(truth, "transport");
        if (transport.equals("eapol") || transport.equals("radius")) {
            return true;
        }
        Set<String> ends = Set.of(end(row, "client"), end(row, "server"));
        return text(row, "transport").equals(transport)
                && ends.equals(Set.of(end(truth, "client"), end(truth, "server")));
    }

    private static String end(JsonNode node, String side) {
        return text(node, side + "_address") + " " + text(node, side + "_port");
    }

    private static long mistakes(JsonNode row, JsonNode expected) {
        return names(expected).stream()
                .filter(column -> !column.equals("certificates_rows"))
                .filter(column -> !right(expected.get(column)).equals(value(row, column)))
                .count();
    }

    /** No elements and no list are one. */
    private static String right(JsonNode value) {
        return value.isArray() && value.isEmpty() ? "null" : Faults.text(value);
    }

    private static String value(JsonNode row, String column) {
        JsonNode value = Corpus.field(row, column.split("\\.", -1));
        return value != null && value.isObject() ? "present" : Faults.text(value);
    }

    /** How many certificates of the chains are in the table of certificates. */
    private long certificates(String capture, JsonNode expected) {
        Set<String> chains = new LinkedHashSet<>();
        for (String chain : new String[] {"tls.server_chain", "tls.client_chain"}) {
            if (expected.has(chain)) {
                expected.get(chain).forEach(sha256 -> chains.add(sha256.asText()));
            }
        }
        chains.retainAll(certificatesBySite.getOrDefault(capture, Set.of()));
        return chains.size();
    }
}
