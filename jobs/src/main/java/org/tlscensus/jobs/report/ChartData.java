package org.tlscensus.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tlscensus.jobs.tables.PlotSpec;

/**
 * What the page's script draws a chart from: the points of a plot, and what its axes are.
 *
 * @param title of the chart
 * @param json one object, fit to stand in a script element
 */
record ChartData(String title, String json) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A line of more points than it has pixels looks no different. */
    private static final int MAX_POINTS = 2000;

    /** Days of more than a year are drawn as the means of their months: a line of all is a band. */
    private static final int MAX_DAYS = 400;

    private static final String DAY = "\\d{4}-\\d\\d-\\d\\d";
    private static final int MONTH_LENGTH = "yyyy-MM".length();

    /** The charts of a table; none where there is nothing to compare. */
    static List<ChartData> of(KeptRows table) {
        List<ChartData> charts = new ArrayList<>();
        for (PlotSpec spec : PlotSpec.of(table.table())) {
            List<PlotData> panels =
                    PlotData.of(spec, table).stream().filter(d -> hasMuch(spec, d)).toList();
            if (!panels.isEmpty()) {
                String title = spec.option("title");
                title = title == null ? table.table().header().title() : title;
                if (spec.kind() == PlotSpec.Kind.LINES
                        && panels.stream().anyMatch(d -> isLong(d))) {
                    title += ", means of months";
                    panels = panels.stream().map(ChartData::byMonth).toList();
                }
                charts.add(new ChartData(title, json(spec, title, panels)));
            }
        }
        return charts;
    }

    /** Whether there is something to show: a single value, or a bar of 100 %, is a sentence. */
    private static boolean hasMuch(PlotSpec spec, PlotData data) {
        if (spec.kind() == PlotSpec.Kind.CDF) {
            return data.xs().size() > 1;
        }
        long points =
                data.series().values().stream()
                        .flatMap(ys -> ys.values().stream())
                        .filter(y -> y != 0)
                        .count();
        boolean isOfWhole = spec.kind() == PlotSpec.Kind.SHARES || spec.is("stacked");
        return points > 1 && !(isOfWhole && data.series().size() == 1);
    }

    private static boolean isLong(PlotData data) {
        List<String> xs = data.xs();
        return xs.size() > MAX_DAYS && xs.stream().allMatch(x -> x.matches(DAY));
    }

    private static PlotData byMonth(PlotData data) {
        Map<String, Map<String, Double>> means = new LinkedHashMap<>();
        data.series()
                .forEach(
                        (name, points) ->
                                means.put(
                                        name,
                                        points.entrySet().stream()
                                                .collect(
                                                        Collectors.groupingBy(
                                                                p ->
                                                                        p.getKey()
                                                                                .substring(
                                                                                        0,
                                                                                        MONTH_LENGTH),
                                                                TreeMap::new,
                                                                Collectors.averagingDouble(
                                                                        Map.Entry::getValue)))));
        return new PlotData(data.panel(), means);
    }

    private static String json(PlotSpec spec, String title, List<PlotData> panels) {
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("kind", spec.kind().name().toLowerCase(Locale.ROOT));
        chart.put("title", title);
        for (String option : List.of("x", "series", "panel", "xlabel", "ylabel")) {
            if (spec.option(option) != null) {
                chart.put(option, spec.option(option));
            }
        }
        chart.put("y", spec.y());
        for (String flag : List.of("xlog", "ylog", "stacked")) {
            if (spec.is(flag)) {
                chart.put(flag, true);
            }
        }
        if (spec.marks().length > 0) {
            chart.put("marks", spec.marks());
        }
        chart.put("panels", panels.stream().map(ChartData::panel).toList());
        try {
            // The end of the element, which a name from a capture could hold, is written otherwise.
            return JSON.writeValueAsString(chart).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, texts and numbers", e);
        }
    }

    private static Map<String, Object> panel(PlotData data) {
        Map<String, Object> panel = new LinkedHashMap<>();
        if (data.panel() != null) {
            panel.put("name", data.panel());
        }
        List<Series> series = new ArrayList<>();
        data.series()
                .forEach(
                        (name, points) -> {
                            int step = 1 + points.size() / MAX_POINTS;
                            List<Object> xs = new ArrayList<>();
                            List<Object> ys = new ArrayList<>();
                            int place = 0;
                            for (Map.Entry<String, Double> point : points.entrySet()) {
                                boolean isLast = place == points.size() - 1;
                                if (place++ % step == 0 || isLast) {
                                    xs.add(point.getKey());
                                    ys.add(number(point.getValue()));
                                }
                            }
                            series.add(new Series(name, xs, ys));
                        });
        panel.put("series", series);
        return panel;
    }

    /** JSON has no other numbers. */
    private static Object number(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? null : (Object) value;
    }

    /** As the page's script takes it; in this order, so that the same tables give the same page. */
    private record Series(String name, List<?> xs, List<?> ys) {}
}
