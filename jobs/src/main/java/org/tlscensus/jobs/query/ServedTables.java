package org.tlscensus.jobs.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.schema.Column;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.schema.TableSchema;
import org.tlscensus.jobs.serve.ReadOnly;
import org.tlscensus.jobs.store.ArchiveFiles;

/**
 * The tables of a folder and the program's views in the catalog that all sessions of a Spark share,
 * for clients that come with sessions of their own. The files stay where they are.
 */
final class ServedTables implements AutoCloseable {
    private final SparkSession spark;
    private final Deque<String> removals = new ArrayDeque<>();

    /**
     * Enters them.
     *
     * @throws UserError when the folder has no tables
     */
    ServedTables(SparkSession spark, String tables) {
        // One without temporary views, which views must not rest on; and what partitions there are,
        // the folders tell, not the catalog.
        this.spark = spark.newSession();
        ReadOnly.exempt(this.spark);
        this.spark.conf().set("spark.sql.hive.manageFilesourcePartitions", "false");
        Set<Table> missing = EnumSet.allOf(Table.class);
        ArchiveFiles archive =
                ArchiveFiles.open(tables, spark.sparkContext().hadoopConfiguration());
        for (String name : archive.names()) {
            Optional<Table> table = Table.named(name);
            table.ifPresent(missing::remove);
            enter(
                    "TABLE",
                    name,
                    archive.files(name).isPresent()
                            ? " USING " + ServedTable.class.getName() + options(tables, name)
                            : table.map(ServedTables::columns).orElse("")
                                    + " USING parquet"
                                    + table.map(ServedTables::partitions).orElse("")
                                    + " LOCATION "
                                    + quoted(archive.folder(name).toString()));
        }
        missing.forEach(table -> enter("VIEW", table.tableName(), " AS " + noRows(table)));
        for (SqlText view : SqlText.views()) {
            enter("VIEW", view.viewName(), " AS " + view.query());
        }
    }

    private static String options(String tables, String name) {
        return " OPTIONS ("
                + ServedTable.TABLES
                + " "
                + quoted(tables)
                + ", "
                + ServedTable.NAME
                + " "
                + quoted(name)
                + ")";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private void enter(String kind, String name, String definition) {
        String quoted = "`" + name.replace("`", "``") + "`";
        spark.sql("CREATE " + kind + " " + quoted + definition);
        removals.push("DROP " + kind + " IF EXISTS " + quoted);
    }

    private static String columns(Table table) {
        return " (" + TableSchema.of(table).toDDL() + ")";
    }

    private static String partitions(Table table) {
        return table.partitions().isEmpty()
                ? ""
                : table.partitions().stream()
                        .map(Column::name)
                        .collect(Collectors.joining(", ", " PARTITIONED BY (", ")"));
    }

    private static String noRows(Table table) {
        return Stream.of(TableSchema.of(table).fields())
                .map(f -> "CAST(NULL AS " + f.dataType().sql() + ") AS `" + f.name() + "`")
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }

    /** Takes them out of the catalog. */
    @Override
    public void close() {
        while (!removals.isEmpty()) {
            spark.sql(removals.pop());
        }
    }
}
