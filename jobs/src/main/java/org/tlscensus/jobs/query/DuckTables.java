package org.tlscensus.jobs.query;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.tlscensus.jobs.schema.Column;
import org.tlscensus.jobs.schema.Table;

/** What DuckDB has to be told to read our tables and our SQL. */
final class DuckTables {
    /** What a session begins with: times are UTC, and NULL sorts as in Spark. */
    static final List<String> SETTINGS =
            List.of(
                    "SET TimeZone = 'UTC'",
                    "SET default_null_order = 'nulls_first_on_asc_last_on_desc'");

    private static final String UNPARTITIONED = "union_by_name = true, hive_partitioning = false";

    private DuckTables() {}

    /** Statements that make functions of what Spark has and DuckDB has not. */
    static String macros() {
        try (InputStream in = DuckTables.class.getResourceAsStream("/duckdb/macros.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the program's own files cannot be read", e);
        }
    }

    /** The query of a table that lies in some files; columns that no file has are NULL. */
    static String rows(Table table, List<String> files) {
        return files.isEmpty()
                ? noRows(table)
                : noRows(table)
                        + "\nUNION ALL BY NAME\n"
                        + "SELECT * FROM read_parquet("
                        + list(files)
                        + ", "
                        + optionsOf(table, files)
                        + ")";
    }

    /** The same, with a number for each row: of its file and its place there. */
    static String numberedRows(Table table, List<String> files) {
        String none = "SELECT NULL::BIGINT AS census_row, * FROM (" + noRows(table) + ")";
        return files.isEmpty()
                ? none
                : none + "\nUNION ALL BY NAME\n" + numberedRows(files, optionsOf(table, files));
    }

    static String numberedRows(List<String> files, String options) {
        return "SELECT (file_index::BIGINT << 40) | file_row_number AS census_row, *"
                + " FROM read_parquet("
                + list(files)
                + ", "
                + options
                + ")";
    }

    private static String optionsOf(Table table, List<String> files) {
        return hasPartitions(table, files) ? options(table) : UNPARTITIONED;
    }

    /** The same of a table that is not ours. */
    static String rows(List<String> files) {
        return "SELECT * FROM read_parquet("
                + list(files)
                + ", union_by_name = true, hive_types_autocast = false)";
    }

    /** Whether the folders of the files tell partitions; else they are columns as others. */
    private static boolean hasPartitions(Table table, List<String> files) {
        return table.partitions().stream()
                .allMatch(column -> files.get(0).contains("/" + column.name() + "="));
    }

    private static String list(List<String> files) {
        return files.stream().map(DuckTables::text).collect(Collectors.joining(", ", "[", "]"));
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** How the files of a table are read. */
    static String options(Table table) {
        String partitions =
                table.partitions().stream()
                        .map(column -> "'" + column.name() + "': " + type(column))
                        .collect(Collectors.joining(", ", "{", "}"));
        return table.partitions().isEmpty()
                ? UNPARTITIONED
                : "union_by_name = true, hive_partitioning = true, hive_types = " + partitions;
    }

    /** What a table that is not there counts as. */
    static String noRows(Table table) {
        return table.columns().stream()
                .map(column -> "CAST(NULL AS " + type(column) + ") AS \"" + column.name() + "\"")
                .collect(Collectors.joining(",\n       ", "SELECT ", "\nWHERE false"));
    }

    /** The type of a column in DuckDB's words. */
    static String type(Column column) {
        if (column.fields().isEmpty()) {
            return type(column.type());
        }
        return column.fields().stream()
                .map(field -> '"' + field.name() + "\" " + type(field))
                .collect(Collectors.joining(", ", "STRUCT(", ")"));
    }

    private static String type(String word) {
        if (word.startsWith("ARRAY<")) {
            return type(word.substring("ARRAY<".length(), word.length() - 1)) + "[]";
        }
        if (word.startsWith("MAP<")) {
            String[] types = word.substring("MAP<".length(), word.length() - 1).split(",", 2);
            return "MAP(" + type(types[0]) + ", " + type(types[1]) + ")";
        }
        return switch (word) {
            case "STRING" -> "VARCHAR";
            case "BINARY" -> "BLOB";
            case "TIMESTAMP" -> "TIMESTAMPTZ";
            default -> word;
        };
    }
}
