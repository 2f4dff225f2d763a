package org.tlscensus.jobs.ingest;

import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ConnectionRow;

/**
 * One thing that a split handed out. Written once, read by the stages that follow, each of which
 * looks at a few columns.
 *
 * @param unit the split's number in its site
 * @param firstCapture of a connection that is settled or looks whole, in a table or not: the file
 *     with its first packet
 * @param connection its row, when it is in the table
 * @param part a connection that may have to be joined; of one with a row, what the row does not say
 */
record StagedRow(
        String site,
        long unit,
        String firstCapture,
        ConnectionRow connection,
        ConnectionPart part,
        CertificateSighting certificate,
        CapturePart capture) {

    static StagedRow settled(String site, long unit, String capture, ConnectionRow connection) {
        return new StagedRow(site, unit, capture, connection, null, null, null);
    }

    /**
     * A connection that looks whole: its row stands, unless an open part of its flow turns up.
     *
     * @param connection its row, or null when it is in no table
     */
    static StagedRow whole(String site, long unit, ConnectionPart part, ConnectionRow connection) {
        String capture = part.captures().get(0);
        if (connection == null || part.dialogue() == null) {
            return new StagedRow(site, unit, capture, connection, part, null, null);
        }
        ConnectionPart rest = part.withDialogue(part.dialogue().besideRow());
        return new StagedRow(site, unit, capture, connection, rest, null, null);
    }

    static StagedRow part(String site, long unit, ConnectionPart part) {
        return new StagedRow(site, unit, null, null, part, null, null);
    }

    static StagedRow certificate(String site, long unit, CertificateSighting certificate) {
        return new StagedRow(site, unit, null, null, null, certificate, null);
    }

    static StagedRow capture(String site, long unit, CapturePart capture) {
        return new StagedRow(site, unit, null, null, null, null, capture);
    }
}
