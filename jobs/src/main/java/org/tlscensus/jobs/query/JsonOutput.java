package org.tlscensus.jobs.query;

import java.io.PrintStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** A JSON object a line; every column is there. */
final class JsonOutput implements RowOutput {
    private final PrintStream out;

    JsonOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(StructType schema) {}

    @Override
    public boolean row(Row row) {
        out.println(JsonValues.of(row));
        return true;
    }

    @Override
    public void end() {}
}
