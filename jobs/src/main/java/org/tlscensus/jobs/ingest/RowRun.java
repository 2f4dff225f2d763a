package org.tlscensus.jobs.ingest;

import java.io.Serializable;
import org.tlscensus.jobs.schema.RecordRun;

/**
 * Rows on their way to the file that they are written to.
 *
 * @param run records of {@code ConnectionRow}; key: {@link RowStart}
 */
record RowRun(FileKey file, byte[] run) implements Serializable {
    private static final long serialVersionUID = 1L;

    RecordRun.Cursor cursor() {
        return RecordRun.cursor(run, 1);
    }
}
