package org.tlscensus.jobs.ingest;

import java.util.List;
import java.util.Map;
import org.tlscensus.core.row.CaptureRow;

/**
 * What an ingest did.
 *
 * @param captures rows of the captures that were read
 * @param packetsByReason packets of these
 * @param connections rows of the tables
 * @param tlsConnections those with TLS
 * @param certificates rows of the tables
 * @param redoneSplits splits that had begun at a wrong record boundary
 */
public record IngestSummary(
        List<CaptureRow> captures,
        Map<String, Long> packetsByReason,
        SkippedCaptures skipped,
        long connections,
        long tlsConnections,
        long certificates,
        int redoneSplits) {}
