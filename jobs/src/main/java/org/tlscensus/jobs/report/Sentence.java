package org.tlscensus.jobs.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with values of a row in it: {@code [column]}, or {@code [column|one|many]} with a word
 * for one and for many of them. A sentence with a value that is missing is not said.
 */
final class Sentence {
    private static final Pattern VALUE =
            Pattern.compile("\\[(\\w+)(?:\\|([^|\\]]*)\\|([^\\]]*))?]");

    private Sentence() {}

    /** The sentence with the values of the first row; null when one is missing. */
    static String html(String template, TableData data) {
        if (data.rows().isEmpty()) {
            return null;
        }
        List<Object> row = data.rows().get(0);
        StringBuilder html = new StringBuilder();
        Matcher value = VALUE.matcher(template);
        int end = 0;
        while (value.find()) {
            int column = data.index(value.group(1));
            if (column < 0) {
                throw new IllegalStateException("no column " + value.group(1) + ": " + template);
            }
            if (row.get(column) == null) {
                return null;
            }
            html.append(Html.text(template.substring(end, value.start())));
            html.append("<b>")
                    .append(Html.text(HumanText.of(data.columns().get(column), row.get(column))))
                    .append("</b>");
            if (value.group(2) != null) {
                boolean isOne = row.get(column) instanceof Number n && n.doubleValue() == 1;
                html.append(' ').append(Html.text(value.group(isOne ? 2 : 3)));
            }
            end = value.end();
        }
        return capitalized(html.append(Html.text(template.substring(end))).toString());
    }

    private static String capitalized(String html) {
        return html.substring(0, 1).toUpperCase(Locale.ROOT) + html.substring(1);
    }
}
