package org.tlscensus.jobs.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tlscensus.jobs.tables.TableHeader;

/**
 * A table's place in the page: what it counts, its charts, its rows, and where it lies as files.
 */
final class TableArticle {
    private static final int SHOWN_ROWS = 500;

    /** Longer text is broken into lines. */
    private static final int SHORT_TEXT = 40;

    /** A table of more columns has no room for a chart beside it. */
    private static final int NARROW_COLUMNS = 7;

    private final PrintStream out;

    TableArticle(PrintStream out) {
        this.out = out;
    }

    /**
     * Writes it.
     *
     * @param ours the rows that are of this archive
     * @param published those that are not
     * @param figures endings of the files with the figures, by the names of the figures
     */
    void write(TableData ours, TableData published, List<ChartData> charts, List<String> figures) {
        TableHeader header = ours.table().header();
        String name = ours.table().name();
        boolean isNarrow = ours.columns().size() <= NARROW_COLUMNS && charts.size() == 1;
        out.printf(
                "<article id=\"%s\"%s><h3><a href=\"#%1$s\">%s</a></h3>%n",
                name, isNarrow ? " class=\"beside\"" : "", Html.text(title(ours)));
        definition(header, ours);
        out.print("<div class=\"both\">\n");
        if (!charts.isEmpty()) {
            out.print("<div class=\"charts\">\n");
            charts.forEach(chart -> chart(out, chart));
            out.print("</div>\n");
        }
        out.print("<div class=\"rows\">\n");
        tools(name, figures);
        table(ours, title(ours), "data");
        out.print("</div></div>\n");
        published(published);
        out.print("</article>\n");
    }

    static String title(TableData data) {
        String title = data.table().header().title();
        return title == null ? data.table().name() : title;
    }

    /** A chart, which the page's script draws. */
    static void chart(PrintStream out, ChartData chart) {
        out.printf(
                "<figure class=\"chart\"><figcaption>%s</figcaption><div class=\"plot\"></div>"
                        + "<script type=\"application/json\">%s</script></figure>%n",
                Html.text(chart.title()), chart.json());
    }

    private void definition(TableHeader header, TableData data) {
        out.print("<details class=\"definition\"><summary>What is counted, and how</summary>\n");
        Stream.of(header.definition(), header.population())
                .filter(text -> text != null)
                .forEach(
                        text ->
                                out.printf(
                                        "<p>%s%s</p>%n",
                                        text.equals(header.population()) ? "Population: " : "",
                                        Html.text(text)));
        if (header.paper() != null) {
            out.printf("<p>Paper: %s</p>%n", Html.text(header.paper()));
        }
        out.print("<dl>");
        for (TableData.Column column : data.columns()) {
            if (column.meaning() != null) {
                out.printf(
                        "<dt>%s</dt><dd>%s</dd>",
                        Html.text(HumanText.heading(column.name())), Html.text(column.meaning()));
            }
        }
        out.print("</dl></details>\n");
    }

    private void tools(String name, List<String> figures) {
        out.printf(
                "<div class=\"tools\"><input type=\"search\" placeholder=\"Search\" aria-label=\"Search"
                        + " in this table\"><span class=\"shown\" role=\"status\"></span>"
                        + "<span class=\"files\"><button class=\"copy\" type=\"button\">Copy</button>");
        for (String ending : List.of("csv", "json", "md", "tex")) {
            out.printf(" <a href=\"tables/%s.%s\" download>%2$s</a>", name, ending);
        }
        for (String figure : figures) {
            out.printf(" <a href=\"figures/%s\" download>%s</a>", figure, fileLabel(figure));
        }
        out.print("</span></div>\n");
    }

    private static String fileLabel(String figure) {
        return "figure " + figure.replaceFirst(".*-(\\d+)\\.", "$1 ");
    }

    /** The published rows that none of ours stand beside, folded. */
    void published(TableData published) {
        if (published.rows().isEmpty()) {
            return;
        }
        out.printf(
                "<details class=\"published\"><summary>What the paper found: %s</summary>%n",
                Html.text(title(published)));
        table(published, "What the paper found: " + title(published), "theirs");
        out.print("</details>\n");
    }

    private void table(TableData data, String label, String kind) {
        out.printf(
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table"
                        + " class=\"%s\"><thead><tr>",
                Html.text(label), kind);
        for (TableData.Column column : data.columns()) {
            out.printf(
                    "<th scope=\"col\" data-column=\"%s\"%s%s><button type=\"button\">%s</button></th>",
                    Html.text(column.name()),
                    classes(column, column.isNumber() ? "number" : ""),
                    column.meaning() == null
                            ? ""
                            : " title=\"" + Html.text(column.meaning()) + "\"",
                    Html.text(HumanText.heading(column.name())));
        }
        out.print("</tr></thead><tbody>\n");
        int shown = Math.min(SHOWN_ROWS, data.rows().size());
        data.rows().subList(0, shown).forEach(row -> row(data.columns(), row));
        out.print("</tbody></table></div>\n");
        if (data.count() > shown) {
            out.printf(
                    Locale.ROOT, "<p>%,d more rows are in the files.</p>%n", data.count() - shown);
        }
    }

    private void row(List<TableData.Column> columns, List<Object> row) {
        out.print("<tr>");
        for (int i = 0; i < columns.size(); i++) {
            TableData.Column column = columns.get(i);
            Object value = row.get(i);
            String text = HumanText.of(column, value);
            if (column.isNumber()) {
                number(column, value, text);
            } else {
                out.printf(
                        "<td%s>%s</td>",
                        classes(column, text.length() > SHORT_TEXT ? "long" : ""), Html.text(text));
            }
        }
        out.print("</tr>\n");
    }

    private static String classes(TableData.Column column, String others) {
        String all = (others + (column.isPublished() ? " published-value" : "")).strip();
        return all.isEmpty() ? "" : " class=\"" + all + "\"";
    }

    /** The script sorts and copies by the value; a share has a bar of its length behind it. */
    private void number(TableData.Column column, Object value, String text) {
        String raw = value == null ? "" : value.toString();
        boolean isShare =
                column.name().endsWith("percent") // of ours: published columns end otherwise
                        && value instanceof Number n
                        && n.doubleValue() > 0;
        out.printf(
                "<td%s data-value=\"%s\"%s>%s</td>",
                classes(column, isShare ? "number share" : "number"),
                Html.text(raw),
                isShare ? " style=\"--share:" + Html.text(raw) + "%\"" : "",
                Html.text(text));
    }
}
