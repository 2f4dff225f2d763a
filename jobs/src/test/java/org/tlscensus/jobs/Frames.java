package org.tlscensus.jobs;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.tlscensus.jobs.schema.RecordCodec;

/** Data frames of records. */
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

    private static org.apache.spark.sql.classic.SparkSession classic(SparkSession spark) {
        return (org.apache.spark.sql.classic.SparkSession) spark;
    }
}
