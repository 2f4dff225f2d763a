package org.tlscensus.jobs.ingest;

import java.util.Optional;
import org.tlscensus.core.analysis.ConnectionRows;
import org.tlscensus.core.analysis.CrlRows;
import org.tlscensus.core.analysis.Endpoints;
import org.tlscensus.core.analysis.LookupNaming;
import org.tlscensus.core.analysis.Lookups;
import org.tlscensus.core.analysis.Naming;
import org.tlscensus.core.analysis.Networks;
import org.tlscensus.core.analysis.OcspRows;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.CrlPart;
import org.tlscensus.core.row.ExchangePart;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.jobs.schema.RecordBytes;

/** Makes the records that a whole connection gives: its row, and what other tables tell of it. */
final class ConnectionRecords {
    private final Naming naming;
    private final ConnectionRows rows;
    private final LookupNaming lookups;
    private final RecordBytes<ConnectionRow> rowBytes = RecordBytes.of(ConnectionRow.class);
    private final RecordBytes<ChainsSent> chainsBytes = RecordBytes.of(ChainsSent.class);
    private final RecordBytes<ExchangePart> exchangeBytes = RecordBytes.of(ExchangePart.class);
    private final RecordBytes<CrlPart> crlBytes = RecordBytes.of(CrlPart.class);
    private final RecordBytes<LookupPart> lookupBytes = RecordBytes.of(LookupPart.class);

    ConnectionRecords(RowRules rules) {
        naming = rules.privacy().naming();
        Networks networks = rules.networks();
        rows = new ConnectionRows(rules.options(), naming, networks);
        lookups = new LookupNaming(naming, networks);
    }

    /**
     * Adds them to runs.
     *
     * @param flow key of the records
     * @param siteEndNanos as in {@link ConnectionRows#row}
     */
    void add(
            String site, ConnectionPart connection, long flow, long siteEndNanos, RunsByKind runs) {
        Optional<ConnectionRow> row = rows.row(site, connection, siteEndNanos);
        if (row.isPresent()) {
            add(row.get(), connection, flow, runs);
        }
        for (ExchangePart exchange : OcspRows.of(site, connection, naming)) {
            runs.add(RunKind.EXCHANGE, flow, exchangeBytes.toBytes(exchange));
        }
        for (CrlPart crl : CrlRows.of(site, connection, naming)) {
            runs.add(RunKind.CRL, flow, crlBytes.toBytes(crl));
        }
        for (LookupPart lookup : Lookups.inConnection(connection)) {
            add(lookup, flow, runs);
        }
    }

    /** Adds a query or answer, as it is to be told. */
    void add(LookupPart lookup, long flow, RunsByKind runs) {
        LookupPart told = lookups.told(lookup);
        if (told != null) {
            runs.add(RunKind.LOOKUP, flow, lookupBytes.toBytes(told));
        }
    }

    private void add(ConnectionRow row, ConnectionPart connection, long flow, RunsByKind runs) {
        long start = RowStart.of(Micros.of(row.startTime()), row.tls() != null);
        runs.add(RunKind.ROW, flow, start, rowBytes.toBytes(row));
        if (ChainsSent.areIn(row)) {
            ChainsSent chains = ChainsSent.of(row, Endpoints.ofTls(connection), naming);
            runs.add(RunKind.CHAINS, flow, chainsBytes.toBytes(chains));
        }
    }
}
