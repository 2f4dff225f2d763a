package org.tlscensus.jobs.tables;

import java.io.PrintStream;
import java.util.List;
import org.tlscensus.jobs.query.Format;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.query.RowOutput;

/** All rows, with all digits. */
final class CsvWriter implements TableWriter {
    private final RowOutput rows;

    CsvWriter(PrintStream out) {
        rows = RowOutput.of(Format.CSV, out);
    }

    @Override
    public void begin(TableFile table, List<ResultColumn> columns) {
        rows.begin(columns);
    }

    @Override
    public void row(Row row) {
        rows.row(row);
    }

    @Override
    public void end() {
        rows.end();
    }
}
