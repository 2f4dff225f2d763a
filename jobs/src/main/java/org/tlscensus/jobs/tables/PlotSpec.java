package org.tlscensus.jobs.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;

/**
 * What a table's head says of a plot: a kind, and options.
 *
 * @param options by name
 */
public record PlotSpec(Kind kind, Map<String, String> options) {
    private static final Pattern OPTION = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S+)\\s*");
    private static final Set<String> NAMES =
            Set.of(
                    "x", "y", "series", "title", "panel", "where", "xlog", "ylog", "xlabel",
                    "ylabel", "stacked", "marks");

    /** What is drawn. */
    public enum Kind {
        /** Stacked columns, each up to 100 %. */
        SHARES,
        /** Columns. */
        BARS,
        /** Lines over time or numbers. */
        LINES,
        /** Steps that grow to 100 %. */
        CDF
    }

    /** The plots of a table. */
    public static List<PlotSpec> of(TableFile table) {
        return table.header().plots().stream()
                .map(text -> parse(text, table.sql().source()))
                .toList();
    }

    static PlotSpec parse(String text, String source) {
        String[] parts = text.strip().split("\\s+", 2);
        Kind kind =
                Stream.of(Kind.values())
                        .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(parts[0]))
                        .findFirst()
                        .orElseThrow(() -> wrong(source, "unknown kind " + parts[0]));
        Map<String, String> options = new LinkedHashMap<>();
        Matcher option = OPTION.matcher(parts.length > 1 ? parts[1] : "");
        int end = 0;
        while (option.find() && option.start() == end) {
            if (!NAMES.contains(option.group(1))) {
                throw wrong(source, "unknown option " + option.group(1));
            }
            options.put(option.group(1), option.group(2).replace("\"", ""));
            end = option.end();
        }
        boolean isWhole = parts.length < 2 || end == parts[1].length();
        if (!isWhole || !options.containsKey("x") || !options.containsKey("y")) {
            throw wrong(source, "want KIND x=column y=column …");
        }
        PlotSpec spec = new PlotSpec(kind, options);
        try {
            spec.marks();
        } catch (NumberFormatException e) {
            throw wrong(source, "marks wants numbers");
        }
        return spec;
    }

    private static UserError wrong(String source, String what) {
        return new UserError(source + ": plot: " + what + "; see tables/README.md");
    }

    /** An option's value, or null. */
    public String option(String name) {
        return options.get(name);
    }

    /** Whether a flag is set. */
    public boolean is(String name) {
        return "true".equals(options.get(name));
    }

    /** The columns of y. */
    public List<String> y() {
        return List.of(options.get("y").split(","));
    }

    /** All columns that it names. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>(y());
        String where = options.get("where");
        Stream.of(
                        options.get("x"),
                        options.get("series"),
                        options.get("panel"),
                        where == null ? null : where.split(":", 2)[0])
                .filter(column -> column != null)
                .forEach(columns::add);
        return columns;
    }

    /** Values of x with a line. */
    public double[] marks() {
        String marks = options.get("marks");
        return marks == null
                ? new double[0]
                : Arrays.stream(marks.split(",")).mapToDouble(Double::parseDouble).toArray();
    }
}
