package org.tlscensus.jobs.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.schema.TableSchema;
import org.tlscensus.jobs.store.ArchiveFiles;
import org.tlscensus.jobs.store.StoredRows;

/** Makes the tables of a folder views of their names, and the program's own views over them. */
public final class TableViews {
    private static final Pattern READ =
            Pattern.compile("\\b(?:FROM|JOIN)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    private final SparkSession spark;
    private final Set<String> unmade = new TreeSet<>(); // no command has made them
    private final Map<String, String> views = new HashMap<>();

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
        Set<String> read = new TreeSet<>();
        addRead(query.text(), read);
        read.retainAll(unmade);
        return read;
    }

    private void addRead(String text, Set<String> read) {
        Matcher name = READ.matcher(text.replaceAll("--[^\n]*", ""));
        while (name.find()) {
            if (read.add(name.group(1)) && views.containsKey(name.group(1))) {
                addRead(views.get(name.group(1)), read);
            }
        }
    }

    /** Adds a view; the file holds its query. */
    public void add(SqlText view) {
        views.put(view.viewName(), view.text());
        spark.sql("CREATE OR REPLACE TEMPORARY VIEW `" + view.viewName() + "` AS " + view.query());
    }
}
