package org.tlscensus.jobs.query;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * RFC 4180. Nested values are JSON. Names and banners come from strangers: what a terminal would
 * act upon is escaped, and text that a spreadsheet would take for a formula gets an apostrophe in
 * front.
 */
final class CsvOutput implements RowOutput {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final PrintStream out;

    CsvOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<ResultColumn> columns) {
        line(columns.stream().map(column -> text(column.name())));
    }

    @Override
    public boolean row(Row row) {
        line(row.values().stream().map(CsvOutput::cell));
        return true;
    }

    private void line(Stream<String> cells) {
        out.print(cells.collect(Collectors.joining(",")) + "\r\n");
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        String json = JsonValues.of(value);
        return text(json.startsWith("\"") ? json.substring(1, json.length() - 1) : json);
    }

    /** A text cell, quoted where it must be. */
    static String text(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        String safe = VisibleText.of(formula ? "'" + text : text);
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void end() {}
}
