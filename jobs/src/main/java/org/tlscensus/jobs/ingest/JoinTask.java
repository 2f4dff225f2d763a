package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;
import scala.Tuple2;

/**
 * Joins the parts of some flows: sorts their bytes by flow, in bounded memory, and decodes the
 * parts of one hash at a time.
 */
final class JoinTask {
    private record StagedPart(boolean isKept, ConnectionPart part, byte[] bytes) {}

    private static final Comparator<StagedPart> ORDER =
            Comparator.<StagedPart, byte[]>comparing(part -> part.part.flowKey(), Arrays::compare)
                    .thenComparingLong(part -> part.part.split())
                    .thenComparingLong(part -> part.part.sequence());

    private final SortedRecords parts;
    private final Map<String, Integer> groups = new HashMap<>(); // of parts, by site
    private final List<String> sites = new ArrayList<>(); // by group
    private final RecordBytes<ConnectionPart> partBytes = RecordBytes.of(ConnectionPart.class);
    private final JoinedFlow flow;

    /**
     * @param parts empty
     */
    JoinTask(SortedRecords parts, Map<String, SiteFrontier> ends, KeyLog keyLog, RowRules rules) {
        this.parts = parts;
        flow = new JoinedFlow(ends, keyLog, rules);
    }

    /** What becomes of the parts, in runs that are made while they are taken. */
    Iterator<TableRun> joined(Iterator<Tuple2<Integer, PartRun>> runs) throws IOException {
        if (TaskContext.get() != null) {
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) ended -> close());
        }
        while (runs.hasNext()) {
            sort(runs.next()._2());
        }
        return new Iterator<>() {
            private boolean isOver;

            @Override
            public boolean hasNext() {
                while (flow.waiting().isEmpty() && !isOver) {
                    isOver = !joinHash();
                }
                return !flow.waiting().isEmpty();
            }

            @Override
            public TableRun next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return flow.waiting().remove();
            }
        };
    }

    private void sort(PartRun run) throws IOException {
        int site = groups.computeIfAbsent(run.site(), s -> groups.size());
        if (site == sites.size()) {
            sites.add(run.site());
        }
        byte kept = (byte) (run.kind() == RunKind.KEPT ? 1 : 0);
        RecordRun.Cursor cursor = run.cursor();
        while (cursor.next()) {
            byte[] part = cursor.record();
            byte[] record = ByteBuffer.allocate(1 + part.length).put(kept).put(part).array();
            parts.add(site, cursor.key(0), record);
        }
    }

    /** Joins the parts of the next hash; false when there was none. */
    private boolean joinHash() {
        try {
            SortedRecords.Entry first = parts.peek();
            if (first == null) {
                flow.flush();
                return false;
            }
            List<StagedPart> ofHash = new ArrayList<>();
            for (SortedRecords.Entry next = first; next != null; next = parts.peek()) {
                if (next.group() != first.group() || next.number() != first.number()) {
                    break;
                }
                byte[] record = parts.next().record();
                byte[] part = Arrays.copyOfRange(record, 1, record.length);
                ofHash.add(new StagedPart(record[0] != 0, partBytes.toRecord(part), part));
            }
            ofHash.sort(ORDER);
            for (StagedPart part : ofHash) {
                flow.add(sites.get(first.group()), part.part, part.bytes, part.isKept);
            }
            flow.endOfFlow();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close() {
        try {
            parts.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
