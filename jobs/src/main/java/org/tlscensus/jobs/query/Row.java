package org.tlscensus.jobs.query;

import java.util.Arrays;
import java.util.List;

/**
 * A row of a result. A value is null, {@link Boolean}, {@link Number}, {@link String}, {@link
 * java.time.Instant}, {@link java.time.LocalDate}, an array of bytes, or made of such: a {@link
 * List}, or a {@link java.util.Map} for a map and for a structure, whose fields keep their order.
 * Others (of types that our tables do not have) are known by their text.
 *
 * @param values one a column
 */
public record Row(List<Object> values) {
    /** A row of some values. */
    public static Row of(Object... values) {
        return new Row(Arrays.asList(values));
    }

    public Object get(int column) {
        return values.get(column);
    }

    public boolean isNullAt(int column) {
        return values.get(column) == null;
    }

    public int size() {
        return values.size();
    }
}
