package org.tlscensus.jobs.query;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CapturePaths;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.schema.TableSchema;

/** Makes the tables of a folder views of their names, and the program's own views over them. */
public final class TableViews {
    private static final String FOLDER = "views";
    private static final Pattern READ =
            Pattern.compile("\\b(?:FROM|JOIN)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    private final SparkSession spark;
    private final Set<String> missing = new TreeSet<>();
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
        for (Table table : Table.values()) {
            missing.add(table.tableName());
        }
        try {
            registerTables(tables, spark.sparkContext().hadoopConfiguration());
        } catch (IOException e) {
            throw new UserError("cannot read the tables in " + tables + ": " + e.getMessage());
        }
        for (Table table : Table.values()) {
            if (missing.contains(table.tableName())) {
                spark.createDataFrame(List.of(), TableSchema.of(table))
                        .createOrReplaceTempView(table.tableName());
            }
        }
        SqlText.packed(FOLDER).forEach(this::add);
    }

    /** The tables that a query reads, itself or by views, and that the folder has not. */
    public Set<String> missingOf(SqlText query) {
        Set<String> read = new TreeSet<>();
        addRead(query.text(), read);
        read.retainAll(missing);
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

    /**
     * Adds a view; the file holds its query. Its name is the file's, without the number in front
     * that orders the files.
     */
    public void add(SqlText view) {
        views.put(nameOf(view), view.text());
        spark.sql(
                "CREATE OR REPLACE TEMPORARY VIEW `" + nameOf(view) + "` AS " + query(view.text()));
    }

    static String nameOf(SqlText view) {
        return view.name().replaceFirst("^\\d+-", "").replace('-', '_');
    }

    /** The text without the semicolon that may end it; its lines stay where they are. */
    public static String query(String text) {
        String query = text.stripTrailing();
        return query.endsWith(";") ? query.substring(0, query.length() - 1) : query;
    }

    private void registerTables(String tables, Configuration hadoop) throws IOException {
        Path folder = CapturePaths.path(tables, hadoop);
        FileSystem files = folder.getFileSystem(hadoop);
        if (!files.exists(folder)) {
            throw new UserError("there are no tables: " + tables + " does not exist");
        }
        int count = 0;
        for (FileStatus child : files.listStatus(folder)) {
            char first = child.getPath().getName().charAt(0);
            if (child.isDirectory() && first != '_' && first != '.') {
                register(child.getPath());
                count++;
            }
        }
        if (count == 0) {
            throw new UserError(tables + " holds no tables");
        }
    }

    private void register(Path folder) {
        String name = folder.getName();
        for (Table table : Table.values()) {
            if (table.tableName().equals(name)) {
                missing.remove(name);
                spark.read()
                        .schema(TableSchema.of(table))
                        .parquet(folder.toString())
                        .createOrReplaceTempView(name);
                return;
            }
        }
        spark.read().parquet(folder.toString()).createOrReplaceTempView(name);
    }
}
