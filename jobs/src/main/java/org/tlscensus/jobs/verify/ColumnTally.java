package org.tlscensus.jobs.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tlscensus.jobs.query.Result;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.query.Workbench;

/**
 * Compares the values of all pairs. A join of whole rows would be larger than the memory, and most
 * rows are equal: so first hashes of some columns at a time are joined, and then the values of rows
 * whose hashes differ.
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
    List<ColumnCounts> count(TruthTable truth, RowCounts rows, Differences differences) {
        List<List<Field>> groups = groups(truth.compared());
        List<Long> stated = stated(truth.compared());
        List<Long> unequal = unequal(groups);
        List<ColumnCounts> all = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            List<ColumnCounts> counts = new ArrayList<>();
            for (Field field : groups.get(i)) {
                long values = stated.get(all.size() + counts.size());
                counts.add(new ColumnCounts(field.path(), rows.matched(), values));
            }
            if (unequal.get(i) > 0) {
                compare(groups.get(i), "g" + i, counts, differences);
            }
            all.addAll(counts);
        }
        return all;
    }

    private static List<List<Field>> groups(List<Field> fields) {
        List<List<Field>> groups = new ArrayList<>();
        for (int i = 0; i < fields.size(); i += COLUMNS_AT_ONCE) {
            groups.add(fields.subList(i, Math.min(fields.size(), i + COLUMNS_AT_ONCE)));
        }
        return groups;
    }

    /** How many values of the truth each column has, in rows that both sides have. */
    private List<Long> stated(List<Field> fields) {
        String counts =
                fields.stream()
                        .map(field -> "count(" + field.of("t") + ")")
                        .collect(Collectors.joining(", "));
        return numbers(
                "SELECT "
                        + counts
                        + " FROM truth t SEMI JOIN pairs p ON p.truth_row = t.census_row");
    }

    private List<Long> numbers(String sql) {
        try (Result result = bench.ask(sql)) {
            return result.next().values().stream().map(ColumnTally::number).toList();
        }
    }

    private static long number(Object count) {
        return ((Number) count).longValue();
    }

    /** Makes a table of the pairs whose hashes differ; for each group the number of them. */
    private List<Long> unequal(List<List<Field>> groups) {
        bench.make(
                """
                CREATE OR REPLACE TEMP TABLE unequal AS
                SELECT p.*%s FROM pairs p
                JOIN (SELECT t.census_row%s FROM truth t) t ON t.census_row = p.truth_row
                JOIN (SELECT o.census_row%s FROM ours o) o ON o.census_row = p.our_row
                WHERE %s
                """
                        .formatted(
                                each(groups, ", t.h%1$d <> o.h%1$d AS g%1$d", ""),
                                hashes(groups, "t"),
                                hashes(groups, "o"),
                                each(groups, "t.h%1$d <> o.h%1$d", " OR ")));
        return numbers("SELECT " + each(groups, "count(*) FILTER (g%d)", ", ") + " FROM unequal");
    }

    private static String each(List<List<Field>> groups, String sql, String between) {
        return IntStream.range(0, groups.size())
                .mapToObj(sql::formatted)
                .collect(Collectors.joining(between));
    }

    private static String hashes(List<List<Field>> groups, String alias) {
        StringBuilder hashes = new StringBuilder();
        for (int i = 0; i < groups.size(); i++) {
            String values =
                    groups.get(i).stream()
                            .map(f -> f.cast(alias))
                            .collect(Collectors.joining(", "));
            hashes.append(", hash(row(%s)) AS h%d".formatted(values, i));
        }
        return hashes.toString();
    }

    private void compare(
            List<Field> fields, String group, List<ColumnCounts> counts, Differences differences) {
        List<Example> found = new ArrayList<>();
        try (Result rows = bench.ask(query(fields, group))) {
            while (rows.hasNext()) {
                Row row = rows.next();
                int next = 2;
                for (ColumnCounts column : counts) {
                    next = take(row, next, column, differences, found);
                }
            }
        }
        found.forEach(differences::keep);
    }

    private static int take(
            Row row, int first, ColumnCounts column, Differences differences, List<Example> found) {
        int at = first;
        column.addOutOfNothing(number(row.get(at++)));
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

    private String query(List<Field> fields, String group) {
        StringBuilder values = new StringBuilder();
        StringBuilder kinds = new StringBuilder();
        StringBuilder sums = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            String truth = "t" + i;
            String ours = "o" + i;
            Field field = fields.get(i);
            values.append(", %s AS %s".formatted(field.cast("t"), truth));
            values.append(", %s AS %s".formatted(field.of("o"), ours));
            kinds.append(", %s AS k%d".formatted(Kind.of(field, truth, ours, "cause"), i));
            sums.append(sums(i));
        }
        return """
                WITH joined AS (
                    SELECT u.truth_row, u.cause, u.said%s
                    FROM unequal u JOIN truth t ON t.census_row = u.truth_row JOIN ours o ON o.census_row = u.our_row
                    WHERE u.%s
                ), judged AS (
                    SELECT *%s FROM joined
                )
                SELECT cause, said%s FROM judged GROUP BY cause, said ORDER BY cause, said
                """
                .formatted(values, group, kinds, sums);
    }

    private String sums(int i) {
        return ", count(*) FILTER (k%1$d = %2$d AND t%1$d IS NULL)"
                        .formatted(i, Kind.FALSE.ordinal())
                + DIFFERENCES.stream()
                        .flatMap(kind -> Stream.of(", ", sums(i, kind)))
                        .collect(Collectors.joining());
    }

    private String sums(int i, Kind kind) {
        String filter = "FILTER (k%d = %d)".formatted(i, kind.ordinal());
        String first = examples == 0 ? "NULL" : "min(truth_row, " + examples + ") " + filter;
        return "count(*) " + filter + ", " + first;
    }
}
