package org.tlscensus.jobs.tables;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A page of Markdown (CommonMark with GitHub's tables); a bounded number of rows. */
final class MarkdownWriter implements TableWriter {
    private static final String SPECIAL = "\\`*_{}[]<>()#|~!&\"'$^=+-";

    private final PrintStream out;
    private TableFile table;
    private StructType schema;
    private long rows;

    MarkdownWriter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(TableFile table, StructType schema) {
        this.table = table;
        this.schema = schema;
        TableHeader header = table.header();
        out.print("# " + escape(header.title()) + "\n\n");
        Stream.of(header.paper(), header.definition())
                .filter(text -> text != null)
                .forEach(text -> out.print(escape(text) + "\n\n"));
        if (header.population() != null) {
            out.print("Population: " + escape(header.population()) + "\n\n");
        }
        StructField[] columns = schema.fields();
        line(Stream.of(columns).map(c -> escape(Cells.heading(c.name()))));
        line(Stream.of(columns).map(c -> Cells.isNumber(c) ? "--:" : ":--"));
    }

    private void line(Stream<String> cells) {
        out.print(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    @Override
    public void row(Row row) {
        rows++;
        if (rows <= TableRun.PAGE_ROWS) {
            line(Stream.of(schema.fields()).map(c -> escape(Cells.text(c, row.getAs(c.name())))));
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
        for (StructField column : schema.fields()) {
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
