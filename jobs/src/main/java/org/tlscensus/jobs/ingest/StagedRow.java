package org.tlscensus.jobs.ingest;

import java.util.List;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.ExchangePart;
import org.tlscensus.core.row.LookupPart;

/**
 * One thing that a split handed out. Written once, read by the stages that follow, each of which
 * looks at a few columns.
 *
 * @param unit the split's number in its site
 * @param firstCapture of a connection that is settled or looks whole, in a table or not: the file
 *     with its first packet
 * @param connection its row, when it is in the table
 * @param part a connection that may have to be joined
 * @param exchanges rows of the OCSP exchanges of a connection; NULL when there are none
 * @param lookups DNS queries and answers, of a datagram or a connection; NULL when there are none
 */
record StagedRow(
        String site,
        long unit,
        String firstCapture,
        ConnectionRow connection,
        PackedPart part,
        CertificateSighting certificate,
        CapturePart capture,
        List<ExchangePart> exchanges,
        List<LookupPart> lookups) {

    static StagedRow settled(String site, long unit, String capture, ConnectionRow connection) {
        return new StagedRow(site, unit, capture, connection, null, null, null, null, null);
    }

    /**
     * A connection that looks whole: its row stands, unless an open part of its flow turns up.
     *
     * @param connection its row, or null when it is in no table
     */
    static StagedRow whole(
            String site, long unit, String capture, ConnectionRow connection, PackedPart part) {
        return new StagedRow(site, unit, capture, connection, part, null, null, null, null);
    }

    /** The row with what its connection tells beside. */
    StagedRow with(List<ExchangePart> itsExchanges, List<LookupPart> itsLookups) {
        return itsExchanges.isEmpty() && itsLookups.isEmpty()
                ? this
                : new StagedRow(
                        site,
                        unit,
                        firstCapture,
                        connection,
                        part,
                        certificate,
                        capture,
                        itsExchanges.isEmpty() ? null : itsExchanges,
                        itsLookups.isEmpty() ? null : itsLookups);
    }

    static StagedRow part(String site, long unit, PackedPart part) {
        return new StagedRow(site, unit, null, null, part, null, null, null, null);
    }

    static StagedRow certificate(String site, long unit, CertificateSighting certificate) {
        return new StagedRow(site, unit, null, null, null, certificate, null, null, null);
    }

    static StagedRow capture(String site, long unit, CapturePart capture) {
        return new StagedRow(site, unit, null, null, null, null, capture, null, null);
    }

    static StagedRow lookup(String site, long unit, LookupPart lookup) {
        return new StagedRow(site, unit, null, null, null, null, null, null, List.of(lookup));
    }
}
