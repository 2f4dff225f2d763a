package org.tlscensus.jobs.ingest;

import java.io.Serializable;
import org.tlscensus.jobs.schema.RecordRun;

/**
 * Records of one kind for the tables or for what a later ingest needs.
 *
 * @param isProvisional whether a later ingest of the site drops them, and tells them anew
 * @param run see {@link RecordRun}
 */
record TableRun(RunKind kind, String site, boolean isProvisional, byte[] run)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    RecordRun.Cursor cursor() {
        return RecordRun.cursor(run, kind.keys());
    }
}
