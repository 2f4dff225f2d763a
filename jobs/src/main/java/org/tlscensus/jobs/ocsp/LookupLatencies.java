package org.tlscensus.jobs.ocsp;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlscensus.jobs.ingest.Frames;
import org.tlscensus.jobs.schema.RecordCodec;

/**
 * Finds for the first exchange of each connection the client's last lookup of the host before it
 * connected, and how long that took.
 */
final class LookupLatencies implements Iterator<InternalRow> {
    /** A lookup that ended longer before was not made for the connection. */
    private static final long MAX_AGE_NANOS = Duration.ofMinutes(1).toNanos();

    private static final int MAX_QUERIES = 64;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Iterator<InternalRow> events;
    private final RecordCodec<LookupEvent> eventCodec = RecordCodec.of(LookupEvent.class);
    private final RecordCodec<LookupLatency> codec = RecordCodec.of(LookupLatency.class);
    private final Map<String, Long> queries = new LinkedHashMap<>(); // without an answer yet
    private LookupEvent last;
    private long answeredNanos = Long.MIN_VALUE;
    private long latencyNanos;
    private LookupLatency next;

    /**
     * @param events by client and name, then by time
     */
    LookupLatencies(Iterator<InternalRow> events) {
        this.events = events;
    }

    /**
     * The latencies, columns of {@link LookupLatency}.
     *
     * @param exchanges with {@code site}, {@code ordinal} and {@code host_name}
     * @param lookups columns of {@code LookupPart} and {@code site}
     */
    static Dataset<Row> of(SparkSession spark, Dataset<Row> exchanges, Dataset<Row> lookups) {
        Dataset<Row> connections =
                exchanges
                        .filter(
                                col("ordinal")
                                        .equalTo(0)
                                        .and(col("connection_reused").equalTo(false))
                                        .and(col("connection_start_time").isNotNull())
                                        .and(col("host_name").isNotNull()))
                        .select(
                                col("site"),
                                col("client_address").as("client"),
                                col("host_name").as("name"),
                                unix_micros(col("connection_start_time"))
                                        .multiply(1000)
                                        .as("time_nanos"),
                                lit(LookupEvent.CONNECTION).as("kind"),
                                col("exchange_id").as("id"));
        Dataset<Row> names = connections.select("name").distinct();
        Dataset<Row> asked =
                lookups.join(broadcast(names), "name")
                        .select(
                                col("site"),
                                col("client_address").as("client"),
                                col("name"),
                                col("time_nanos"),
                                when(col("is_answer"), LookupEvent.ANSWER)
                                        .otherwise(LookupEvent.QUERY)
                                        .as("kind"),
                                concat_ws(" ", col("exchange"), col("type")).as("id"));
        Dataset<Row> all =
                connections
                        .unionByName(asked)
                        .repartition(col("site"), col("client"), col("name"))
                        .sortWithinPartitions("site", "client", "name", "time_nanos", "kind", "id");
        JavaRDD<InternalRow> latencies =
                Frames.rows(all, LookupEvent.class).mapPartitions(LookupLatencies::new);
        return Frames.of(spark, latencies, RecordCodec.of(LookupLatency.class).schema());
    }

    @Override
    public boolean hasNext() {
        while (next == null && events.hasNext()) {
            next = event(eventCodec.toRecord(events.next()));
        }
        return next != null;
    }

    private LookupLatency event(LookupEvent event) {
        if (last != null && !last.isOfSameKey(event)) {
            queries.clear();
            answeredNanos = Long.MIN_VALUE;
        }
        last = event;
        if (event.kind() == LookupEvent.QUERY) {
            // Sent again while it waits, it is the same query.
            queries.merge(
                    event.id(),
                    event.timeNanos(),
                    (first, again) -> again - first > MAX_AGE_NANOS ? again : first);
            if (queries.size() > MAX_QUERIES) {
                queries.remove(queries.keySet().iterator().next());
            }
        } else if (event.kind() == LookupEvent.ANSWER) {
            Long asked = queries.remove(event.id());
            if (asked != null) {
                answeredNanos = event.timeNanos();
                latencyNanos = event.timeNanos() - asked;
            }
        } else if (answeredNanos >= event.timeNanos() - MAX_AGE_NANOS) {
            return new LookupLatency(event.id(), latencyNanos / NANOS_PER_SECOND);
        }
        return null;
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        InternalRow row = codec.toRow(next);
        next = null;
        return row;
    }
}
