package org.tlscensus.jobs.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;

/**
 * Our rows with the published ones beside them: column {@code x_published} after column {@code x}.
 * Published rows that we have no row for come last, with nothing of ours but their key.
 */
final class Comparison {
    /** What the name of a column of published values ends with. */
    static final String ENDING = "_published";

    private final Published published;
    private final List<ResultColumn> ours;
    private final List<ResultColumn> columns;

    /** For each of our columns, the published column of that name; -1: none. */
    private final int[] beside;

    private final List<Integer> alone = new ArrayList<>();
    private final List<Integer> ourKey = new ArrayList<>();
    private final List<Integer> theirKey = new ArrayList<>();
    private final Map<List<String>, List<String>> byKey = new LinkedHashMap<>();
    private final Set<List<String>> met = new HashSet<>();

    /** Finds out what stands beside what in a table. */
    Comparison(TableFile table, List<ResultColumn> ours) {
        this.ours = ours;
        published = table.published();
        beside = new int[ours.size()];
        columns = published == null ? ours : besides(table);
    }

    private List<ResultColumn> besides(TableFile table) {
        List<String> names = ours.stream().map(ResultColumn::name).toList();
        List<String> key = table.header().publishedKey();
        for (String column : key.isEmpty() ? published.columns().subList(0, 1) : key) {
            ourKey.add(index(table, column, names));
            theirKey.add(index(table, column, published.columns()));
        }
        List<ResultColumn> all = new ArrayList<>();
        Set<Integer> used = new HashSet<>(theirKey);
        for (int i = 0; i < ours.size(); i++) {
            int theirs = published.columns().indexOf(ours.get(i).name());
            beside[i] = ourKey.contains(i) ? -1 : theirs;
            all.add(ours.get(i));
            if (beside[i] >= 0) {
                used.add(theirs);
                all.add(column(theirs));
            }
        }
        for (int i = 0; i < published.columns().size(); i++) {
            if (!used.contains(i)) {
                alone.add(i);
                all.add(column(i));
            }
        }
        published.rows().forEach(row -> byKey.put(theirKey.stream().map(row::get).toList(), row));
        return all;
    }

    private static int index(TableFile table, String column, List<String> columns) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new UserError(
                    table.sql().source()
                            + ": published values are found by column "
                            + column
                            + ", which is not in both of the table and the published values");
        }
        return index;
    }

    private ResultColumn column(int theirs) {
        return new ResultColumn(
                published.columns().get(theirs) + ENDING,
                published.isNumeric(theirs) ? "DECIMAL(38,18)" : "STRING");
    }

    /** Columns of ours and of the published values. */
    List<ResultColumn> columns() {
        return columns;
    }

    /** Our row with the published one beside it. */
    Row row(Row row) {
        if (published == null) {
            return row;
        }
        List<String> key =
                ourKey.stream().map(i -> row.isNullAt(i) ? null : row.get(i).toString()).toList();
        List<String> theirs = byKey.get(key);
        boolean isFirst = theirs != null && met.add(key);
        return merged(row, isFirst ? theirs : null);
    }

    /** The published rows that none of ours met. */
    Stream<Row> rest() {
        return byKey.entrySet().stream()
                .filter(entry -> !met.contains(entry.getKey()))
                .map(entry -> merged(null, entry.getValue()));
    }

    private Row merged(Row row, List<String> theirs) {
        Object[] values = new Object[columns.size()];
        int next = 0;
        for (int i = 0; i < ours.size(); i++) {
            values[next++] = row != null ? row.get(i) : key(theirs, i);
            if (beside[i] >= 0) {
                values[next++] = theirs == null ? null : published.value(theirs, beside[i]);
            }
        }
        for (int column : alone) {
            values[next++] = theirs == null ? null : published.value(theirs, column);
        }
        return Row.of(values);
    }

    private Object key(List<String> theirs, int column) {
        int place = ourKey.indexOf(column);
        return place < 0 ? null : published.value(theirs, theirKey.get(place));
    }
}
