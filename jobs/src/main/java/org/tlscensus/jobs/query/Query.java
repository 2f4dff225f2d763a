package org.tlscensus.jobs.query;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CapturePaths;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.schema.TableSchema;

/** SQL over the tables of a folder, each of which is a view of its folder's name. */
public final class Query {
    private final SparkSession spark;
    private final PrintStream out;
    private final Format format;

    /**
     * @param out where results go
     */
    public Query(SparkSession spark, String tables, PrintStream out, Format format) {
        this.spark = spark;
        this.out = out;
        this.format = format;
        try {
            register(tables, spark.sparkContext().hadoopConfiguration());
        } catch (IOException e) {
            throw new UserError("cannot read the tables in " + tables + ": " + e.getMessage());
        }
    }

    private void register(String tables, Configuration hadoop) throws IOException {
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
        Dataset<Row> rows = null;
        for (Table table : Table.values()) {
            if (table.tableName().equals(name)) {
                rows = spark.read().schema(TableSchema.of(table)).parquet(folder.toString());
            }
        }
        if (rows == null) {
            rows = spark.read().parquet(folder.toString());
        }
        rows.createOrReplaceTempView(name);
    }

    /** Runs a statement and prints its rows, if it has any. */
    public void run(String statement) {
        Dataset<Row> result = spark.sql(statement);
        if (result.columns().length == 0) {
            return;
        }
        RowOutput output = RowOutput.of(format, out);
        output.begin(result.schema());
        Iterator<Row> rows = result.toLocalIterator();
        while (rows.hasNext() && output.row(rows.next())) {
            // printed
        }
        output.end();
        out.flush();
    }
}
