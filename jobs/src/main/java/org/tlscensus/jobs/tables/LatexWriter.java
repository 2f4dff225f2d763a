package org.tlscensus.jobs.tables;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;

/** A table for a paper, with booktabs' rules; a bounded number of rows. */
final class LatexWriter implements TableWriter {
    private final PrintStream out;
    private TableFile table;
    private List<ResultColumn> columns;
    private long rows;

    LatexWriter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(TableFile table, List<ResultColumn> columns) {
        this.table = table;
        this.columns = columns;
        out.print("% Needs \\usepackage{booktabs}; names in other scripts need LuaLaTeX.\n");
        out.print("\\begin{table}\n\\centering\n");
        out.print("\\caption{" + escape(table.header().title()) + "}\n");
        out.print("\\label{tab:" + table.name() + "}\n");
        out.print("\\begin{tabular}{");
        out.print(
                columns.stream()
                        .map(c -> Cells.isNumber(c) ? "r" : "l")
                        .collect(Collectors.joining()));
        out.print("}\n\\toprule\n");
        line(columns.stream().map(c -> Cells.heading(c.name())));
        out.print("\\midrule\n");
    }

    private void line(Stream<String> cells) {
        out.print(cells.map(LatexWriter::escape).collect(Collectors.joining(" & ", "", " \\\\\n")));
    }

    @Override
    public void row(Row row) {
        rows++;
        if (rows <= TableRun.PAGE_ROWS) {
            line(Cells.texts(columns, row).stream());
        }
    }

    @Override
    public void end() {
        out.print("\\bottomrule\n\\end{tabular}\n");
        if (rows > TableRun.PAGE_ROWS) {
            out.printf(
                    Locale.ROOT,
                    "\\\\ %,d more rows are in the CSV file.\n",
                    rows - TableRun.PAGE_ROWS);
        }
        if (table.header().population() != null) {
            out.print(
                    "\\par\\smallskip\\footnotesize " + escape(table.header().population()) + "\n");
        }
        out.print("\\end{table}\n");
    }

    /** Text that TeX sets as it is. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\textbackslash{}");
                case '{', '}', '$', '&', '#', '%', '_' -> escaped.append('\\').append(c);
                case '^' -> escaped.append("\\textasciicircum{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '<' -> escaped.append("\\textless{}");
                case '>' -> escaped.append("\\textgreater{}");
                case '|' -> escaped.append("\\textbar{}");
                case '"' -> escaped.append("\\textquotedbl{}");
                case '`' -> escaped.append("\\textasciigrave{}");
                // Behind \\ these would be its arguments; two or three are ligatures.
                case '[', '*', '\'', '-', '?', '!' -> escaped.append('{').append(c).append('}');
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
