package org.tlscensus.jobs.conformance;

import static org.tlscensus.jobs.conformance.Corpus.field;
import static org.tlscensus.jobs.conformance.Corpus.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares the connections of one capture with the facts about its streams. */
final class ConnectionComparison {
    /** Other bases are guesses (the corpus' README). */
    private static final Set<String> SURE_DIRECTIONS =
            Set.of("syn", "synack", "client_hello", "server_hello");

    private final Agreement agreement;
    private final String capture;
    private final List<JsonNode> rows;
    private final TlsComparison tls;

    ConnectionComparison(Agreement agreement, String capture, List<JsonNode> rows) {
        this.agreement = agreement;
        this.capture = capture;
        this.rows = new ArrayList<>(rows);
        tls = new TlsComparison(agreement, capture);
    }

    void compare(List<JsonNode> facts) {
        List<JsonNode> connections =
                facts.stream().filter(f -> text(f, "kind").equals("connection")).toList();
        for (JsonNode fact : connections) {
            compare(fact);
        }
        for (JsonNode row : rows) {
            if (field(row, "tls") != null) {
                agreement.compare(capture, endpoints(row), "connection.tls_only_ours", "no", "yes");
            }
        }
    }

    private void compare(JsonNode fact) {
        String item = text(fact, "stream");
        boolean hello = TlsComparison.helloSeen(fact);
        boolean starttls = field(fact, "starttls") != null;
        JsonNode row = match(fact, hello);
        if (hello) {
            boolean found = row != null && field(row, "tls") != null;
            agreement.compare(capture, item, "connection.tls_found", true, found);
        }
        if (starttls) {
            boolean found = row != null && field(row, "starttls") != null;
            agreement.compare(capture, item, "connection.starttls_found", true, found);
        }
        if (row == null) {
            return;
        }
        rows.remove(row);
        compareTransport(item, fact, row);
        if (hello && field(row, "tls") != null) {
            tls.compare(item, fact, row);
        }
        if (starttls && field(row, "starttls") != null) {
            compareStartTls(item, fact.get("starttls"), row.get("starttls"));
        }
    }

    /** The row of the same ends that began nearest to the stream; rather one that has TLS too. */
    private JsonNode match(JsonNode fact, boolean hello) {
        JsonNode best = null;
        for (JsonNode row : rows) {
            boolean sameEnds =
                    sides(row).equals(Set.of(text(fact, "client"), text(fact, "server")))
                            && text(row, "transport").equals(text(fact, "transport"));
            if (sameEnds && (best == null || isNearer(fact, hello, row, best))) {
                best = row;
            }
        }
        return best;
    }

    private static boolean isNearer(JsonNode fact, boolean hello, JsonNode row, JsonNode best) {
        boolean rowHasTls = field(row, "tls") != null;
        boolean bestHasTls = field(best, "tls") != null;
        if (hello && rowHasTls != bestHasTls) {
            return rowHasTls;
        }
        return distance(fact, row).compareTo(distance(fact, best)) < 0;
    }

    private static BigDecimal distance(JsonNode fact, JsonNode row) {
        return new BigDecimal(text(fact, "first_time")).subtract(seconds(row, "start_time")).abs();
    }

    private static Set<String> sides(JsonNode row) {
        String client = end(row, "client");
        String server = end(row, "server");
        return client.equals(server) ? Set.of(client) : Set.of(client, server);
    }

    private static String endpoints(JsonNode row) {
        return end(row, "client") + ">" + end(row, "server");
    }

    private static String end(JsonNode row, String side) {
        String address = text(row, side + "_address");
        String port = text(row, side + "_port");
        return address.contains(":") ? "[" + address + "]:" + port : address + ":" + port;
    }

    static BigDecimal seconds(JsonNode row, String column) {
        Instant time = Instant.parse(text(row, column));
        return BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
    }

    private void compareTransport(String item, JsonNode fact, JsonNode row) {
        if (SURE_DIRECTIONS.contains(text(fact, "direction_basis"))) {
            agreement.compare(
                    capture, item, "connection.client", text(fact, "client"), end(row, "client"));
        }
        boolean turned = text(fact, "client").equals(end(row, "server"));
        String there = turned ? "server" : "client";
        String back = turned ? "client" : "server";
        number(item, "packets", fact.get("packets_c2s"), row.get(there + "_packets"));
        number(item, "packets", fact.get("packets_s2c"), row.get(back + "_packets"));
        JsonNode tcp = field(fact, "tcp");
        number(item, "bytes", field(tcp, "seq_bytes_c2s"), row.get(there + "_bytes"));
        number(item, "bytes", field(tcp, "seq_bytes_s2c"), row.get(back + "_bytes"));
        time(item, "start_time", text(fact, "first_time"), row);
        time(item, "end_time", text(fact, "last_time"), row);
    }

    private void number(String item, String column, JsonNode fact, JsonNode ours) {
        if (fact != null && !fact.isNull()) {
            agreement.compare(capture, item, "connection." + column, fact.asText(), ours.asText());
        }
    }

    /** Our columns have microseconds. */
    private void time(String item, String column, String fact, JsonNode row) {
        BigDecimal wanted = new BigDecimal(fact).setScale(6, java.math.RoundingMode.FLOOR);
        BigDecimal ours = seconds(row, column).setScale(6, java.math.RoundingMode.FLOOR);
        agreement.compare(
                capture,
                item,
                "connection." + column,
                wanted.toPlainString(),
                ours.toPlainString());
    }

    private void compareStartTls(String item, JsonNode fact, JsonNode ours) {
        agreement.compare(
                capture, item, "starttls.protocol", text(fact, "protocol"), protocol(ours));
        // The facts have two values: their false is also "neither announced nor asked", our NULL.
        String offered = text(ours, "offered");
        agreement.compare(
                capture,
                item,
                "starttls.offered",
                text(fact, "offered"),
                offered == null ? "false" : offered);
        for (String column : List.of("requested", "accepted", "upgraded")) {
            agreement.compare(
                    capture, item, "starttls." + column, text(fact, column), text(ours, column));
        }
    }

    /** Our word as the facts': they have one for both ends of XMPP, for mail, and for POP3. */
    private static String protocol(JsonNode ours) {
        String word = text(ours, "protocol");
        return switch (word) {
            case "xmpp_client", "xmpp_server" -> "xmpp";
            case "submission", "lmtp" -> "smtp";
            case "pop3" -> "pop";
            default -> word;
        };
    }
}
