package org.tlscensus.jobs.ingest;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.tlscensus.core.row.CrlPart;
import org.tlscensus.core.row.ExchangePart;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.jobs.ocsp.CertificateArrival;
import org.tlscensus.jobs.ocsp.OcspTables;
import org.tlscensus.jobs.ocsp.SitedCrl;
import org.tlscensus.jobs.ocsp.SitedExchange;
import org.tlscensus.jobs.ocsp.SitedLookup;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;

/** Gives the runs of an ingest the form in which the tables of OCSP take them. */
final class OcspInput {
    /** Arrivals before it wait for no exchange of a later ingest. */
    private static final Duration KEPT_ARRIVALS = Duration.ofHours(1);

    /** Between which times of its arrival a certificate matters, by site. */
    private record Arrivals(boolean areAllWanted, TreeMap<String, Long> fromMicros)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        boolean want(String site, long micros) {
            return areAllWanted || micros >= fromMicros.get(site);
        }
    }

    private OcspInput() {}

    /**
     * What the tables are made of.
     *
     * @param rows runs of all rows, of what belongs to them, and of certificates
     * @param hasExchanges whether there is an exchange, here or in the tables
     */
    static OcspTables.Fresh of(
            JavaRDD<TableRun> rows,
            long bytes,
            boolean hasExchanges,
            Map<String, SiteFrontier> ends) {
        TreeMap<String, Long> from = new TreeMap<>();
        ends.forEach(
                (site, end) -> from.put(site, (end.lastNanos() - KEPT_ARRIVALS.toNanos()) / 1000));
        Arrivals arrivals = new Arrivals(hasExchanges, from);
        return new OcspTables.Fresh(
                rows.filter(run -> run.kind() == RunKind.EXCHANGE).map(OcspInput::exchanges),
                rows.filter(run -> run.kind() == RunKind.CRL).map(OcspInput::crls),
                rows.filter(run -> run.kind() == RunKind.LOOKUP).map(OcspInput::lookups),
                rows.filter(run -> run.kind() == RunKind.CHAINS)
                        .map(run -> arrivals(run, arrivals))
                        .filter(run -> run.length > 0),
                rows.filter(run -> run.kind() == RunKind.CERTIFICATE).map(TableRun::run),
                bytes);
    }

    private static byte[] exchanges(TableRun run) {
        return changed(
                run,
                ExchangePart.class,
                SitedExchange.class,
                exchange -> new SitedExchange(run.site(), run.isProvisional(), exchange));
    }

    private static byte[] crls(TableRun run) {
        return changed(
                run,
                CrlPart.class,
                SitedCrl.class,
                crl -> new SitedCrl(run.site(), run.isProvisional(), crl.row(), crl.list()));
    }

    private static byte[] lookups(TableRun run) {
        return changed(
                run,
                LookupPart.class,
                SitedLookup.class,
                lookup -> new SitedLookup(run.site(), run.isProvisional(), lookup));
    }

    private static byte[] arrivals(TableRun run, Arrivals wanted) {
        return changed(
                run,
                ChainsSent.class,
                CertificateArrival.class,
                sent -> arrival(run, sent, wanted));
    }

    /** When a server's chain came; null when there is none, or it does not matter. */
    private static CertificateArrival arrival(TableRun run, ChainsSent chains, Arrivals wanted) {
        Long arrival = chains.serverChain() == null ? null : chains.arrivalMicros();
        return arrival == null || !wanted.want(run.site(), arrival)
                ? null
                : new CertificateArrival(
                        run.site(),
                        run.isProvisional(),
                        chains.client(),
                        arrival,
                        chains.connectionId(),
                        chains.serverChain().stream().distinct().toList());
    }

    /** A run of what the records of another become; of those that become null nothing. */
    private static <F extends Record, T extends Record> byte[] changed(
            TableRun run, Class<F> from, Class<T> to, Function<F, T> change) {
        RecordBytes<F> reader = RecordBytes.of(from);
        RecordBytes<T> writer = RecordBytes.of(to);
        RecordRun made = new RecordRun();
        RecordRun.Cursor cursor = run.cursor();
        while (cursor.next()) {
            T record = change.apply(reader.toRecord(cursor.record()));
            if (record != null) {
                made.add(writer.toBytes(record));
            }
        }
        return made.take();
    }
}
