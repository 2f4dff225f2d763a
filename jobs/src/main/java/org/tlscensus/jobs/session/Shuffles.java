package org.tlscensus.jobs.session;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** For work that knows best into how many pieces it falls. */
public final class Shuffles {
    private Shuffles() {}

    /**
     * Lets joins and groupings of a session have so many partitions from now on. Spark cuts what
     * has fewer than this setting says anew, also where a repartition just made them.
     */
    public static void into(SparkSession spark, int partitions) {
        Tuning.apply(spark, Map.of("spark.sql.shuffle.partitions", String.valueOf(partitions)));
    }
}
