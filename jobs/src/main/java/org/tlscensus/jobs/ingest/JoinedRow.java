package org.tlscensus.jobs.ingest;

import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.ExchangePart;
import org.tlscensus.core.row.LookupPart;

/**
 * A connection that was put together of parts, or what a later ingest needs to go on with one.
 *
 * @param isOpen a later ingest may replace the row
 * @param firstCapture of a connection, in the table or not: the file with its first packet; NULL
 *     when the row tells of none
 * @param connection its row, when it is in the table
 * @param part a connection that may go on, as far as it is known for sure; in a row of its own
 *     where further parts are joined to it, of splits that the later ingest reads again
 * @param exchange a row of an OCSP exchange; then the rest is NULL
 * @param lookup a DNS query or answer; then the rest is NULL
 * @param certificate one that a dialogue showed which crossed splits; then the rest is NULL
 */
record JoinedRow(
        String site,
        boolean isOpen,
        String firstCapture,
        ConnectionRow connection,
        PackedPart part,
        ExchangePart exchange,
        LookupPart lookup,
        CertificateSighting certificate) {}
