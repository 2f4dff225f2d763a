package org.tlscensus.jobs.query;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.tlscensus.jobs.schema.Column;
import org.tlscensus.jobs.schema.Table;

/**
 * DuckDB over files of several folders, for the program's own questions that take several steps:
 * unlike {@link DuckEngine} it keeps tables between them, and its SQL is DuckDB's.
 */
public final class Workbench implements AutoCloseable {
    private final DuckSession session;

    /**
     * Opens one.
     *
     * @param folders whose files may be read, without links in their paths
     * @param megabytes of memory, beyond which it spills to disk
     */
    public Workbench(List<Path> folders, long megabytes) {
        session = DuckSession.open(folders, megabytes);
    }

    /** Runs statements that make something. */
    public void make(String sql) {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw DuckFailure.of(e);
        }
    }

    /** Asks a question; its answer is to be closed before the next. */
    public Result ask(String sql) {
        try {
            Statement statement = session.connection().createStatement();
            try {
                statement.execute(sql);
                return new DuckResult(statement);
            } catch (SQLException e) {
                statement.close();
                throw session.cause(sql, e, again -> {});
            }
        } catch (SQLException e) {
            throw DuckFailure.of(e);
        }
    }

    /**
     * The query of a table of ours in some files, with a column {@code census_row} of numbers that
     * tell its rows apart, in the order of the files and of the rows in each.
     */
    public static String numberedRows(Table table, List<String> files) {
        return DuckTables.numberedRows(table, files);
    }

    /** The query of any files of Parquet, with such numbers. */
    public static String numberedRows(List<String> files) {
        return DuckTables.numberedRows(files, "union_by_name = true, hive_partitioning = false");
    }

    /** The type of a column in DuckDB's words. */
    public static String type(Column column) {
        return DuckTables.type(column);
    }

    /** A text as a literal. */
    public static String text(String text) {
        return DuckTables.text(text);
    }

    @Override
    public void close() {
        session.close();
    }
}
