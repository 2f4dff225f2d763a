package org.tlscensus.jobs.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tlscensus.jobs.query.Format;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.query.RowOutput;
import org.tlscensus.jobs.tables.Cells;
import org.tlscensus.jobs.tables.Columns;
import org.tlscensus.jobs.tables.TableFile;
import org.tlscensus.jobs.tables.TableHeader;
import org.tlscensus.jobs.tables.TableRun;

/** A table with its figures, to be looked at in a notebook. */
public final class Answer {
    private static final int SHOWN_ROWS = 40;

    private final KeptRows rows;

    private Answer(KeptRows rows) {
        this.rows = rows;
    }

    /**
     * Runs a table's query.
     *
     * @throws IOException hardly: nothing is written
     */
    public static Answer to(QueryEngine engine, TableFile table) throws IOException {
        KeptRows rows = new KeptRows();
        TableRun.rows(engine, table, rows);
        return new Answer(rows);
    }

    /** The first rows as text. */
    @Override
    public String toString() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        RowOutput out =
                RowOutput.of(Format.TABLE, new PrintStream(text, true, StandardCharsets.UTF_8));
        out.begin(rows.columns());
        shown().forEach(out::row);
        out.end();
        return text.toString(StandardCharsets.UTF_8);
    }

    private List<Row> shown() {
        return rows.rows().subList(0, Math.min(SHOWN_ROWS, rows.rows().size()));
    }

    /** Title, explanation, figures and the first rows as a part of an HTML page. */
    public String html() {
        StringBuilder html = new StringBuilder("<div class=\"tls-census\">\n");
        TableHeader header = rows.table().header();
        if (header.title() != null) {
            html.append("<h4>").append(Html.text(header.title())).append("</h4>\n");
        }
        Stream.of(header.paper(), header.definition())
                .filter(text -> text != null)
                .forEach(text -> html.append("<p>").append(Html.text(text)).append("</p>\n"));
        for (Figure figure : Figures.of(rows)) {
            try {
                html.append("<figure>").append(figure.inlineSvg()).append("</figure>\n");
            } catch (IOException e) {
                throw new UncheckedIOException("memory takes everything", e);
            }
        }
        table(html);
        if (rows.count() > SHOWN_ROWS) {
            html.append(
                    String.format(
                            Locale.ROOT, "<p>… and %,d more rows</p>", rows.count() - SHOWN_ROWS));
        }
        return html.append("</div>").toString();
    }

    private void table(StringBuilder html) {
        html.append("<table><thead><tr>");
        for (ResultColumn column : rows.columns()) {
            String meaning = Columns.meaning(rows.table().header(), column);
            html.append(Cells.isNumber(column) ? "<th style=\"text-align: right\"" : "<th");
            html.append(meaning == null ? ">" : " title=\"" + Html.text(meaning) + "\">");
            html.append(Html.text(Cells.heading(column.name()))).append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
        for (Row row : shown()) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                ResultColumn column = rows.columns().get(i);
                html.append(Cells.isNumber(column) ? "<td style=\"text-align: right\">" : "<td>")
                        .append(Html.text(Cells.text(column, row.get(i))))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table>\n");
    }
}
