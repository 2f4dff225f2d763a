package org.tlscensus.jobs.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.core.analysis.Captures;
import org.tlscensus.core.analysis.RowSink;
import org.tlscensus.core.analysis.SplitReader;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.jobs.plan.PlannedSplit;
import org.tlscensus.jobs.plan.SiteCaptures;
import org.tlscensus.jobs.schema.RecordBytes;

/**
 * What some splits hand out, one split after the other, as runs of bytes. Holds what one step of a
 * split hands out; at a split's end that is what its flow table held.
 */
final class ReadTask implements Iterator<StagedRun>, RowSink, Closeable {
    /** A connection that is not open has ended, whenever its site's last packet comes. */
    private static final long LATER_NANOS = Long.MAX_VALUE / 2;

    private static final long NO_FLOW = 0; // of what is settled: nobody asks for its flow

    private final Iterator<PlannedSplit> splits;
    private final Map<String, SiteCaptures> captures;
    private final Configuration hadoop;
    private final KeyLog keyLog;
    private final RowRules rules;
    private final long memoryBytes;
    private final boolean wantsBlocks;
    private final boolean isLastTry;
    private final LongConsumer progress;
    private final ConnectionRecords connections;
    private final RecordBytes<ConnectionPart> partBytes = RecordBytes.of(ConnectionPart.class);
    private final RecordBytes<CertificateSighting> certificateBytes =
            RecordBytes.of(CertificateSighting.class);
    private final RecordBytes<CapturePart> captureBytes = RecordBytes.of(CapturePart.class);
    private final RecordBytes<FlowCount> countBytes = RecordBytes.of(FlowCount.class);
    private final RunsByKind settled = new RunsByKind((kind, run) -> hand(kind, true, run));
    private final RunsByKind possible = new RunsByKind((kind, run) -> hand(kind, false, run));
    private final Map<String, Long> flows = new TreeMap<>(); // by name of the first capture
    private final Queue<StagedRun> waiting = new ArrayDeque<>();
    private PlannedSplit split;
    private SplitReader run;
    private long reported; // bytes of the split that progress knows of

    /**
     * @param memoryBytes for connections of a split, see {@link SplitReader}
     * @param wantsBlocks see {@link RowSink#wantsBlocks}
     * @param isLastTry whether a file that cannot be read is told as damaged; else the task fails
     * @param progress takes stored bytes as they are read; in all the splits' bytes
     */
    ReadTask(
            Iterator<PlannedSplit> splits,
            Map<String, SiteCaptures> captures,
            Configuration hadoop,
            KeyLog keyLog,
            RowRules rules,
            long memoryBytes,
            boolean wantsBlocks,
            boolean isLastTry,
            LongConsumer progress) {
        this.splits = splits;
        this.captures = captures;
        this.hadoop = hadoop;
        this.keyLog = keyLog;
        this.rules = rules;
        this.memoryBytes = memoryBytes;
        this.wantsBlocks = wantsBlocks;
        this.isLastTry = isLastTry;
        this.progress = progress;
        connections = new ConnectionRecords(rules);
    }

    private void hand(RunKind kind, boolean isSettled, byte[] bytes) {
        waiting.add(new StagedRun(kind, split.site(), split.number(), isSettled, bytes));
    }

    @Override
    public boolean hasNext() {
        try {
            while (waiting.isEmpty() && (run != null || splits.hasNext())) {
                goOn();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return !waiting.isEmpty();
    }

    private void goOn() throws IOException {
        if (run == null) {
            split = splits.next();
            reported = 0;
            Captures files = captures.get(split.site()).on(hadoop, keyLog, isLastTry);
            run = new SplitReader(split.split(), files, rules.options(), memoryBytes, this);
        }
        boolean more = run.step();
        report(more ? run.bytesRead() - split.start() : split.bytes());
        if (!more) {
            flows.forEach(
                    (capture, count) ->
                            settled.add(
                                    RunKind.FLOWS,
                                    countBytes.toBytes(new FlowCount(capture, count))));
            flows.clear();
            settled.flush();
            possible.flush();
            close();
        }
    }

    private void report(long bytes) {
        long within = Math.min(bytes, split.bytes());
        if (within > reported) {
            progress.accept(within - reported);
            reported = within;
        }
    }

    @Override
    public StagedRun next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return waiting.remove();
    }

    @Override
    public void connection(ConnectionPart part) {
        if (part.isUnfinished()) {
            possible.add(RunKind.PART, part.flowHash(), PartKey.of(part), partBytes.toBytes(part));
            return;
        }
        flows.merge(part.captures().get(0), 1L, Long::sum);
        boolean isSettled = part.completeness().equals(ConnectionPart.SETTLED);
        RunsByKind runs = isSettled ? settled : possible;
        long flow = isSettled ? NO_FLOW : part.flowHash();
        if (!isSettled) {
            runs.add(RunKind.PART, flow, PartKey.of(part), partBytes.toBytes(part));
        }
        connections.add(split.site(), part, flow, LATER_NANOS, runs);
    }

    @Override
    public void lookup(LookupPart lookup) {
        connections.add(lookup, NO_FLOW, settled);
    }

    @Override
    public void certificate(CertificateSighting certificate) {
        settled.add(RunKind.CERTIFICATE, certificateBytes.toBytes(certificate));
    }

    @Override
    public boolean wantsBlocks() {
        return wantsBlocks;
    }

    @Override
    public void capture(CapturePart part) {
        settled.add(RunKind.CAPTURE, captureBytes.toBytes(part));
    }

    @Override
    public void close() throws IOException {
        if (run != null) {
            SplitReader open = run;
            run = null;
            open.close();
        }
    }
}
