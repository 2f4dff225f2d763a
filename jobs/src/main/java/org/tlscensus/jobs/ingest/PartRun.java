package org.tlscensus.jobs.ingest;

import java.io.Serializable;
import org.tlscensus.jobs.schema.RecordRun;

/**
 * Parts of connections on their way to those of the same flows.
 *
 * @param kind {@link RunKind#PART} of this ingest, {@link RunKind#KEPT} of an earlier one
 */
record PartRun(String site, RunKind kind, byte[] run) implements Serializable {
    private static final long serialVersionUID = 1L;

    RecordRun.Cursor cursor() {
        return RecordRun.cursor(run, kind.keys());
    }
}
