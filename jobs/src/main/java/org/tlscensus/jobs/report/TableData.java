package org.tlscensus.jobs.report;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.jobs.tables.Cells;
import org.tlscensus.jobs.tables.Columns;
import org.tlscensus.jobs.tables.TableFile;

/**
 * A finished table as the page shows it, whatever made it.
 *
 * @param rows a number, a text or null for each column; the first ones, up to a bound
 * @param count all rows of the table, also those that are not in {@code rows}
 */
record TableData(TableFile table, List<Column> columns, List<List<Object>> rows, long count) {
    /** What the name of a column of published values ends with. */
    private static final String PUBLISHED = "_published";

    /**
     * A column.
     *
     * @param isNumber its values are numbers
     * @param isName they are numbers that stand for something, as ports do: nothing to count with
     * @param meaning by the table's head; null when it does not tell
     */
    record Column(String name, boolean isNumber, boolean isName, String meaning) {
        boolean isPublished() {
            return name.endsWith(PUBLISHED);
        }

        private boolean isMeasure() {
            return isNumber && !isName && !isPublished();
        }
    }

    static TableData of(KeptRows kept) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < kept.columns().size(); i++) {
            columns.add(
                    new Column(
                            kept.columns().get(i).name(),
                            Cells.isNumber(kept.columns().get(i)),
                            kept.isName(i),
                            Columns.meaning(kept.table().header(), kept.columns().get(i))));
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < kept.rows().size(); row++) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                values.add(kept.value(row, i));
            }
            rows.add(values);
        }
        return new TableData(kept.table(), columns, rows, kept.count());
    }

    /**
     * The rows that tell something of this archive, with the published values that stand beside any
     * of them. In a table with published values a row may be there for their sake only: all that it
     * counts of ours is zero or missing.
     */
    TableData ours() {
        if (table.published() == null) {
            return this;
        }
        List<List<Object>> ours = rows.stream().filter(this::isOurs).toList();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            boolean isBeside = ours.stream().anyMatch(row -> row.get(column) != null);
            if (!columns.get(i).isPublished() || isBeside) {
                places.add(i);
            }
        }
        int others = rows.size() - ours.size();
        return new TableData(
                table,
                places.stream().map(columns::get).toList(),
                ours.stream().map(row -> at(places, row)).toList(),
                count - others);
    }

    private static List<Object> at(List<Integer> places, List<Object> row) {
        List<Object> values = new ArrayList<>();
        places.forEach(place -> values.add(row.get(place)));
        return values;
    }

    /** The rows that only tell what was published, with the columns that do. */
    TableData published() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            boolean isKey = !columns.get(i).isMeasure() && !columns.get(i).isPublished();
            int column = i;
            if (isKey && rows.stream().anyMatch(row -> isAlone(row) && row.get(column) != null)
                    || columns.get(i).isPublished()) {
                places.add(i);
            }
        }
        List<List<Object>> theirs =
                rows.stream().filter(this::isAlone).map(row -> at(places, row)).toList();
        List<Column> shown = places.stream().map(columns::get).map(TableData::plain).toList();
        return new TableData(table, shown, theirs, theirs.size());
    }

    private static Column plain(Column column) {
        String name = column.name.replaceFirst(PUBLISHED + "$", "");
        return new Column(name, column.isNumber, column.isName, column.meaning);
    }

    private boolean isAlone(List<Object> row) {
        boolean isPublished = false;
        for (int i = 0; i < columns.size(); i++) {
            isPublished |= columns.get(i).isPublished() && row.get(i) != null;
        }
        return isPublished && !isOurs(row);
    }

    private boolean isOurs(List<Object> row) {
        boolean counts = false;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isMeasure()) {
                counts = true;
                if (row.get(i) instanceof Number number && number.doubleValue() != 0) {
                    return true;
                }
            }
        }
        return !counts;
    }

    /** The column's place; -1 when there is none of that name. */
    int index(String column) {
        return columns.stream().map(Column::name).toList().indexOf(column);
    }
}
