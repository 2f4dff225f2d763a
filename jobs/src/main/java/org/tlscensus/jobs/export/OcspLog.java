package org.tlscensus.jobs.export;

import java.util.List;
import java.util.Locale;

/** ocsp.log: the certificates that responses tell of, by HTTP or stapled. */
final class OcspLog {
    static final ZeekLog LOG =
            new ZeekLog(
                    "ocsp",
                    List.of(
                            ZeekField.of("ts", "time"),
                            ZeekField.of(
                                    "id", "string", row -> ZeekId.ofFile(row.text("exchange_id"))),
                            ZeekField.of("hashAlgorithm", "string"),
                            ZeekField.of(
                                    "issuerNameHash",
                                    "string",
                                    row -> upper(row, "issuerNameHash")),
                            ZeekField.of(
                                    "issuerKeyHash", "string", row -> upper(row, "issuerKeyHash")),
                            ZeekField.of(
                                    "serialNumber", "string", row -> upper(row, "serialNumber")),
                            ZeekField.of("certStatus", "string"),
                            ZeekField.of("revoketime", "time"),
                            ZeekField.of("revokereason", "string", OcspLog::reason),
                            ZeekField.of("thisUpdate", "time"),
                            ZeekField.of("nextUpdate", "time")));

    private OcspLog() {}

    private static String upper(NamedRow row, String column) {
        String text = row.text(column);
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    /** The names of RFC 5280 section 5.3.1, whose words the archive joins by underscores. */
    private static String reason(NamedRow row) {
        String reason = row.text("revokereason");
        if (reason == null) {
            return null;
        }
        return switch (reason) {
            case "ca_compromise" -> "cACompromise";
            case "aa_compromise" -> "aACompromise";
            case "remove_from_crl" -> "removeFromCRL";
            default -> camelCase(reason);
        };
    }

    private static String camelCase(String words) {
        StringBuilder text = new StringBuilder();
        for (String word : words.split("_", -1)) {
            boolean isFirst = text.length() == 0 || word.isEmpty();
            text.append(
                    isFirst
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }
}
