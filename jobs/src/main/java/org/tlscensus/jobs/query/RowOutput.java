package org.tlscensus.jobs.query;

import java.io.PrintStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Prints the rows of one result. */
public interface RowOutput {
    void begin(StructType schema);

    /** Prints a row; false when it wants no more. */
    boolean row(Row row);

    void end();

    /** The output of a format that prints to {@code out}. */
    static RowOutput of(Format format, PrintStream out) {
        return switch (format) {
            case TABLE -> new TableOutput(out);
            case CSV -> new CsvOutput(out);
            case JSON -> new JsonOutput(out);
        };
    }
}
