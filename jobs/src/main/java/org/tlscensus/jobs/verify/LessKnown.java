package org.tlscensus.jobs.verify;

import java.util.Set;

/** Values by which a row tells less than the truth, but nothing else. */
final class LessKnown {
    /** What was counted where it was seen. */
    private static final Set<String> COUNTS =
            Set.of(
                    "connections",
                    "server_addresses",
                    "server_names",
                    "tls.scts",
                    "tls.client_application_bytes",
                    "tls.server_application_bytes");

    private LessKnown() {}

    /** SQL for whether a value is less than the truth's, where the two differ. */
    static String of(Field field, String truth, String ours) {
        String type = field.column().type();
        if (type.equals("BOOLEAN")) {
            return "NOT " + ours;
        }
        if (type.startsWith("ARRAY<")) {
            return String.format("list_has_all(%s, %s)", truth, ours);
        }
        if (COUNTS.contains(field.path())) {
            return ours + " < " + truth;
        }
        return switch (field.path()) {
            case "tls.history" -> // a list of letters
                    String.format(
                            "regexp_matches(%s, array_to_string(string_split(%s, ''), '.*'))",
                            truth, ours);
            case "end_reason" -> ours + " IN ('idle', 'archive_end')"; // no end was seen
            case "first_seen" -> ours + " > " + truth;
            case "last_seen" -> ours + " < " + truth;
            default -> "false";
        };
    }
}
