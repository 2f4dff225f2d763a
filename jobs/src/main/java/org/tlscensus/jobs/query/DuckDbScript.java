package org.tlscensus.jobs.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.schema.Column;
import org.tlscensus.jobs.schema.Table;

/**
 * The tables and views of a folder as SQL for DuckDB. The queries of the views are Spark's, word
 * for word: they are written in what the two have in common, and macros stand for the rest. Knows
 * no Spark, so that it is there at once.
 */
public final class DuckDbScript {
    /** What Spark has and DuckDB calls otherwise, or, of conditions that are NULL, counts so. */
    private static final List<String> MACROS =
            List.of(
                    "count_if(condition) AS count(*) FILTER (WHERE condition)",
                    "size(list) AS len(list)",
                    "get(list, i) AS list[i + 1]",
                    "explode(list) AS unnest(list)",
                    "array_join(list, separator) AS array_to_string(list, separator)",
                    "unix_micros(time) AS epoch_us(time)");

    private final String tables;

    /**
     * @param tables a folder, or an address that DuckDB can read: {@code s3://…}; Hadoop's names of
     *     that are taken too
     */
    public DuckDbScript(String tables) {
        this.tables = tables.replaceFirst("/+$", "").replaceFirst("^s3[an]:", "s3:");
    }

    /**
     * The statements as text.
     *
     * @throws UserError when there is no such folder on this machine
     */
    public String text() {
        StringBuilder script = new StringBuilder();
        script.append("-- Times are UTC, and NULL sorts as in Spark.\nSET TimeZone = 'UTC';\n");
        script.append("SET default_null_order = 'nulls_first_on_asc_last_on_desc';\n\n");
        script.append("-- Functions as Spark has them.\n");
        MACROS.forEach(
                macro -> script.append("CREATE OR REPLACE MACRO ").append(macro).append(";\n"));
        for (Table table : Table.values()) {
            view(
                    script,
                    "-- " + table.meaning() + ".\n",
                    table.tableName(),
                    isThere(table) ? files(table) : noRows(table));
        }
        for (SqlText view : SqlText.views()) {
            view(script, "", view.viewName(), view.query().stripTrailing());
        }
        return script.toString();
    }

    private static void view(StringBuilder script, String comment, String name, String query) {
        script.append('\n').append(comment);
        script.append("CREATE OR REPLACE VIEW ").append(name).append(" AS\n");
        script.append(query).append(";\n");
    }

    /** Whether it has files; what is not on this machine is not looked at. */
    private boolean isThere(Table table) {
        if (tables.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
            return true;
        }
        Path folder = Path.of(tables);
        if (!Files.isDirectory(folder)) {
            throw new UserError("there are no tables: " + tables + " does not exist");
        }
        Path files = folder.resolve(table.tableName());
        if (!Files.isDirectory(files)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(files)) {
            return all.anyMatch(file -> file.toString().endsWith(".parquet"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String files(Table table) {
        String place = (tables + "/" + table.tableName() + "/**/*.parquet").replace("'", "''");
        String partitions =
                table.partitions().stream()
                        .map(column -> "'" + column.name() + "': " + type(column))
                        .collect(Collectors.joining(", ", "{", "}"));
        return "SELECT * FROM read_parquet('"
                + place
                + "', union_by_name = true"
                + (table.partitions().isEmpty()
                        ? ", hive_partitioning = false"
                        : ", hive_partitioning = true, hive_types = " + partitions)
                + ")";
    }

    /** What a table that is not there counts as. */
    private static String noRows(Table table) {
        return table.columns().stream()
                .map(column -> "CAST(NULL AS " + type(column) + ") AS \"" + column.name() + "\"")
                .collect(Collectors.joining(",\n       ", "SELECT ", "\nWHERE false"));
    }

    private static String type(Column column) {
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
