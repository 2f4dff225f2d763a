package org.tlscensus.jobs.export;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;

/** A row whose values are asked for by the names of their columns. A view that moves. */
final class NamedRow {
    private final Map<String, Integer> places = new HashMap<>();
    private Row row;

    NamedRow(List<ResultColumn> columns) {
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i).name(), i);
        }
    }

    NamedRow moveTo(Row next) {
        row = next;
        return this;
    }

    /** The value as {@link Row} has it, or null. */
    Object get(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("the query has no column " + column);
        }
        return row.get(place);
    }

    /** Any value as text, or null. */
    String text(String column) {
        Object value = get(column);
        return value == null ? null : value.toString();
    }

    /** A number, or null. */
    Long number(String column) {
        return get(column) instanceof Number number ? (Long) number.longValue() : null;
    }

    /** A number; 0 where there is none. */
    long count(String column) {
        return get(column) instanceof Number number ? number.longValue() : 0;
    }

    Double fraction(String column) {
        return get(column) instanceof Number number ? (Double) number.doubleValue() : null;
    }

    /** Whether it is true; NULL is not. */
    boolean is(String column) {
        return Boolean.TRUE.equals(get(column));
    }

    Boolean flag(String column) {
        return (Boolean) get(column);
    }

    Instant time(String column) {
        return (Instant) get(column);
    }

    byte[] bytes(String column) {
        return (byte[]) get(column);
    }

    /** A list, or null; the elements are of one type. */
    List<?> list(String column) {
        return (List<?>) get(column);
    }

    List<String> texts(String column) {
        List<?> values = list(column);
        return values == null ? null : values.stream().map(String::valueOf).toList();
    }

    List<Integer> integers(String column) {
        List<?> values = list(column);
        return values == null
                ? null
                : values.stream().map(value -> ((Number) value).intValue()).toList();
    }
}
