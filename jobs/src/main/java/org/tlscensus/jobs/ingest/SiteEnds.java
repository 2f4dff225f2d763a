package org.tlscensus.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Where the packets of the sites end, as a frame to join with. */
final class SiteEnds {
    private record End(String site, long firstOpenUnit, long lastNanos) {}

    private final Dataset<Row> frame;

    SiteEnds(SparkSession spark, Map<String, SiteEnd> ends) {
        List<End> rows = new ArrayList<>();
        ends.forEach((site, end) -> rows.add(new End(site, end.firstOpenUnit(), end.lastNanos())));
        frame = broadcast(Frames.of(spark, rows, End.class));
    }

    /** Adds {@code is_open} to what splits handed out: whether a later ingest may replace it. */
    Dataset<Row> markOpen(Dataset<Row> staged) {
        return staged.join(frame, "site")
                .withColumn("is_open", col("unit").geq(col("first_open_unit")))
                .drop("first_open_unit", "last_nanos");
    }

    /** Adds {@code last_nanos}, the time of the site's last packet. */
    Dataset<Row> withLastNanos(Dataset<Row> rows) {
        return rows.join(frame.drop("first_open_unit"), "site");
    }
}
