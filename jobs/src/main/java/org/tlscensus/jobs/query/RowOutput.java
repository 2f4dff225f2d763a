package org.tlscensus.jobs.query;

import java.io.PrintStream;
import java.util.List;

/** Prints the rows of one result. */
public interface RowOutput {
    void begin(List<ResultColumn> columns);

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
