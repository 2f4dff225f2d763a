package org.tlscensus.jobs.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tlscensus.jobs.query.Result;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.query.Workbench;

/**
 * Compares the values of all pairs, some columns at a time: a join of whole rows would be larger
 * than the memory.
 */
final class ColumnTally {
    private static final int COLUMNS_AT_ONCE = 8;
    private static final List<Kind> DIFFERENCES = List.of(Kind.FALSE, Kind.NULL, Kind.LESS);

    private final Workbench bench;
    private final int examples;

    /**
     * @param examples how many differences of each column and kind are kept
     */
    ColumnTally(Workbench bench, int examples) {
        this.bench = bench;
        this.examples = examples;
    }

    /** Counts, and hands differences on. */
    List<ColumnCounts> count(TruthTable truth, Differences differences) {
        List<ColumnCounts> all = new ArrayList<>();
        List<Field> fields = truth.stated();
        for (int i = 0; i < fields.size(); i += COLUMNS_AT_ONCE) {
            int end = Math.min(fields.size(), i + COLUMNS_AT_ONCE);
            all.addAll(count(fields.subList(i, end), differences));
        }
        return all;
    }

    private List<ColumnCounts> count(List<Field> fields, Differences differences) {
        List<ColumnCounts> counts = fields.stream().map(f -> new ColumnCounts(f.path())).toList();
        List<Example> found = new ArrayList<>();
        try (Result rows = bench.ask(query(fields))) {
            while (rows.hasNext()) {
                Row row = rows.next();
                int next = 2;
                for (ColumnCounts column : counts) {
                    next = take(row, next, column, differences, found);
                }
            }
        }
        found.forEach(differences::keep);
        return counts;
    }

    private static int take(
            Row row, int first, ColumnCounts column, Differences differences, List<Example> found) {
        int at = first;
        column.add(number(row.get(at++)), number(row.get(at++)), number(row.get(at++)));
        column.add(Kind.EQUAL, number(row.get(at++)));
        for (Kind kind : DIFFERENCES) {
            long values = number(row.get(at++));
            List<?> kept = row.get(at++) instanceof List<?> list ? list : List.of();
            if (values > 0) {
                String cause = (String) row.get(0);
                String said = (String) row.get(1);
                column.add(kind, values);
                differences.add(kind, cause, said, values);
                for (Object each : kept) {
                    found.add(new Example(kind, column.column(), (Long) each, null, cause, said));
                }
            }
        }
        return at;
    }

    private static long number(Object count) {
        return ((Number) count).longValue();
    }

    /** Texts of values are not made here: nearly all are of rows that are equal. */
    private String query(List<Field> fields) {
        StringBuilder values = new StringBuilder();
        StringBuilder kinds = new StringBuilder();
        StringBuilder sums = new StringBuilder();
        List<String> differs = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            String truth = "t" + i;
            String ours = "o" + i;
            Field field = fields.get(i);
            values.append(", %s AS %s".formatted(field.cast("t"), truth));
            values.append(", %s AS %s".formatted(field.of("o"), ours));
            kinds.append(", %s AS k%d".formatted(Kind.of(field, truth, ours, "cause"), i));
            sums.append(sums(i));
            differs.add("k" + i + " > 0");
        }
        return """
                WITH joined AS (
                    SELECT p.truth_row, p.cause, p.said%s
                    FROM pairs p JOIN truth t ON t.census_row = p.truth_row JOIN ours o ON o.census_row = p.our_row
                ), judged AS (
                    SELECT *%s FROM joined
                ), marked AS (
                    SELECT * REPLACE (CASE WHEN %3$s THEN cause END AS cause, CASE WHEN %3$s THEN said END AS said)
                    FROM judged
                )
                SELECT cause, said%4$s FROM marked GROUP BY cause, said ORDER BY cause, said
                """
                .formatted(values, kinds, String.join(" OR ", differs), sums);
    }

    private String sums(int i) {
        String equal = "count(*) FILTER (k%1$d = 0)";
        String right = "count(*) FILTER (k%1$d = 0 AND t%1$d IS NOT NULL)";
        return (", count(t%1$d), count(o%1$d), " + right + ", " + equal).formatted(i)
                + DIFFERENCES.stream()
                        .map(kind -> sums(i, kind))
                        .collect(Collectors.joining(", ", ", ", ""));
    }

    private String sums(int i, Kind kind) {
        String filter = "FILTER (k%d = %d)".formatted(i, kind.ordinal());
        String first = examples == 0 ? "NULL" : "min(truth_row, " + examples + ") " + filter;
        return "count(*) " + filter + ", " + first;
    }
}
