package org.tlscensus.jobs.tables;

import java.io.PrintStream;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tlscensus.jobs.query.JsonValues;

/**
 * One object: what the table's head says, the columns with type and meaning, and all rows, an
 * object each.
 */
final class JsonWriter implements TableWriter {
    private final PrintStream out;
    private String separator = "";

    JsonWriter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(TableFile table, StructType schema) {
        TableHeader header = table.header();
        out.print("{\"table\":" + JsonValues.of(table.name()));
        out.print(",\"title\":" + JsonValues.of(header.title()));
        out.print(",\"paper\":" + JsonValues.of(header.paper()));
        out.print(",\"definition\":" + JsonValues.of(header.definition()));
        out.print(",\"population\":" + JsonValues.of(header.population()));
        out.print(",\"columns\":[");
        String comma = "";
        for (StructField column : schema.fields()) {
            out.print(comma + "\n{\"name\":" + JsonValues.of(column.name()));
            out.print(
                    ",\"type\":" + JsonValues.of(column.dataType().sql().toLowerCase(Locale.ROOT)));
            out.print(",\"meaning\":" + JsonValues.of(Columns.meaning(header, column)) + "}");
            comma = ",";
        }
        out.print("],\"rows\":[");
    }

    @Override
    public void row(Row row) {
        out.print(separator + "\n" + JsonValues.of(row));
        separator = ",";
    }

    @Override
    public void end() {
        out.print("]}\n");
    }
}
