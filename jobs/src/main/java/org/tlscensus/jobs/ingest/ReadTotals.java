package org.tlscensus.jobs.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;

/** What the driver has to know of the runs of a task: as little as it can do with. */
final class ReadTotals implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The rows of one day that one split handed out, and those that its open parts may give. */
    static final class Day implements Serializable {
        private static final long serialVersionUID = 1L;

        long rows;
        long possibleRows; // of open parts
        long firstMicros = Long.MAX_VALUE; // since the epoch
        long lastMicros = Long.MIN_VALUE;

        private void add(long micros, boolean isPossible) {
            rows += isPossible ? 0 : 1;
            possibleRows += isPossible ? 1 : 0;
            firstMicros = Math.min(firstMicros, micros);
            lastMicros = Math.max(lastMicros, micros);
        }

        Day onlyPossible() {
            Day possible = new Day();
            possible.add(this);
            possible.rows = 0;
            return possible;
        }

        void add(Day other) {
            rows += other.rows;
            possibleRows += other.possibleRows;
            firstMicros = Math.min(firstMicros, other.firstMicros);
            lastMicros = Math.max(lastMicros, other.lastMicros);
        }
    }

    /** What one split handed out. */
    static final class Split implements Serializable {
        private static final long serialVersionUID = 1L;

        final String site;
        final long number;
        final List<byte[]> captures = new ArrayList<>(); // runs of CapturePart
        final List<byte[]> flows = new ArrayList<>(); // runs of FlowCount
        final Map<Integer, Day> days = new TreeMap<>(); // by days since the epoch

        private Split(String site, long number) {
            this.site = site;
            this.number = number;
        }

        private void row(long startMicros, boolean isPossible) {
            days.computeIfAbsent(Micros.day(startMicros), d -> new Day())
                    .add(startMicros, isPossible);
        }
    }

    final List<Split> splits = new ArrayList<>();
    final UnfinishedFlows.Found unfinished = new UnfinishedFlows.Found();
    long partBytes; // of unfinished connections
    long exchangeBytes;
    long crlBytes;
    long lookupBytes;
    long chainBytes;
    long certificateBytes;

    /** Goes through the runs of a task. */
    static ReadTotals of(Iterator<StagedRun> runs) {
        ReadTotals totals = new ReadTotals();
        runs.forEachRemaining(totals::add);
        return totals;
    }

    private void add(StagedRun run) {
        Split split = split(run);
        switch (run.kind()) {
            case CAPTURE -> split.captures.add(run.run());
            case FLOWS -> split.flows.add(run.run());
            case ROW -> addRows(split, run.cursor());
            case PART -> addParts(split, run.cursor());
            case CRL -> crlBytes += run.run().length;
            case EXCHANGE -> exchangeBytes += run.run().length;
            case LOOKUP -> lookupBytes += run.run().length;
            case CHAINS -> chainBytes += run.run().length;
            case CERTIFICATE -> certificateBytes += run.run().length;
            case KEPT, USES, FILE, KEPT_FILE, BLOCKS ->
                    throw new IllegalStateException("no split hands out " + run.kind());
        }
    }

    /** A task hands out the runs of one split after those of another. */
    private Split split(StagedRun run) {
        Split last = splits.isEmpty() ? null : splits.get(splits.size() - 1);
        if (last == null || last.number != run.split() || !last.site.equals(run.site())) {
            last = new Split(run.site(), run.split());
            splits.add(last);
        }
        return last;
    }

    private static void addRows(Split split, RecordRun.Cursor rows) {
        while (rows.next()) {
            split.row(RowStart.micros(rows.key(1)), false);
        }
    }

    private void addParts(Split split, RecordRun.Cursor parts) {
        while (parts.next()) {
            long key = parts.key(1);
            if (PartKey.isUnfinished(key)) {
                unfinished.add(parts.key(0));
                partBytes += parts.length();
                if (PartKey.hasRow(key)) {
                    split.row(PartKey.micros(key), true);
                }
            }
        }
    }

    /** What the splits tell of captures. */
    static List<StagedCapture> captures(List<Split> splits) {
        RecordBytes<CapturePart> codec = RecordBytes.of(CapturePart.class);
        List<StagedCapture> told = new ArrayList<>();
        for (Split split : splits) {
            for (byte[] run : split.captures) {
                RecordRun.Cursor cursor = RecordRun.cursor(run, RunKind.CAPTURE.keys());
                while (cursor.next()) {
                    told.add(
                            new StagedCapture(
                                    split.site, split.number, codec.toRecord(cursor.record())));
                }
            }
        }
        return told;
    }
}
