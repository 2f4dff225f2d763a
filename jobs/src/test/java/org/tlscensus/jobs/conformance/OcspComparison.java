package org.tlscensus.jobs.conformance;

import static org.tlscensus.jobs.conformance.Corpus.field;
import static org.tlscensus.jobs.conformance.Corpus.text;
import static org.tlscensus.jobs.conformance.Corpus.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares the OCSP exchanges of a capture with what TShark found and OpenSSL printed of them. */
final class OcspComparison {
    private final Agreement agreement;
    private final String capture;

    /** Rows by exchange. */
    private final Map<String, List<JsonNode>> exchanges = new LinkedHashMap<>();

    OcspComparison(Agreement agreement, String capture, List<JsonNode> rows) {
        this.agreement = agreement;
        this.capture = capture;
        for (JsonNode row : rows) {
            exchanges.computeIfAbsent(text(row, "exchange_id"), id -> new ArrayList<>()).add(row);
        }
    }

    void compare(List<JsonNode> facts) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (JsonNode fact : facts) {
            if (text(fact, "kind").equals("ocsp")) {
                int n = seen.merge(text(fact, "stream"), 1, Integer::sum);
                compare(text(fact, "stream") + "/ocsp" + n, fact);
            }
        }
        for (List<JsonNode> rows : exchanges.values()) {
            String what = text(rows.get(0), "via") + " " + text(rows.get(0), "response_end_time");
            agreement.compare(capture, what, "ocsp.only_ours", "no", "yes");
        }
    }

    private void compare(String item, JsonNode fact) {
        String id = match(fact);
        agreement.compare(capture, item, "ocsp.found", true, id != null);
        if (id == null) {
            return;
        }
        List<JsonNode> rows = exchanges.remove(id);
        JsonNode first = rows.get(0);
        agree(
                item,
                "response_status",
                words(text(fact, "response_status")),
                text(first, "response_status"));
        agree(item, "produced_at", text(fact, "produced_at"), seconds(first, "produced_at"));
        agree(item, "this_update", text(fact, "this_update"), seconds(first, "this_update"));
        agree(item, "next_update", text(fact, "next_update"), seconds(first, "next_update"));
        agree(item, "host", text(fact, "host"), text(first, "host"));
        agree(item, "user_agent", text(fact, "user_agent"), text(first, "user_agent"));
        String serials =
                field(fact, "response_serials") == null ? "request_serials" : "response_serials";
        agree(item, "serial_numbers", lower(texts(fact, serials)), values(rows, "serial_number"));
        agree(
                item,
                "certificate_status",
                lower(texts(fact, "cert_status")),
                values(rows, "certificate_status"));
        agree(
                item,
                "request_time",
                micros(text(fact, "request_time")),
                time(first, "request_end_time"));
        agree(
                item,
                "response_time",
                micros(text(fact, "response_time")),
                time(first, "response_end_time"));
    }

    /** The exchange of the same kind whose request, or else response, was there at that time. */
    private String match(JsonNode fact) {
        for (boolean byRequest : new boolean[] {true, false}) {
            String wanted = micros(text(fact, byRequest ? "request_time" : "response_time"));
            for (Map.Entry<String, List<JsonNode>> exchange : exchanges.entrySet()) {
                JsonNode row = exchange.getValue().get(0);
                boolean isStapled = "stapled".equals(text(row, "via"));
                String column = byRequest ? "request_end_time" : "response_end_time";
                if (isStapled == "stapled".equals(text(fact, "via"))
                        && isAt(wanted, time(row, column), isStapled)) {
                    return exchange.getKey();
                }
            }
        }
        return null;
    }

    /** TShark tells a staple's time by the packet in which its TLS record ends, a little later. */
    private static boolean isAt(String wanted, String ours, boolean isStapled) {
        if (wanted == null || ours == null) {
            return false;
        }
        BigDecimal later = new BigDecimal(wanted).subtract(new BigDecimal(ours));
        return later.signum() == 0
                || isStapled && later.signum() > 0 && later.compareTo(new BigDecimal("0.001")) < 0;
    }

    private void agree(String item, String column, Object fact, Object ours) {
        if (fact != null) {
            agreement.compare(capture, item, "ocsp." + column, fact, ours);
        }
    }

    private static String words(String status) {
        return status == null
                ? null
                : status.replaceAll("[^a-zA-Z]+", "_").toLowerCase(Locale.ROOT);
    }

    private static List<String> lower(List<String> list) {
        return list == null || list.isEmpty()
                ? null
                : list.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
    }

    private static List<String> values(List<JsonNode> rows, String column) {
        return rows.stream()
                .map(row -> text(row, column) == null ? "" : text(row, column))
                .toList();
    }

    private static String seconds(JsonNode row, String column) {
        String time = text(row, column);
        return time == null ? null : time.replace(" ", "T").replaceFirst("(\\.0+)?Z?$", "Z");
    }

    private static String micros(String epochSeconds) {
        return epochSeconds == null
                ? null
                : new BigDecimal(epochSeconds).setScale(6, RoundingMode.FLOOR).toPlainString();
    }

    private static String time(JsonNode row, String column) {
        return text(row, column) == null
                ? null
                : ConnectionComparison.seconds(row, column)
                        .setScale(6, RoundingMode.FLOOR)
                        .toPlainString();
    }
}
