package org.tlscensus.jobs.query;

import java.util.Set;

/**
 * A column of a result.
 *
 * @param type in Spark's words, as {@code BIGINT} or {@code ARRAY<STRING>}
 */
public record ResultColumn(String name, String type) {
    private static final Set<String> NUMBERS =
            Set.of("TINYINT", "SMALLINT", "INT", "BIGINT", "FLOAT", "DOUBLE");

    /** Whether the values are numbers. */
    public boolean isNumber() {
        return NUMBERS.contains(type) || type.startsWith("DECIMAL");
    }
}
