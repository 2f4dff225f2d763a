package org.tlscensus.jobs.tables;

import java.io.IOException;
import java.util.List;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;

/** Takes the rows of a table, to write or to keep them. */
public interface TableWriter {
    void begin(TableFile table, List<ResultColumn> columns) throws IOException;

    void row(Row row) throws IOException;

    /** Nothing follows; what was written is whole. */
    void end() throws IOException;
}
