package org.tlscensus.jobs.tables;

import java.io.IOException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Takes the rows of a table, to write or to keep them. */
public interface TableWriter {
    void begin(TableFile table, StructType schema) throws IOException;

    void row(Row row) throws IOException;

    /** Nothing follows; what was written is whole. */
    void end() throws IOException;
}
