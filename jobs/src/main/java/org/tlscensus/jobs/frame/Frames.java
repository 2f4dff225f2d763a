package org.tlscensus.jobs.frame;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.tlscensus.jobs.schema.RecordCodec;

/**
 * Data frames of records. The one place that needs Spark's internal rows: they spare the
 * conversions that its public rows cost.
 */
public final class Frames {
    private Frames() {}

    /** The frame of rows that have the schema. */
    public static Dataset<Row> of(
            SparkSession spark, JavaRDD<InternalRow> rows, StructType schema) {
        return classic(spark).internalCreateDataFrame(rows.rdd(), schema, false);
    }

    /** The frame of a few records that the driver holds. */
    public static <T extends Record> Dataset<Row> of(
            SparkSession spark, List<T> records, Class<T> type) {
        RecordCodec<T> codec = RecordCodec.of(type);
        List<InternalRow> rows = records.stream().map(codec::toRow).toList();
        JavaRDD<InternalRow> distributed =
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .parallelize(rows, Math.max(1, Math.min(4, rows.size() / 10_000)));
        return of(spark, distributed, codec.schema());
    }

    /** The internal rows of the columns that are components of a record class. */
    public static <T extends Record> JavaRDD<InternalRow> rows(Dataset<Row> frame, Class<T> type) {
        Column[] columns =
                Stream.of(RecordCodec.of(type).schema().fieldNames())
                        .map(functions::col)
                        .toArray(Column[]::new);
        return ((org.apache.spark.sql.classic.Dataset<Row>) frame.select(columns))
                .queryExecution()
                .toRdd()
                .toJavaRDD();
    }

    /** The records of the columns that are components of their class. */
    public static <T extends Record> JavaRDD<T> records(Dataset<Row> frame, Class<T> type) {
        return rows(frame, type).map(row -> RecordCodec.of(type).toRecord(row));
    }

    /** Reads what was written of records of a class. */
    static <T extends Record> Dataset<Row> read(SparkSession spark, Class<T> type, String path) {
        return spark.read().schema(RecordCodec.of(type).schema()).parquet(path);
    }

    /** The records on the driver, as many as there are. */
    static <T extends Record> List<T> collect(Dataset<Row> frame, Class<T> type) {
        RecordCodec<T> codec = RecordCodec.of(type);
        return rows(frame, type).map(InternalRow::copy).collect().stream()
                .map(codec::toRecord)
                .toList();
    }

    private static org.apache.spark.sql.classic.SparkSession classic(SparkSession spark) {
        return (org.apache.spark.sql.classic.SparkSession) spark;
    }
}
