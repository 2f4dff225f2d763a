package org.tlscensus.jobs.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page: one file with everything in it, which asks nothing of any network. */
final class ReportPage {
    /** Scripts in their order; the first two are libraries as they were published. */
    private static final List<String> SCRIPTS =
            List.of("lib/d3.min.js", "lib/plot.umd.min.js", "charts.js", "report.js");

    private final PrintStream out;

    ReportPage(PrintStream out) {
        this.out = out;
    }

    /**
     * A table with its charts.
     *
     * @param figures names of the files with its figures
     */
    record Shown(
            TableData ours, TableData published, List<ChartData> charts, List<String> figures) {
        String name() {
            return ours.table().name();
        }

        boolean isEmpty() {
            return ours.rows().isEmpty();
        }
    }

    /** A finding with what it says and its chart, which may be null. */
    record Told(Finding finding, List<String> sentences, ChartData chart) {}

    /**
     * What stands in the page.
     *
     * @param facts the one row about the archive
     * @param failures tables that could not be made, and why
     */
    record Contents(
            String title,
            TableData facts,
            List<Told> findings,
            List<Shown> tables,
            List<String> failures) {}

    void write(Contents contents) throws IOException {
        Map<Part, List<Shown>> parts = parts(contents.tables());
        head(contents.title());
        nav(parts);
        out.print("<main id=\"main\">\n<header><h1>" + Html.text(contents.title()) + "</h1>\n");
        contents.failures()
                .forEach(text -> out.print("<p class=\"failure\">" + Html.text(text) + "</p>\n"));
        new Summary(out).write(contents, tableNames(parts));
        out.print("<div id=\"filter\"></div>\n");
        parts.forEach(this::part);
        out.print("</main>\n<script>\n");
        for (String script : SCRIPTS) {
            out.print(resource(script) + "\n");
        }
        out.print("</script>\n</body></html>\n");
    }

    /** The tables that have rows: only these have a place that a link can lead to. */
    private static List<String> tableNames(Map<Part, List<Shown>> parts) {
        return parts.values().stream()
                .flatMap(List::stream)
                .filter(shown -> !shown.isEmpty())
                .map(Shown::name)
                .toList();
    }

    private static Map<Part, List<Shown>> parts(List<Shown> tables) {
        Map<String, Shown> left = new LinkedHashMap<>();
        tables.forEach(table -> left.put(table.name(), table));
        Map<Part, List<Shown>> parts = new LinkedHashMap<>();
        for (Part part : Part.all()) {
            List<Shown> shown = new ArrayList<>();
            for (String name : part.tables()) {
                if (left.containsKey(name)) {
                    shown.add(left.remove(name));
                }
            }
            if (!shown.isEmpty()) {
                parts.put(part, shown);
            }
        }
        if (!left.isEmpty()) {
            parts.put(Part.OTHERS, List.copyOf(left.values()));
        }
        return parts;
    }

    private void head(String title) throws IOException {
        out.print("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
        // Nothing but what is in the file: a page made of strangers' words stays at home.
        out.print(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
        out.print("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.print("<meta name=\"color-scheme\" content=\"light dark\">\n");
        out.print("<title>" + Html.text(title) + "</title>\n");
        out.print("<style>" + resource("report.css") + "</style></head><body>\n");
        out.print("<a class=\"skip\" href=\"#main\">To the content</a>\n");
    }

    private void nav(Map<Part, List<Shown>> parts) {
        out.print("<nav aria-label=\"Contents\"><details open><summary>Contents</summary>\n");
        out.print("<ul><li><a href=\"#main\">What this archive shows</a></li></ul>\n");
        parts.forEach(
                (part, tables) -> {
                    out.printf(
                            "<p><a href=\"#part-%s\">%s</a></p><ul>",
                            part.id(), Html.text(part.title()));
                    tables.stream()
                            .filter(table -> !table.isEmpty())
                            .forEach(
                                    table ->
                                            out.printf(
                                                    "<li><a href=\"#%s\">%s</a></li>",
                                                    table.name(),
                                                    Html.text(TableArticle.title(table.ours()))));
                    out.print("</ul>\n");
                });
        out.print("</details></nav>\n");
    }

    private void part(Part part, List<Shown> tables) {
        out.printf(
                "<section id=\"part-%s\" aria-labelledby=\"title-%1$s\"><h2 id=\"title-%1$s\">%s</h2>%n",
                part.id(), Html.text(part.title()));
        out.printf("<p class=\"question\">%s</p>%n", Html.text(part.question()));
        if (part.paper() != null) {
            out.printf("<p class=\"paper\">After %s.</p>%n", Html.text(part.paper()));
        }
        TableArticle article = new TableArticle(out);
        for (Shown table : tables) {
            if (!table.isEmpty()) {
                article.write(table.ours(), table.published(), table.charts(), table.figures());
            }
        }
        nothing(part, tables.stream().filter(Shown::isEmpty).toList());
        out.print("</section>\n");
    }

    /** The tables without rows, in one line for each thing that would fill them. */
    private void nothing(Part part, List<Shown> empty) {
        Map<String, List<Shown>> byFill =
                empty.stream()
                        .collect(
                                Collectors.groupingBy(
                                        table -> part.fillOf(table.name()),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        byFill.forEach(
                (fill, tables) ->
                        out.printf(
                                "<p class=\"nothing\">Nothing in this archive: %s. What would fill it:"
                                        + " %s.</p>%n",
                                Html.text(
                                        tables.stream()
                                                .map(table -> TableArticle.title(table.ours()))
                                                .collect(Collectors.joining("; "))),
                                Html.text(fill)));
        TableArticle article = new TableArticle(out);
        empty.forEach(table -> article.published(table.published()));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream("/report/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
