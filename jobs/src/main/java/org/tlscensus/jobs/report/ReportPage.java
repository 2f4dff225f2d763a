package org.tlscensus.jobs.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.tables.Cells;
import org.tlscensus.jobs.tables.Columns;
import org.tlscensus.jobs.tables.TableHeader;

/** The page: one file with everything in it, which asks nothing of any network. */
final class ReportPage {
    private static final int SHOWN_ROWS = 500;

    /** Longer text is broken into lines. */
    private static final int SHORT_TEXT = 40;

    /** Sections by how the names of their tables begin, in their order. */
    private static final List<String> SECTIONS = List.of("archive", "starttls", "tor", "ocsp");

    private static final Map<String, String> TITLES =
            Map.of(
                    "archive", "The archive",
                    "starttls", "StartTLS (NDSS 2016)",
                    "tor", "Tor (PAM 2016)",
                    "ocsp", "OCSP (PAM 2016)",
                    "", "TLS today");

    private final PrintStream out;

    ReportPage(PrintStream out) {
        this.out = out;
    }

    /** A table with its figures. */
    record Part(KeptRows rows, List<Figure> figures) {}

    /**
     * Writes the page.
     *
     * @param failures tables that could not be made, and why
     */
    void write(String archive, List<Part> parts, List<String> failures) throws IOException {
        Map<Integer, Map<String, Part>> sections = new TreeMap<>();
        for (Part part : parts) {
            String name = part.rows.table().name();
            sections.computeIfAbsent(section(name), s -> new TreeMap<>()).put(name, part);
        }
        head(archive);
        out.print("<nav aria-label=\"Contents\"><details open><summary>Contents</summary>");
        for (Map.Entry<Integer, Map<String, Part>> section : sections.entrySet()) {
            out.print("<h2>" + Html.text(title(section.getKey())) + "</h2><ul>");
            section.getValue()
                    .forEach(
                            (name, part) ->
                                    out.printf(
                                            "<li><a href=\"#%s\">%s</a></li>",
                                            name, Html.text(part.rows.table().header().title())));
            out.print("</ul>");
        }
        out.print("</details></nav>\n<main>\n");
        out.print("<h1>" + Html.text(archive) + "</h1>\n");
        for (String failure : failures) {
            out.print("<p class=\"failure\">" + Html.text(failure) + "</p>\n");
        }
        for (Map.Entry<Integer, Map<String, Part>> section : sections.entrySet()) {
            out.print("<section><h2>" + Html.text(title(section.getKey())) + "</h2>\n");
            for (Part part : section.getValue().values()) {
                part(part);
            }
            out.print("</section>\n");
        }
        out.print("</main>\n<script>" + resource("report.js") + "</script>\n</body></html>\n");
    }

    private static int section(String table) {
        for (int i = 0; i < SECTIONS.size(); i++) {
            if ((table + "-").startsWith(SECTIONS.get(i) + "-")) {
                return i;
            }
        }
        return SECTIONS.size();
    }

    private static String title(int section) {
        return TITLES.get(section < SECTIONS.size() ? SECTIONS.get(section) : "");
    }

    private void head(String archive) throws IOException {
        out.print("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
        // Nothing but what is in the file: a page made of strangers' words stays at home.
        out.print(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
        out.print("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.print("<meta name=\"color-scheme\" content=\"light dark\">\n");
        out.print("<title>" + Html.text(archive) + "</title>\n");
        out.print("<style>" + resource("report.css") + "</style></head><body>\n");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream("/report/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void part(Part part) throws IOException {
        KeptRows rows = part.rows;
        TableHeader header = rows.table().header();
        String name = rows.table().name();
        out.print("<article id=\"" + name + "\"><h3>" + Html.text(header.title()) + "</h3>\n");
        paragraph("", header.paper());
        paragraph("", header.definition());
        paragraph("Population: ", header.population());
        for (Figure figure : part.figures) {
            out.print("<figure>" + figure.inlineSvg());
            out.print("<figcaption>" + Html.text(figure.title()));
            for (String ending : List.of("svg", "pdf", "png")) {
                out.printf(" <a href=\"figures/%s.%s\">%s</a>", figure.name(), ending, ending);
            }
            out.print("</figcaption></figure>\n");
        }
        if (rows.count() == 0) {
            out.print("<p>No rows.</p>\n");
        } else {
            table(rows);
        }
        out.print("<p class=\"files\">");
        for (String ending : List.of("csv", "json", "md", "tex")) {
            out.printf("<a href=\"tables/%s.%s\">%s</a> ", name, ending, ending);
        }
        out.print("</p></article>\n");
    }

    private void paragraph(String before, String text) {
        if (text != null) {
            out.print("<p>" + before + Html.text(text) + "</p>\n");
        }
    }

    private void table(KeptRows rows) {
        out.print("<div class=\"scroll\"><table><thead><tr>");
        for (ResultColumn column : rows.columns()) {
            String meaning = Columns.meaning(rows.table().header(), column);
            out.printf(
                    "<th scope=\"col\"%s%s><button>%s</button></th>",
                    Cells.isNumber(column) ? " class=\"number\"" : "",
                    meaning == null ? "" : " title=\"" + Html.text(meaning) + "\"",
                    Html.text(Cells.heading(column.name())));
        }
        out.print("</tr></thead><tbody>\n");
        for (Row row : rows.rows().subList(0, Math.min(SHOWN_ROWS, rows.rows().size()))) {
            row(rows.columns(), row);
        }
        out.print("</tbody></table></div>\n");
        if (rows.count() > SHOWN_ROWS) {
            out.printf(
                    Locale.ROOT,
                    "<p>%,d more rows are in the CSV file.</p>%n",
                    rows.count() - SHOWN_ROWS);
        }
    }

    private void row(List<ResultColumn> columns, Row row) {
        out.print("<tr>");
        for (int i = 0; i < columns.size(); i++) {
            String text = Html.text(Cells.text(columns.get(i), row.get(i)));
            if (Cells.isNumber(columns.get(i))) {
                String value = row.isNullAt(i) ? "" : Html.text(row.get(i).toString());
                out.print("<td class=\"number\" data-value=\"" + value + "\">" + text + "</td>");
            } else {
                boolean isLong = text.length() > SHORT_TEXT;
                out.print((isLong ? "<td class=\"long\">" : "<td>") + text + "</td>");
            }
        }
        out.print("</tr>\n");
    }
}
