package org.tlscensus.jobs.ingest;

import java.util.EnumMap;
import java.util.Map;
import org.tlscensus.jobs.schema.RecordRun;

/** Runs that grow side by side, one of each kind. Full ones leave, so that none grows large. */
final class RunsByKind {
    private static final int FULL_BYTES = 1 << 20;

    /** Takes a run that is full, or that nothing follows. */
    interface Outlet {
        void take(RunKind kind, byte[] run);
    }

    private final Map<RunKind, RecordRun> runs = new EnumMap<>(RunKind.class);
    private final Outlet outlet;

    RunsByKind(Outlet outlet) {
        this.outlet = outlet;
    }

    /** Adds a record of a kind without keys. */
    void add(RunKind kind, byte[] record) {
        RecordRun run = of(kind);
        run.add(record);
        leaveIfFull(kind, run);
    }

    /** Adds a record of a kind with one key. */
    void add(RunKind kind, long key, byte[] record) {
        RecordRun run = of(kind);
        run.add(key, record);
        leaveIfFull(kind, run);
    }

    /** Adds a record of a kind with two keys. */
    void add(RunKind kind, long key, long second, byte[] record) {
        RecordRun run = of(kind);
        run.add(key, second, record);
        leaveIfFull(kind, run);
    }

    private RecordRun of(RunKind kind) {
        return runs.computeIfAbsent(kind, k -> new RecordRun());
    }

    private void leaveIfFull(RunKind kind, RecordRun run) {
        if (run.size() >= FULL_BYTES) {
            outlet.take(kind, run.take());
        }
    }

    /** All that is there leaves. */
    void flush() {
        runs.forEach(
                (kind, run) -> {
                    if (run.size() > 0) {
                        outlet.take(kind, run.take());
                    }
                });
    }
}
