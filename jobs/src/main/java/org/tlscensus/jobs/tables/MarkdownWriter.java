package org.tlscensus.jobs.tables;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;

/** A page of Markdown (CommonMark with GitHub's tables); a bounded number of rows. */
final class MarkdownWriter implements TableWriter {
    private static final String SPECIAL = "\\`*_{}[]<>()#|~!&\"'$^=+-";

    private final PrintStream out;
    private TableFile table;
    private List<ResultColumn> columns;
    private long rows;

    MarkdownWriter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(TableFile table, List<ResultColumn> columns) {
        this.table = table;
        this.columns = columns;
        TableHeader header = table.header();
        out.print("# " + escape(header.title()) + "\n\n");
        Stream.of(header.paper(), header.definition())
                .filter(text -> text != null)
                .forEach(text -> out.print(escape(text) + "\n\n"));
        if (header.population() != null) {
            out.print("Population: " + escape(header.population()) + "\n\n");
        }
        line(columns.stream().map(c -> escape(Cells.heading(c.name()))));
        line(columns.stream().map(c -> Cells.isNumber(c) ? "--:" : ":--"));
    }

    private void line(Stream<String> cells) {
        out.print(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    @Override
    public void row(Row row) {
        rows++;
        if (rows <= TableRun.PAGE_ROWS) {
            line(Cells.texts(columns, row).stream().map(MarkdownWriter::escape));
        }
    }

    @Override
    public void end() {
        if (rows > TableRun.PAGE_ROWS) {
            out.printf(
                    Locale.ROOT,
                    "%n%,d more rows are in the CSV file.%n",
                    rows - TableRun.PAGE_ROWS);
        }
        out.print("\n");
        for (ResultColumn column : columns) {
            String meaning = Columns.meaning(table.header(), column);
            if (meaning != null) {
                out.print("- " + escape(Cells.heading(column.name())) + ": " + escape(meaning));
                out.print("\n");
            }
        }
    }

    /** Text that stays text: no markup, no link, not even one that some readers make of names. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLink =
                    c == '@'
                            || c == ':' && text.startsWith("//", i + 1)
                            || c == '.' && text.regionMatches(true, i - 3, "www", 0, 3);
            if (isLink || SPECIAL.indexOf(c) >= 0 && !isPlain(text, i)) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** Marks of everyday prose that mean nothing where they stand. */
    private static boolean isPlain(String text, int i) {
        char c = text.charAt(i);
        boolean inText = i > 0 && Character.isLetterOrDigit(text.charAt(i - 1));
        return inText && (c == '-' || c == '(' || c == ')' || c == '\'') || c == '(' || c == ')';
    }
}
