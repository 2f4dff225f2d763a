package org.tlscensus.jobs.query;

import java.io.PrintStream;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

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
        TableViews.register(spark, tables);
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
