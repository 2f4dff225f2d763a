package org.tlscensus.jobs.tables;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;

/** The first rows, for a terminal: headings are broken into lines, so that columns stay narrow. */
public final class TerminalWriter implements TableWriter {
    private static final int SHOWN_ROWS = 40;
    private static final int CELL_WIDTH = 48;
    private static final int TEXT_WIDTH = 100;

    private final PrintStream out;
    private final List<List<String>> lines = new ArrayList<>();
    private List<ResultColumn> columns;
    private TableFile table;
    private long rows;

    public TerminalWriter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(TableFile table, List<ResultColumn> columns) {
        this.table = table;
        this.columns = columns;
    }

    @Override
    public void row(Row row) {
        rows++;
        if (rows <= SHOWN_ROWS) {
            List<String> cells = new ArrayList<>();
            for (String text : Cells.texts(columns, row)) {
                boolean isLong = text.length() > CELL_WIDTH;
                cells.add(isLong ? text.substring(0, CELL_WIDTH - 1) + "…" : text);
            }
            lines.add(cells);
        }
    }

    @Override
    public void end() {
        TableHeader header = table.header();
        out.println();
        out.println(table.name() + ": " + header.title());
        for (String text : Arrays.asList(header.paper(), header.population())) {
            if (text != null) {
                wrap(text, TEXT_WIDTH).forEach(line -> out.println("  " + line));
            }
        }
        out.println();
        if (rows == 0) {
            out.println("  no rows");
        } else {
            print();
        }
        if (rows > SHOWN_ROWS) {
            out.printf(Locale.ROOT, "  … %,d more rows%n", rows - SHOWN_ROWS);
        }
        out.flush();
    }

    private void print() {
        int[] widths = new int[columns.size()];
        List<List<String>> headings = new ArrayList<>();
        int height = 0;
        for (int i = 0; i < columns.size(); i++) {
            String heading = Cells.heading(columns.get(i).name());
            for (List<String> line : lines) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
            for (String word : heading.split(" ", -1)) {
                widths[i] = Math.max(widths[i], word.length());
            }
            headings.add(wrap(heading, widths[i]));
            height = Math.max(height, headings.get(i).size());
        }
        for (int y = 0; y < height; y++) {
            int row = y - height;
            print(
                    headings.stream()
                            .map(h -> h.size() + row < 0 ? "" : h.get(h.size() + row))
                            .toList(),
                    widths);
        }
        print(IntStream.of(widths).mapToObj("-"::repeat).toList(), widths);
        lines.forEach(line -> print(line, widths));
    }

    private void print(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder(" ");
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - cells.get(i).length());
            boolean isRight = Cells.isNumber(columns.get(i));
            line.append(' ').append(isRight ? pad + cells.get(i) : cells.get(i) + pad).append(' ');
        }
        out.println(line.toString().stripTrailing());
    }

    /** Breaks a text at spaces into lines; a word may be longer than the width. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
