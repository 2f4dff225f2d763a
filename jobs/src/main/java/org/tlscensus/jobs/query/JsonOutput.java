package org.tlscensus.jobs.query;

import java.io.PrintStream;
import java.util.List;

/** A JSON object a line; every column is there. */
final class JsonOutput implements RowOutput {
    private final PrintStream out;
    private List<ResultColumn> columns = List.of();

    JsonOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<ResultColumn> columns) {
        this.columns = columns;
    }

    @Override
    public boolean row(Row row) {
        out.println(JsonValues.of(columns, row));
        return true;
    }

    @Override
    public void end() {}
}
