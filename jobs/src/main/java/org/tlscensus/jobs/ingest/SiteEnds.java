package org.tlscensus.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** Where the packets of the sites end, wherever rows are made. */
final class SiteEnds {
    private final Broadcast<Map<String, SiteEnd>> ends;

    SiteEnds(SparkSession spark, Map<String, SiteEnd> ends) {
        this.ends = JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(ends);
    }

    Broadcast<Map<String, SiteEnd>> broadcast() {
        return ends;
    }

    /**
     * Whether a later ingest may replace what a split handed out, by the columns {@code site} and
     * {@code unit}.
     */
    Column isOpen() {
        Broadcast<Map<String, SiteEnd>> known = ends;
        UDF2<String, Long, Boolean> test =
                (site, unit) -> unit >= known.value().get(site).firstOpenUnit();
        return udf(test, DataTypes.BooleanType).apply(col("site"), col("unit"));
    }

    /** Time of the last packet of the column {@code site}, nanoseconds since the epoch. */
    Column lastNanos() {
        Broadcast<Map<String, SiteEnd>> known = ends;
        UDF1<String, Long> last = site -> known.value().get(site).lastNanos();
        return udf(last, DataTypes.LongType).apply(col("site"));
    }
}
