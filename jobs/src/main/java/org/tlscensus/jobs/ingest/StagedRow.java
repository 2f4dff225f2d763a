package org.tlscensus.jobs.ingest;

import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.ExchangePart;
import org.tlscensus.core.row.LookupPart;

/**
 * One thing that a split handed out. Written once, read by the stages that follow, each of which
 * looks at a few columns.
 *
 * @param unit the split's number in its site
 * @param firstCapture of a settled connection, in a table or not: the file with its first packet
 * @param connection a settled connection that is in the table
 * @param part a connection that may have to be joined
 * @param exchange a row of an OCSP exchange of a settled connection
 * @param lookup a DNS query or answer, of a datagram or a settled connection
 */
record StagedRow(
        String site,
        long unit,
        String firstCapture,
        ConnectionRow connection,
        ConnectionPart part,
        CertificateSighting certificate,
        CapturePart capture,
        ExchangePart exchange,
        LookupPart lookup) {

    static StagedRow settled(String site, long unit, String capture, ConnectionRow connection) {
        return new StagedRow(site, unit, capture, connection, null, null, null, null, null);
    }

    static StagedRow part(String site, long unit, ConnectionPart part) {
        return new StagedRow(site, unit, null, null, part, null, null, null, null);
    }

    static StagedRow certificate(String site, long unit, CertificateSighting certificate) {
        return new StagedRow(site, unit, null, null, null, certificate, null, null, null);
    }

    static StagedRow capture(String site, long unit, CapturePart capture) {
        return new StagedRow(site, unit, null, null, null, null, capture, null, null);
    }

    static StagedRow exchange(String site, long unit, ExchangePart exchange) {
        return new StagedRow(site, unit, null, null, null, null, null, exchange, null);
    }

    static StagedRow lookup(String site, long unit, LookupPart lookup) {
        return new StagedRow(site, unit, null, null, null, null, null, null, lookup);
    }
}
