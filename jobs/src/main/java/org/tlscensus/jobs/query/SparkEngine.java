package org.tlscensus.jobs.query;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.tlscensus.jobs.session.Session;

/** Spark as the engine: on this machine or on many, over tables wherever Hadoop finds them. */
public final class SparkEngine implements QueryEngine {
    private final SparkSession spark;
    private final TableViews views;
    private final boolean isOwner;

    private SparkEngine(SparkSession spark, TableViews views, boolean isOwner) {
        this.spark = spark;
        this.views = views;
        this.isOwner = isOwner;
    }

    /**
     * Opens an archive in a session, which goes on when the engine is closed.
     *
     * @throws org.tlscensus.jobs.failure.UserError when the folder has no tables
     */
    public SparkEngine(SparkSession spark, String tables) {
        this(spark, TableViews.register(spark, tables), false);
    }

    /**
     * Starts Spark, and opens an archive; Spark ends when the engine is closed.
     *
     * @param name how Spark's pages call the work
     * @throws org.tlscensus.jobs.failure.UserError when the folder has no tables
     */
    public static SparkEngine start(String tables, String name) {
        SparkSession spark = Session.forQuestions(name);
        try {
            return new SparkEngine(spark, TableViews.register(spark, tables), true);
        } catch (RuntimeException e) {
            spark.stop();
            throw e;
        }
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
                .map(field -> new ResultColumn(field.name(), type(field.dataType())))
                .toList();
    }

    /** A type without what is said of its fields. */
    private static String type(DataType type) {
        if (type instanceof StructType structure) {
            return Stream.of(structure.fields())
                    .map(field -> field.name() + ": " + type(field.dataType()))
                    .collect(Collectors.joining(", ", "STRUCT<", ">"));
        }
        if (type instanceof ArrayType list) {
            return "ARRAY<" + type(list.elementType()) + ">";
        }
        return type instanceof MapType map
                ? "MAP<" + type(map.keyType()) + ", " + type(map.valueType()) + ">"
                : type.sql();
    }

    @Override
    public void cancel() {
        spark.sparkContext().cancelAllJobs();
    }

    @Override
    public void close() {
        if (isOwner) {
            spark.stop();
        }
    }
}
