package org.tlscensus.jobs.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.Captures;
import org.tlscensus.core.analysis.ConnectionRows;
import org.tlscensus.core.analysis.Lookups;
import org.tlscensus.core.analysis.OcspRows;
import org.tlscensus.core.analysis.RowSink;
import org.tlscensus.core.analysis.UnitRun;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.jobs.plan.PlannedUnit;
import org.tlscensus.jobs.plan.SiteCaptures;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordCodec;

/**
 * The rows of some splits, one split after the other. Holds what one step of a split hands out; at
 * a split's end that is what its flow table held.
 */
final class UnitRows implements Iterator<InternalRow>, RowSink, Closeable {
    /** A connection that is not open has ended, whenever its site's last packet comes. */
    private static final long LATER_NANOS = Long.MAX_VALUE / 2;

    private final Iterator<PlannedUnit> units;
    private final Map<String, SiteCaptures> captures;
    private final Configuration hadoop;
    private final KeyLog keyLog;
    private final AnalysisOptions options;
    private final LongConsumer progress;
    private final ConnectionRows connections;
    private final RecordCodec<StagedRow> codec = RecordCodec.of(StagedRow.class);
    private final RecordBytes<ConnectionPart> parts = RecordBytes.of(ConnectionPart.class);
    private final Queue<StagedRow> waiting = new ArrayDeque<>();
    private PlannedUnit unit;
    private UnitRun run;
    private long reported; // bytes of the split that progress knows of

    /**
     * @param progress takes stored bytes as they are read; in all the splits' bytes
     */
    UnitRows(
            Iterator<PlannedUnit> units,
            Map<String, SiteCaptures> captures,
            Configuration hadoop,
            KeyLog keyLog,
            AnalysisOptions options,
            LongConsumer progress) {
        this.units = units;
        this.captures = captures;
        this.hadoop = hadoop;
        this.keyLog = keyLog;
        this.options = options;
        this.progress = progress;
        connections = new ConnectionRows(options);
    }

    @Override
    public boolean hasNext() {
        try {
            while (waiting.isEmpty() && (run != null || units.hasNext())) {
                goOn();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return !waiting.isEmpty();
    }

    private void goOn() throws IOException {
        if (run == null) {
            unit = units.next();
            reported = 0;
            Captures files = captures.get(unit.site()).on(hadoop, keyLog);
            run = new UnitRun(unit.unit(), files, options, this);
        }
        boolean more = run.step();
        report(more ? run.bytesRead() - unit.start() : unit.bytes());
        if (!more) {
            close();
        }
    }

    private void report(long bytes) {
        long within = Math.min(bytes, unit.bytes());
        if (within > reported) {
            progress.accept(within - reported);
            reported = within;
        }
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return codec.toRow(waiting.remove());
    }

    @Override
    public void connection(ConnectionPart part) {
        if (part.isOpen()) {
            PackedPart packed = PackedPart.of(part, parts);
            waiting.add(StagedRow.part(unit.site(), unit.number(), packed));
            return;
        }
        String capture = part.captures().get(0);
        ConnectionRow row = connections.row(unit.site(), part, LATER_NANOS).orElse(null);
        boolean isSettled = part.joint().equals(ConnectionPart.SETTLED);
        StagedRow staged =
                isSettled
                        ? StagedRow.settled(unit.site(), unit.number(), capture, row)
                        : StagedRow.whole(
                                unit.site(),
                                unit.number(),
                                capture,
                                row,
                                PackedPart.of(part, parts));
        waiting.add(staged.with(OcspRows.of(unit.site(), part), Lookups.inConnection(part)));
    }

    @Override
    public void lookup(LookupPart lookup) {
        waiting.add(StagedRow.lookup(unit.site(), unit.number(), lookup));
    }

    @Override
    public void certificate(CertificateSighting certificate) {
        waiting.add(StagedRow.certificate(unit.site(), unit.number(), certificate));
    }

    @Override
    public void capture(CapturePart part) {
        waiting.add(StagedRow.capture(unit.site(), unit.number(), part));
    }

    @Override
    public void close() throws IOException {
        if (run != null) {
            UnitRun open = run;
            run = null;
            open.close();
        }
    }
}
