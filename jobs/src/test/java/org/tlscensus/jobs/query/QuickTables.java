package org.tlscensus.jobs.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;
import org.tlscensus.jobs.schema.Table;

/**
 * Tables made of rows that are written down as JSON, by DuckDB, which takes no time for it; columns
 * that are not there are NULL.
 */
public final class QuickTables {
    private QuickTables() {}

    /** Writes rows of a table into a folder of tables. */
    public static void write(Path folder, Table table, List<String> rows) throws IOException {
        Path target = Files.createDirectories(folder.resolve(table.tableName()));
        Path json = Files.write(folder.resolve("." + table.tableName() + ".jsonl"), rows);
        String columns =
                table.columns().stream()
                        .map(c -> '"' + c.name() + "\": '" + DuckTables.type(c) + "'")
                        .collect(Collectors.joining(", ", "{", "}"));
        String read =
                rows.isEmpty()
                        ? DuckTables.noRows(table)
                        : "SELECT * FROM read_json('" + json + "', columns = " + columns + ")";
        try (Connection duck = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = duck.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("COPY (" + read + ") TO '" + target + "/part.parquet'");
        } catch (SQLException e) {
            throw new IllegalStateException(table.tableName(), e);
        }
    }

    /** Writes the tables that have a file {@code NAME.jsonl}; the others count as empty. */
    public static void writeAll(Path folder, Path files) throws IOException {
        for (Table table : Table.values()) {
            Path file = files.resolve(table.tableName() + ".jsonl");
            if (Files.exists(file)) {
                write(folder, table, Files.readAllLines(file));
            }
        }
    }
}
