package org.tlscensus.jobs.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The logs of one capture, Zeek's and ours. A field that is unset counts as {@code -}. */
final class ZeekComparison {
    private static final String UNSET = "-";

    /** Fields that our logs have for readers' sake, and never set. */
    private static final Set<String> NOT_EXPORTED =
            Set.of(
                    "history",
                    "orig_ip_bytes",
                    "resp_ip_bytes",
                    "tunnel_parents",
                    "sni_matches_cert");

    /** Zeek's times are rounded doubles, ours are cut to microseconds. */
    private static final BigDecimal NEAR = new BigDecimal("0.000002");

    private static final Set<String> IDS = Set.of("uid", "id");
    private static final Set<String> REAL =
            Set.of("ts", "duration", "revoketime", "thisUpdate", "nextUpdate");
    private static final List<String> ENDS =
            List.of("id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p");

    private final Agreement agreement;
    private final String capture;
    private final Map<String, List<Map<String, Object>>> ours;

    ZeekComparison(
            Agreement agreement, String capture, Map<String, List<Map<String, Object>>> ours) {
        this.agreement = agreement;
        this.capture = capture;
        this.ours = ours;
    }

    void compare(Map<String, List<JsonNode>> facts) {
        List<String> handshakes = new ArrayList<>();
        facts.getOrDefault("ssl_ext", List.of()).forEach(fact -> handshakes.add(flow(fact)));
        connections(facts.getOrDefault("conn", List.of()), handshakes);
        handshakes(facts.getOrDefault("ssl_ext", List.of()));
        keyed("x509", facts, List.of("fingerprint", "host_cert", "client_cert"));
        keyed("ocsp", facts, List.of("serialNumber", "issuerKeyHash", "thisUpdate"));
    }

    /** Our table has the connections that speak what the archive knows; Zeek's log has all. */
    private void connections(List<JsonNode> facts, List<String> handshakes) {
        List<Map<String, Object>> left = left("conn");
        for (JsonNode fact : facts) {
            Map<String, Object> row = nearest(fact, left);
            if (handshakes.contains(flow(fact))) {
                agreement.compare(capture, flow(fact), "conn.found", "T", flag(row != null));
            }
            if (row != null) {
                left.remove(row);
                fields("conn", flow(fact), fact, row);
            }
        }
    }

    private void handshakes(List<JsonNode> facts) {
        List<Map<String, Object>> left = left("ssl");
        for (JsonNode fact : facts) {
            Map<String, Object> row = nearest(fact, left);
            agreement.compare(capture, flow(fact), "ssl.found", "T", flag(row != null));
            if (row != null) {
                left.remove(row);
                fields("ssl", flow(fact), fact, row);
            }
        }
        left.forEach(row -> agreement.compare(capture, flow(row), "ssl.only_ours", "F", "T"));
    }

    private void keyed(String log, Map<String, List<JsonNode>> facts, List<String> key) {
        List<Map<String, Object>> left = left(log);
        for (JsonNode fact : facts.getOrDefault(log, List.of())) {
            Map<String, Object> row = null;
            for (Map<String, Object> each : left) {
                boolean isSame =
                        key.stream().allMatch(name -> text(fact, name).equals(text(each, name)));
                if (isSame
                        && (row == null
                                || distance(fact, each).compareTo(distance(fact, row)) < 0)) {
                    row = each;
                }
            }
            String item = text(fact, key.get(0));
            agreement.compare(capture, item, log + ".found", "T", flag(row != null));
            if (row != null) {
                left.remove(row);
                fields(log, item, fact, row);
            }
        }
        left.forEach(
                row ->
                        agreement.compare(
                                capture, text(row, key.get(0)), log + ".only_ours", "F", "T"));
    }

    private List<Map<String, Object>> left(String log) {
        return new ArrayList<>(ours.getOrDefault(log, List.of()));
    }

    private void fields(String log, String item, JsonNode fact, Map<String, Object> row) {
        for (String name : row.keySet()) {
            if (!IDS.contains(name) && !NOT_EXPORTED.contains(name)) {
                String theirs = text(fact, name);
                String our = text(row, name);
                boolean isEqual = isReal(name) && isNear(theirs, our);
                agreement.compare(capture, item, log + "." + name, theirs, isEqual ? theirs : our);
            }
        }
    }

    private static String flag(boolean is) {
        return is ? "T" : "F";
    }

    /** The row of the same ends whose time is nearest. */
    private static Map<String, Object> nearest(JsonNode fact, List<Map<String, Object>> rows) {
        Map<String, Object> nearest = null;
        for (Map<String, Object> row : rows) {
            boolean isSame =
                    sorted(flow(fact)).equals(sorted(flow(row)))
                            && (!row.containsKey("proto")
                                    || text(fact, "proto").equals(text(row, "proto")));
            if (isSame
                    && (nearest == null
                            || distance(fact, row).compareTo(distance(fact, nearest)) < 0)) {
                nearest = row;
            }
        }
        return nearest;
    }

    private static BigDecimal distance(JsonNode fact, Map<String, Object> row) {
        return new BigDecimal(text(fact, "ts")).subtract(new BigDecimal(text(row, "ts"))).abs();
    }

    private static String flow(JsonNode fact) {
        return ENDS.stream().map(name -> text(fact, name)).collect(Collectors.joining(" "));
    }

    private static String flow(Map<String, Object> row) {
        return ENDS.stream().map(name -> text(row, name)).collect(Collectors.joining(" "));
    }

    private static Set<String> sorted(String flow) {
        String[] words = flow.split(" ", -1);
        return new TreeSet<>(List.of(words[0] + " " + words[1], words[2] + " " + words[3]));
    }

    private static String text(JsonNode fact, String name) {
        JsonNode value = fact.get(name);
        if (value == null || value.isNull()) {
            return UNSET;
        }
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(element.asText()));
            return elements.toString();
        }
        if (value.isBoolean()) {
            return flag(value.asBoolean());
        }
        return normal(
                name, value.isNumber() ? value.decimalValue().toPlainString() : value.asText());
    }

    private static String text(Map<String, Object> row, String name) {
        Object value = row.get(name);
        return value == null ? UNSET : normal(name, Objects.toString(value));
    }

    private static boolean isReal(String name) {
        return REAL.contains(name) || name.startsWith("certificate.not_valid");
    }

    private static boolean isNear(String theirs, String ours) {
        return !theirs.equals(UNSET)
                && !ours.equals(UNSET)
                && new BigDecimal(theirs).subtract(new BigDecimal(ours)).abs().compareTo(NEAR) <= 0;
    }

    /** Seconds to six decimals; services in one order. */
    private static String normal(String name, String value) {
        if (isReal(name) && !value.equals(UNSET)) {
            return new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
        }
        if (name.equals("service")) {
            return Arrays.stream(value.split(",", -1)).sorted().collect(Collectors.joining(","));
        }
        return value;
    }
}
