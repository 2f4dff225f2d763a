package org.tlscensus.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;

import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.sketch.BloomFilter;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.jobs.schema.RecordCodec;

/**
 * Brings the parts of each flow together, and joins them.
 *
 * <p>Most parts look whole, and belong to another one only where that one is open. So they stay
 * where they are, but for flows that have an open part, which a Bloom filter tells: a flow that it
 * takes for one wrongly is shuffled in vain, and comes out the same.
 */
final class JoinStage {
    /** Fewer parts than that are shuffled sooner than told apart. */
    private static final long FEW = 200_000;

    /** Beyond it the filter lets more flows through, and does not grow: 60 MB. */
    private static final long MAX_FILTERED = 50_000_000;

    private static final double FALSE_POSITIVES = 0.01;

    private JoinStage() {}

    /**
     * The joined rows, staged; they are read by several tables.
     *
     * @param parts with the columns of {@link StagedPart}
     * @param partCount about how many
     * @param ends of every site that has parts
     * @param folder where to stage them
     */
    static Dataset<Row> run(
            SparkSession spark,
            Dataset<Row> parts,
            long partCount,
            Map<String, SiteEnd> ends,
            AnalysisOptions options,
            String folder) {
        FlatMapFunction<Iterator<InternalRow>, InternalRow> task =
                task(
                        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(ends),
                        options);
        JavaRDD<InternalRow> joined;
        if (partCount <= FEW) {
            joined = inOrder(byFlow(parts)).mapPartitions(task);
        } else {
            Column mayBeJoined = mayBeJoined(spark, parts);
            joined =
                    inOrder(byFlow(parts.filter(mayBeJoined)))
                            .mapPartitions(task)
                            .union(inOrder(parts.filter(not(mayBeJoined))).mapPartitions(task));
        }
        Frames.of(spark, joined, RecordCodec.of(JoinedRow.class).schema()).write().parquet(folder);
        return Frames.read(spark, JoinedRow.class, folder);
    }

    private static Dataset<Row> byFlow(Dataset<Row> parts) {
        return parts.repartition(col("site"), col("part.flow_hash"));
    }

    private static JavaRDD<InternalRow> inOrder(Dataset<Row> parts) {
        return Frames.rows(
                parts.sortWithinPartitions("site", "part.flow_key", "part.unit", "part.sequence"),
                StagedPart.class);
    }

    private static Column mayBeJoined(SparkSession spark, Dataset<Row> parts) {
        Dataset<Row> open =
                parts.filter(col("part.joint").equalTo(ConnectionPart.OPEN))
                        .select(col("part.flow_hash").as("flow_hash"));
        long count = open.count();
        if (count == 0) {
            return lit(false);
        }
        long expected = Math.min(count, MAX_FILTERED);
        BloomFilter filter = open.stat().bloomFilter("flow_hash", expected, FALSE_POSITIVES);
        Broadcast<BloomFilter> flows =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(filter);
        UDF1<Long, Boolean> test = hash -> flows.value().mightContainLong(hash);
        return udf(test, DataTypes.BooleanType).apply(col("part.flow_hash"));
    }

    private static FlatMapFunction<Iterator<InternalRow>, InternalRow> task(
            Broadcast<Map<String, SiteEnd>> ends, AnalysisOptions options) {
        return parts -> new JoinedRows(parts, ends.value(), options);
    }
}
