package org.tlscensus.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.sketch.BloomFilter;

/**
 * The flows that have an open part. A connection that looks whole belongs to another part only
 * where that one is open; so of all others the rows stand as they are, and are never shuffled.
 *
 * <p>A Bloom filter holds them: what it takes for one of them wrongly is joined with nothing, and
 * comes out the same.
 */
final class OpenFlows {
    /** Beyond it the filter lets more flows through, and does not grow: 60 MB. */
    private static final long MAX_FILTERED = 50_000_000;

    private static final double FALSE_POSITIVES = 0.01;

    private OpenFlows() {}

    /**
     * Whether the flow of a row is one of them; false where nothing may have to be joined.
     *
     * @param parts with the columns of {@link StagedPart}
     * @param openParts how many of them are open
     */
    static Column hold(SparkSession spark, Dataset<Row> parts, long openParts) {
        if (openParts == 0) {
            return lit(false);
        }
        BloomFilter filter =
                parts.filter(col("part.is_open"))
                        .select(col("part.flow_hash").as("flow_hash"))
                        .stat()
                        .bloomFilter(
                                "flow_hash", Math.min(openParts, MAX_FILTERED), FALSE_POSITIVES);
        Broadcast<BloomFilter> flows =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(filter);
        UDF1<Long, Boolean> test = hash -> hash != null && flows.value().mightContainLong(hash);
        return coalesce(udf(test, DataTypes.BooleanType).apply(col("part.flow_hash")), lit(false));
    }
}
