package org.tlscensus.jobs.tables;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.tlscensus.jobs.query.JsonValues;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;

/**
 * One object: what the table's head says, the columns with type and meaning, and all rows, an
 * object each.
 */
final class JsonWriter implements TableWriter {
    private final PrintStream out;
    private List<ResultColumn> columns = List.of();
    private String separator = "";

    JsonWriter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(TableFile table, List<ResultColumn> columns) {
        this.columns = columns;
        TableHeader header = table.header();
        out.print("{\"table\":" + JsonValues.of(table.name()));
        out.print(",\"title\":" + JsonValues.of(header.title()));
        out.print(",\"paper\":" + JsonValues.of(header.paper()));
        out.print(",\"definition\":" + JsonValues.of(header.definition()));
        out.print(",\"population\":" + JsonValues.of(header.population()));
        out.print(",\"columns\":[");
        String comma = "";
        for (ResultColumn column : columns) {
            out.print(comma + "\n{\"name\":" + JsonValues.of(column.name()));
            out.print(",\"type\":" + JsonValues.of(column.type().toLowerCase(Locale.ROOT)));
            out.print(",\"meaning\":" + JsonValues.of(Columns.meaning(header, column)) + "}");
            comma = ",";
        }
        out.print("],\"rows\":[");
    }

    @Override
    public void row(Row row) {
        out.print(separator + "\n" + JsonValues.of(columns, row));
        separator = ",";
    }

    @Override
    public void end() {
        out.print("]}\n");
    }
}
