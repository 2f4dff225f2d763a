package org.tlscensus.jobs.ingest;

import java.io.Serializable;
import org.tlscensus.jobs.schema.RecordRun;

/**
 * Records of one kind that a split handed out.
 *
 * @param split the split's number in its site
 * @param isSettled whether the records stand, whatever other splits hand out; else those go whose
 *     flow turns out to have an open part
 * @param run see {@link RecordRun}
 */
record StagedRun(RunKind kind, String site, long split, boolean isSettled, byte[] run)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    RecordRun.Cursor cursor() {
        return RecordRun.cursor(run, kind.keys());
    }
}
