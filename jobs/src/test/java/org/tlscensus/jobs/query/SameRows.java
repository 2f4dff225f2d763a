package org.tlscensus.jobs.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The rows of two engines side by side: equal, but for the last digits of sums of fractions. */
final class SameRows {
    private static final double TOLERANCE = 1e-9;

    private SameRows() {}

    /** Asks both; without an order of their own rows are put into one. */
    static void require(SqlText query, QueryEngine one, QueryEngine other, boolean isOrdered) {
        try (Result left = one.run(query);
                Result right = other.run(query)) {
            assertEquals(left.columns(), right.columns(), query.name());
            Iterator<Row> expected = rows(left, isOrdered).iterator();
            List<Row> found = rows(right, isOrdered);
            int number = 0;
            for (Row row : found) {
                number++;
                Row wanted = expected.hasNext() ? expected.next() : null;
                boolean isSame = wanted != null && isSame(wanted.values(), row.values());
                assertTrue(isSame, query.name() + " row " + number + ": " + wanted + " / " + row);
            }
            assertTrue(!expected.hasNext(), query.name() + ": rows are missing");
        }
    }

    private static List<Row> rows(Result result, boolean isOrdered) {
        List<Row> rows = new ArrayList<>();
        result.forEachRemaining(rows::add);
        if (isOrdered) {
            return rows;
        }
        IdentityHashMap<Row, String> texts = new IdentityHashMap<>(); // made once: rows are wide
        rows.forEach(row -> texts.put(row, JsonValues.of(result.columns(), row)));
        rows.sort(Comparator.comparing(texts::get));
        return rows;
    }

    private static boolean isSame(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x.equals(y) || Math.abs(x - y) <= TOLERANCE * Math.max(Math.abs(x), Math.abs(y));
        }
        if (a instanceof byte[] x && b instanceof byte[] y) {
            return Arrays.equals(x, y);
        }
        if (a instanceof List<?> x && b instanceof List<?> y && x.size() == y.size()) {
            for (int i = 0; i < x.size(); i++) {
                if (!isSame(x.get(i), y.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y && x.size() == y.size()) {
            return x.keySet().stream().allMatch(key -> isSame(x.get(key), y.get(key)));
        }
        return a == null ? b == null : a.equals(b);
    }
}
