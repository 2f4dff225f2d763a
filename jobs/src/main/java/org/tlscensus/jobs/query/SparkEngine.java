package org.tlscensus.jobs.query;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Spark as the engine: on this machine or on many, over tables wherever Hadoop finds them. */
public final class SparkEngine implements QueryEngine {
    private final SparkSession spark;
    private final TableViews views;

    /**
     * Opens an archive in a session, which goes on when the engine is closed.
     *
     * @throws org.tlscensus.jobs.failure.UserError when the folder has no tables
     */
    public SparkEngine(SparkSession spark, String tables) {
        this.spark = spark;
        views = TableViews.register(spark, tables);
    }

    @Override
    public Result run(SqlText statement) {
        try {
            Dataset<org.apache.spark.sql.Row> result = spark.sql(statement.query());
            return new SparkResult(statement, result);
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw SparkFailure.of(statement, e);
        }
    }

    @Override
    public void addView(SqlText view) {
        try {
            views.add(view);
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw SparkFailure.of(view, e);
        }
    }

    @Override
    public Set<String> unmadeOf(SqlText query) {
        return views.unmadeOf(query);
    }

    @Override
    public List<String> names() {
        return spark.sql("SHOW VIEWS").select("viewName").collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    }

    @Override
    public List<ResultColumn> columns(String name) {
        return columns(spark.table("`" + name + "`").schema());
    }

    static List<ResultColumn> columns(StructType schema) {
        return Stream.of(schema.fields())
                .map(field -> new ResultColumn(field.name(), field.dataType().sql()))
                .toList();
    }

    @Override
    public void cancel() {
        spark.sparkContext().cancelAllJobs();
    }

    @Override
    public void close() {}
}
