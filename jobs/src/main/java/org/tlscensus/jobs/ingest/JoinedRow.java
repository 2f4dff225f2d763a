package org.tlscensus.jobs.ingest;

import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.ExchangePart;
import org.tlscensus.core.row.LookupPart;

/**
 * A connection that was put together of parts, or what a later ingest needs to go on with one.
 *
 * @param isOpen a later ingest may replace the row
 * @param firstCapture of a connection, in the table or not: the file with its first packet; NULL
 *     for an open part
 * @param connection its row, when it is in the table
 * @param part what is known of it for sure, and may go on; then the rest is NULL
 * @param exchange a row of an OCSP exchange; then the rest is NULL
 * @param lookup a DNS query or answer; then the rest is NULL
 */
record JoinedRow(
        String site,
        boolean isOpen,
        String firstCapture,
        ConnectionRow connection,
        PackedPart part,
        ExchangePart exchange,
        LookupPart lookup) {}
