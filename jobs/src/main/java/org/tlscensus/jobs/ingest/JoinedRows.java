package org.tlscensus.jobs.ingest;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.ConnectionRows;
import org.tlscensus.core.analysis.Lookups;
import org.tlscensus.core.analysis.OcspRows;
import org.tlscensus.core.analysis.Stitcher;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.ExchangePart;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordCodec;

/**
 * Joins the parts of connections, which come flow by flow in order.
 *
 * <p>Parts of splits that are done for good are joined first. What is open then is kept for a later
 * ingest. Parts of the splits that a later ingest reads again are joined to it apart: their
 * connections stand in the table until then.
 */
final class JoinedRows implements Iterator<InternalRow> {
    /**
     * A connection is kept for as long as this after its idle time, since captures of several
     * queues overlap: an appended capture may begin that much before the end of what is there.
     */
    static final long OVERLAP_NANOS = 120_000_000_000L;

    private final Iterator<InternalRow> parts;
    private final Map<String, SiteEnd> ends;
    private final AnalysisOptions options;
    private final ConnectionRows rows;
    private final RecordCodec<StagedPart> partCodec = RecordCodec.of(StagedPart.class);
    private final RecordBytes<ConnectionPart> partBytes = RecordBytes.of(ConnectionPart.class);
    private final RecordCodec<JoinedRow> rowCodec = RecordCodec.of(JoinedRow.class);
    private final Queue<JoinedRow> waiting = new ArrayDeque<>();
    private final Stitcher done;
    private final Stitcher open;
    private StagedPart present; // the last part of the flow that is joined
    private SiteEnd end;
    private boolean hasOpenParts;

    JoinedRows(
            Iterator<InternalRow> parts,
            Map<String, SiteEnd> ends,
            KeyLog keyLog,
            AnalysisOptions options) {
        this.parts = parts;
        this.ends = ends;
        this.options = options;
        rows = new ConnectionRows(options);
        done = new Stitcher(options, keyLog, this::certificate, this::done);
        open =
                new Stitcher(
                        options,
                        keyLog,
                        this::certificate,
                        connection -> connection(connection, true, null));
    }

    @Override
    public boolean hasNext() {
        while (waiting.isEmpty() && (parts.hasNext() || present != null)) {
            if (parts.hasNext()) {
                add(partCodec.toRecord(parts.next()));
            } else {
                endOfFlow();
            }
        }
        return !waiting.isEmpty();
    }

    private void add(StagedPart part) {
        if (present != null && !isSameFlow(present, part)) {
            endOfFlow();
        }
        present = part;
        end = ends.get(part.site());
        ConnectionPart piece = part.part().unpacked(partBytes);
        if (piece.unit() < end.firstOpenUnit()) {
            done.add(piece);
            return;
        }
        if (!hasOpenParts) {
            hasOpenParts = true;
            done.end();
        }
        open.add(piece);
    }

    private static boolean isSameFlow(StagedPart one, StagedPart other) {
        return Arrays.equals(one.part().flowKey(), other.part().flowKey())
                && one.site().equals(other.site());
    }

    private void endOfFlow() {
        done.end();
        open.end();
        present = null;
        hasOpenParts = false;
    }

    /** Takes a connection of splits that are done for good. */
    private void done(ConnectionPart connection) {
        boolean isLast = connection.isOpen();
        if (isLast && hasOpenParts) {
            PackedPart kept = PackedPart.of(connection, partBytes);
            waiting.add(new JoinedRow(present.site(), true, null, null, kept, null, null, null));
            open.add(connection);
        } else if (isLast && mayGoOn(connection)) {
            connection(connection, true, PackedPart.of(connection, partBytes));
        } else {
            connection(connection, false, null);
        }
    }

    private boolean mayGoOn(ConnectionPart connection) {
        boolean tcp = FlowKey.isTcp(FlowKey.fromBytes(connection.flowKey()));
        long idle = tcp ? options.tcpIdleNanos() : options.udpIdleNanos();
        return end.lastNanos() - connection.endNanos() <= idle + OVERLAP_NANOS;
    }

    private void certificate(CertificateSighting sighting) {
        waiting.add(new JoinedRow(present.site(), false, null, null, null, null, null, sighting));
    }

    /**
     * @param kept the connection, for a later ingest to go on with; null when there is nothing to
     */
    private void connection(ConnectionPart connection, boolean isOpen, PackedPart kept) {
        Optional<ConnectionRow> row = rows.row(present.site(), connection, end.lastNanos());
        waiting.add(
                new JoinedRow(
                        present.site(),
                        isOpen,
                        connection.captures().get(0),
                        row.orElse(null),
                        kept,
                        null,
                        null,
                        null));
        for (ExchangePart exchange : OcspRows.of(present.site(), connection)) {
            waiting.add(
                    new JoinedRow(present.site(), isOpen, null, null, null, exchange, null, null));
        }
        for (LookupPart lookup : Lookups.inConnection(connection)) {
            waiting.add(
                    new JoinedRow(present.site(), isOpen, null, null, null, null, lookup, null));
        }
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rowCodec.toRow(waiting.remove());
    }
}
