package org.tlscensus.jobs.session;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * For data of which Spark knows enough before it begins: to plan the rest of a query anew after
 * every stage, and to cut a shuffle into hundreds of pieces, costs more than it gains.
 */
public final class PlanningAtOnce {
    private static final int PARTITIONS_PER_CORE = 2;
    private static final int MAX_PARTITIONS = 16;

    private PlanningAtOnce() {}

    /** Lets a session plan its queries at once from now on. */
    public static void begin(SparkSession spark) {
        int cores = spark.sparkContext().defaultParallelism();
        int partitions = Math.min(MAX_PARTITIONS, PARTITIONS_PER_CORE * cores);
        Shuffles.into(spark, partitions);
        Tuning.apply(spark, Map.of("spark.sql.adaptive.enabled", "false"));
    }
}
