package org.tlscensus.jobs.ocsp;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlscensus.jobs.ingest.Frames;
import org.tlscensus.jobs.schema.RecordCodec;

/**
 * Ties OCSP exchanges to the TLS handshakes that waited for them, by the rule of Zhu, Amann and
 * Heidemann (PAM 2016): the same client, responder, issuer and serial number, within 6 minutes of
 * the certificate's arrival, first in, first matched.
 */
final class TlsTies implements Iterator<InternalRow> {
    private static final long WAIT_MICROS = Duration.ofMinutes(6).toNanos() / 1000;

    /** Handshakes for one certificate of one client that are remembered at once. */
    private static final int MAX_WAITING = 10_000;

    private final Iterator<InternalRow> events;
    private final RecordCodec<TieEvent> eventCodec = RecordCodec.of(TieEvent.class);
    private final RecordCodec<Tie> tieCodec = RecordCodec.of(Tie.class);
    private final Deque<TieEvent> waiting = new ArrayDeque<>();
    private TieEvent last;
    private Tie next;

    /**
     * @param events by key, then by time
     */
    TlsTies(Iterator<InternalRow> events) {
        this.events = events;
    }

    /**
     * The ties, columns of {@link Tie}.
     *
     * @param exchanges rows of exchanges with {@code site} and {@code ordinal}
     * @param certificates columns of {@link IssuedCertificate}, those that exchanges are about
     */
    static Dataset<Row> of(
            SparkSession spark,
            Dataset<Row> exchanges,
            Dataset<Row> connections,
            Dataset<Row> certificates) {
        Dataset<Row> arrivals =
                connections
                        .filter(col("tls.certificate_time").isNotNull())
                        .select(
                                col("site"),
                                when(col("tls.roles_reversed"), col("server_address"))
                                        .otherwise(col("client_address"))
                                        .as("client"),
                                col("tls.certificate_time").as("time"),
                                col("connection_id").as("id"),
                                explode(array_distinct(col("tls.server_chain"))).as("sha256"))
                        .join(certificates, "sha256")
                        .withColumn("uri", explode(col("uris")))
                        .withColumn("kind", lit(TieEvent.ARRIVAL))
                        .withColumn("ordinal", lit(0));
        Dataset<Row> asked =
                exchanges
                        .withColumnRenamed("client_address", "client")
                        .withColumnRenamed("responder_uri", "uri")
                        .withColumn("time", coalesce(col("request_time"), col("response_time")))
                        .withColumnRenamed("exchange_id", "id")
                        .withColumn("kind", lit(TieEvent.EXCHANGE))
                        .filter(
                                col("uri")
                                        .isNotNull()
                                        .and(col("client").isNotNull())
                                        .and(col("serial_number").isNotNull())
                                        .and(col("issuer_name_hash").isNotNull()));
        Dataset<Row> all =
                events(arrivals)
                        .unionByName(events(asked))
                        .repartition(col("site"), col("client"), col("serial_number"))
                        .sortWithinPartitions(
                                "site",
                                "client",
                                "uri",
                                "hash_algorithm",
                                "issuer_name_hash",
                                "serial_number",
                                "time_micros",
                                "kind",
                                "id",
                                "ordinal");
        JavaRDD<InternalRow> ties = Frames.rows(all, TieEvent.class).mapPartitions(TlsTies::new);
        return Frames.of(spark, ties, RecordCodec.of(Tie.class).schema());
    }

    private static Dataset<Row> events(Dataset<Row> rows) {
        return rows.select(
                col("site"),
                col("client"),
                col("uri"),
                col("hash_algorithm"),
                col("issuer_name_hash"),
                col("serial_number"),
                unix_micros(col("time")).as("time_micros"),
                col("kind"),
                col("id"),
                col("ordinal"));
    }

    @Override
    public boolean hasNext() {
        while (next == null && events.hasNext()) {
            next = event(eventCodec.toRecord(events.next()));
        }
        return next != null;
    }

    private Tie event(TieEvent event) {
        if (last != null && !last.isOfSameKey(event)) {
            waiting.clear();
        }
        last = event;
        while (!waiting.isEmpty()
                && event.timeMicros() - waiting.peekFirst().timeMicros() > WAIT_MICROS) {
            waiting.removeFirst();
        }
        if (event.kind() == TieEvent.EXCHANGE) {
            return waiting.isEmpty()
                    ? null
                    : new Tie(event.id(), event.ordinal(), waiting.removeFirst().id());
        }
        waiting.addLast(event);
        if (waiting.size() > MAX_WAITING) {
            waiting.removeFirst();
        }
        return null;
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        InternalRow row = tieCodec.toRow(next);
        next = null;
        return row;
    }
}
