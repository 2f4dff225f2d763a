package org.tlscensus.jobs.report;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.tables.Cells;
import org.tlscensus.jobs.tables.TableFile;
import org.tlscensus.jobs.tables.TableWriter;

/** Keeps the rows of a table, up to a bound, for its figures and its place in the report. */
public final class KeptRows implements TableWriter {
    /** Enough for a CDF that is drawn; more points than a figure has dots tell no more. */
    private static final int MAX_ROWS = 50_000;

    private final List<Row> rows = new ArrayList<>();
    private TableFile table;
    private List<ResultColumn> columns;
    private long count;

    @Override
    public void begin(TableFile table, List<ResultColumn> columns) {
        this.table = table;
        this.columns = columns;
    }

    @Override
    public void row(Row row) {
        count++;
        if (rows.size() < MAX_ROWS) {
            rows.add(row);
        }
    }

    @Override
    public void end() {}

    TableFile table() {
        return table;
    }

    List<Row> rows() {
        return rows;
    }

    /** All rows, also those that were not kept. */
    long count() {
        return count;
    }

    List<ResultColumn> columns() {
        return columns;
    }

    /** Whether a column's numbers are names, as ports are. */
    boolean isName(int column) {
        return columns.get(column).type().equals("INT");
    }

    /** A number, a text that is fit to be shown, or null. */
    Object value(int row, int column) {
        Object value = rows.get(row).get(column);
        return value == null || value instanceof Number
                ? value
                : Cells.text(columns.get(column), value);
    }

    /** The column's place; -1 when there is none of that name. */
    int index(String column) {
        return columns.stream().map(ResultColumn::name).toList().indexOf(column);
    }
}
