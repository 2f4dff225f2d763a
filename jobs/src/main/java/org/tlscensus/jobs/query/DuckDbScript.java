package org.tlscensus.jobs.query;

import java.nio.file.Files;
import java.nio.file.Path;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.schema.Table;

/**
 * The tables and views of a folder as SQL for DuckDB. The queries of the views are Spark's, word
 * for word: they are written in what the two have in common, and macros stand for the rest. Knows
 * no Spark, so that it is there at once.
 */
public final class DuckDbScript {
    private final String tables;

    /**
     * @param tables a folder, or an address that DuckDB can read: {@code s3://…}; Hadoop's names of
     *     that are taken too
     */
    public DuckDbScript(String tables) {
        this.tables = tables.replaceFirst("/+$", "").replaceFirst("^s3[an]:", "s3:");
    }

    /**
     * The statements as text. They look for the newest snapshot once, when they are run, so that
     * all tables are of one commit.
     *
     * @throws UserError when there is no such folder on this machine
     */
    public String text() {
        requireFolder();
        StringBuilder script = new StringBuilder();
        script.append("-- Times are UTC, and NULL sorts as in Spark.\nSET TimeZone = 'UTC';\n");
        script.append("SET default_null_order = 'nulls_first_on_asc_last_on_desc';\n\n");
        script.append(DuckTables.macros());
        script.append(snapshot());
        for (Table table : Table.values()) {
            script.append(variables(table));
            view(
                    script,
                    "-- " + table.meaning() + ".\n",
                    table.tableName(),
                    "SELECT * FROM query(getvariable('census_" + table.tableName() + "'))");
        }
        for (SqlText view : SqlText.views()) {
            view(script, "", view.viewName(), view.query().stripTrailing());
        }
        return script.toString();
    }

    /** What is not on this machine is not looked at. */
    private void requireFolder() {
        boolean isHere = !tables.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
        if (isHere && !Files.isDirectory(Path.of(tables))) {
            throw new UserError("there are no tables: " + tables + " does not exist");
        }
    }

    /** The paths of the files in the newest snapshot, or NULL: tables of before have none. */
    private String snapshot() {
        return """

                -- The files of the tables as of the newest commit.
                SET VARIABLE census_snapshot = (SELECT CASE WHEN count(*) = 0 THEN 'SELECT NULL AS paths'
                    ELSE 'SELECT [f.path for f in files] AS paths FROM read_json(''' || replace(max(file), '''', '''''')
                        || ''', columns = {files: ''STRUCT(path VARCHAR)[]''}, maximum_object_size = 2000000000)' END
                    FROM glob(%s));
                SET VARIABLE census_paths = (SELECT paths FROM query(getvariable('census_snapshot')));
                """
                .formatted(DuckTables.text(tables + "/_state/snapshots/*.json"));
    }

    /** The query of a table as text, which says where its files are, if it has any. */
    private String variables(Table table) {
        String folder = tables + "/" + table.tableName() + "/";
        return """

                SET VARIABLE census_files = (SELECT CASE WHEN getvariable('census_paths') IS NULL
                    THEN (SELECT coalesce(list(file ORDER BY file), []) FROM glob(%1$s))
                    ELSE [%2$s || p for p in getvariable('census_paths') if starts_with(p, %3$s)] END);
                SET VARIABLE census_%4$s = (SELECT CASE WHEN len(getvariable('census_files')) = 0
                    THEN %5$s
                    ELSE 'SELECT * FROM read_parquet([' || array_to_string(
                        ['''' || replace(f, '''', '''''') || '''' for f in getvariable('census_files')], ', ')
                        || '], ' || %6$s || ')' END);
                """
                .formatted(
                        DuckTables.text(folder + "**/*.parquet"),
                        DuckTables.text(tables + "/"),
                        DuckTables.text(table.tableName() + "/"),
                        table.tableName(),
                        DuckTables.text(DuckTables.noRows(table)),
                        DuckTables.text(DuckTables.options(table)));
    }

    private static void view(StringBuilder script, String comment, String name, String query) {
        script.append('\n').append(comment);
        script.append("CREATE OR REPLACE VIEW ").append(name).append(" AS\n");
        script.append(query).append(";\n");
    }
}
