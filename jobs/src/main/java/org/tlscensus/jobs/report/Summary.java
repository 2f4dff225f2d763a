package org.tlscensus.jobs.report;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** The head of the page: what archive this is, and what it shows. */
final class Summary {
    private final PrintStream out;

    Summary(PrintStream out) {
        this.out = out;
    }

    /**
     * Writes it, and ends the header.
     *
     * @param tables the names of those that have a place in the page
     */
    void write(ReportPage.Contents contents, List<String> tables) {
        facts(contents.facts());
        out.print("</header>\n");
        out.print(
                "<section aria-labelledby=\"findings\"><h2 id=\"findings\">What this archive shows"
                        + "</h2>\n<div class=\"findings\">\n");
        for (ReportPage.Told told : contents.findings()) {
            if (!told.sentences().isEmpty()) {
                finding(told, tables);
            }
        }
        out.print("</div>\n");
        nothing(contents.findings());
        out.print("</section>\n");
    }

    private void facts(TableData facts) {
        if (facts == null || facts.rows().isEmpty()) {
            return;
        }
        out.print("<dl class=\"facts\">\n");
        for (int i = 0; i < facts.columns().size(); i++) {
            TableData.Column column = facts.columns().get(i);
            Object value = facts.rows().get(0).get(i);
            if (value != null) {
                out.printf(
                        "<div><dt>%s</dt><dd>%s</dd></div>%n",
                        Html.text(column.meaning()), Html.text(HumanText.of(column, value)));
            }
        }
        out.print("</dl>\n");
    }

    private void finding(ReportPage.Told told, List<String> tables) {
        Finding finding = told.finding();
        out.printf(
                "<article class=\"finding\" id=\"finding-%s\"><h3>%s</h3>%n",
                finding.query().name(), Html.text(finding.heading()));
        told.sentences().forEach(sentence -> out.print("<p>" + sentence + "</p>\n"));
        if (told.chart() != null) {
            TableArticle.chart(out, told.chart());
        }
        if (tables.contains(finding.table())) {
            out.printf(
                    "<p class=\"more\"><a href=\"#%s\">The table<span class=\"hidden\"> of %s</span>"
                            + "</a></p>%n",
                    finding.table(), Html.text(finding.heading()));
        }
        out.print("</article>\n");
    }

    private void nothing(List<ReportPage.Told> findings) {
        String missing =
                findings.stream()
                        .filter(told -> told.sentences().isEmpty())
                        .map(ReportPage.Told::finding)
                        .map(finding -> finding.heading() + " (" + finding.fill() + ")")
                        .collect(Collectors.joining("; "));
        if (!missing.isEmpty()) {
            out.printf(
                    "<p class=\"nothing\">Nothing in this archive, and what would show it: %s.</p>%n",
                    Html.text(missing));
        }
    }
}
