package org.tlscensus.jobs.query;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** DuckDB's rows, which it computes as they are asked for. */
final class DuckResult implements Result {
    private final Statement statement;
    private final ResultSet rows;
    private final List<ResultColumn> columns;
    private boolean isAhead;

    /** Takes a statement that was run, and closes it in the end. */
    DuckResult(Statement statement) throws SQLException {
        this.statement = statement;
        rows = statement.getResultSet();
        columns = columns(rows.getMetaData());
    }

    static List<ResultColumn> columns(ResultSetMetaData result) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= result.getColumnCount(); i++) {
            columns.add(
                    new ResultColumn(
                            name(result.getColumnName(i)),
                            DuckTypes.spark(result.getColumnTypeName(i))));
        }
        return columns;
    }

    /** Spark's name of a column that a query counts into and does not name. */
    private static String name(String column) {
        return column.equals("count_star()") ? "count(1)" : column;
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public boolean hasNext() {
        try {
            isAhead = isAhead || rows.next();
            return isAhead;
        } catch (SQLException e) {
            throw DuckFailure.of(e);
        }
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        isAhead = false;
        try {
            List<Object> values = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                values.add(DuckTypes.value(rows.getObject(i)));
            }
            return new Row(values);
        } catch (SQLException e) {
            throw DuckFailure.of(e);
        }
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw DuckFailure.of(e);
        }
    }
}
