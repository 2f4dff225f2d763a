package org.tlscensus.jobs.query;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.schema.TableSchema;
import org.tlscensus.jobs.store.ArchiveFiles;
import org.tlscensus.jobs.store.StoredRows;

/** Makes the tables of a folder views of their names, and the program's own views over them. */
public final class TableViews {
    private final SparkSession spark;
    private final Set<String> unmade = new TreeSet<>(); // no command has made them
    private final ReadTables read = new ReadTables();

    private TableViews(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * Registers the views.
     *
     * @throws UserError when the folder has no tables
     */
    public static TableViews register(SparkSession spark, String tables) {
        TableViews views = new TableViews(spark);
        views.register(tables);
        return views;
    }

    private void register(String tables) {
        Set<String> empty = new TreeSet<>();
        for (Table table : Table.values()) {
            empty.add(table.tableName());
        }
        ArchiveFiles archive =
                ArchiveFiles.open(tables, spark.sparkContext().hadoopConfiguration());
        for (String name : archive.names()) {
            empty.remove(name);
            StoredRows.of(spark, archive, name).createOrReplaceTempView(name);
        }
        for (Table table : Table.values()) {
            if (empty.contains(table.tableName())) {
                if (!table.maker().equals("ingest")) {
                    unmade.add(table.tableName());
                }
                spark.createDataFrame(List.of(), TableSchema.of(table))
                        .createOrReplaceTempView(table.tableName());
            }
        }
        SqlText.views().forEach(this::add);
    }

    /** The tables that a query reads, itself or by views, and that no command has made yet. */
    public Set<String> unmadeOf(SqlText query) {
        Set<String> names = read.of(query);
        names.retainAll(unmade);
        return names;
    }

    /** Adds a view; the file holds its query. */
    public void add(SqlText view) {
        read.addView(view);
        spark.sql("CREATE OR REPLACE TEMPORARY VIEW `" + view.viewName() + "` AS " + view.query());
    }
}
