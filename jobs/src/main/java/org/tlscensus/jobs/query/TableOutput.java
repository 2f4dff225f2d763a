package org.tlscensus.jobs.query;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Columns side by side, for people: holds a bounded number of rows to find their widths. */
final class TableOutput implements RowOutput {
    private static final int MAX_ROWS = 1000;
    private static final int MAX_WIDTH = 80;

    private final PrintStream out;
    private final List<List<String>> lines = new ArrayList<>();
    private final List<Boolean> isNumber = new ArrayList<>();
    private boolean hasMore;

    TableOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<ResultColumn> columns) {
        lines.add(columns.stream().map(column -> VisibleText.of(column.name())).toList());
        columns.forEach(column -> isNumber.add(column.isNumber()));
    }

    @Override
    public boolean row(Row row) {
        if (lines.size() > MAX_ROWS) {
            hasMore = true;
            return false;
        }
        lines.add(row.values().stream().map(TableOutput::cell).toList());
        return true;
    }

    private static String cell(Object value) {
        String text;
        if (value == null) {
            text = "NULL";
        } else if (value instanceof String string) {
            text = VisibleText.of(string);
        } else if (value instanceof Number || value instanceof Boolean) {
            text = value.toString();
        } else {
            String json = JsonValues.of(value);
            boolean quoted = json.startsWith("\"");
            text = VisibleText.of(quoted ? json.substring(1, json.length() - 1) : json);
        }
        return text.length() > MAX_WIDTH ? text.substring(0, MAX_WIDTH - 1) + "…" : text;
    }

    @Override
    public void end() {
        int columns = isNumber.size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (int row = 0; row < lines.size(); row++) {
            print(lines.get(row), widths);
            if (row == 0) {
                out.println(String.join("  ", IntStream.of(widths).mapToObj("-"::repeat).toList()));
            }
        }
        if (hasMore) {
            out.println("… more rows: use --format csv or json to see all");
        }
    }

    private void print(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? "" : "  ");
            line.append(isNumber.get(i) ? pad + cells.get(i) : cells.get(i) + pad);
        }
        out.println(line.toString().stripTrailing());
    }
}
