package org.tlscensus.jobs.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.tlscensus.jobs.tables.Cells;
import org.tlscensus.jobs.tables.PlotSpec;

/** Draws the figures that a table's head describes. */
final class Figures {
    private static final int LABELS_UPRIGHT = 8; // more are turned, so as not to overlap
    private static final int LABEL_PIXELS =
            20; // apart; of labels that are closer some are left out

    /** Where a distribution begins: values at equal distances would each be labelled. */
    private static final double NEARLY_ZERO = 1e-9;

    private static final String MONTH = "yyyy-MM";
    private static final long AROUND_MILLIS = 40L * 24 * 3600 * 1000;

    private Figures() {}

    /** The figures of a table; none where there is nothing to draw. */
    static List<Figure> of(KeptRows table) {
        List<Figure> figures = new ArrayList<>();
        for (PlotSpec spec : PlotSpec.of(table.table())) {
            for (PlotData data : PlotData.of(spec, table)) {
                String title = spec.option("title");
                String whole =
                        (title == null ? table.table().header().title() : title)
                                + (data.panel() == null ? "" : ", " + data.panel());
                AxesChart<?, ?> chart =
                        switch (spec.kind()) {
                            case SHARES, BARS -> columns(spec, data, whole);
                            case LINES, CDF -> lines(spec, data, whole);
                        };
                if (chart != null) {
                    String name = table.table().name() + "-" + (figures.size() + 1);
                    figures.add(new Figure(name, whole, chart));
                }
            }
        }
        return figures;
    }

    private static String label(PlotSpec spec, String axis, String otherwise) {
        String label = spec.option(axis + "label");
        return label == null ? otherwise : label;
    }

    private static CategoryChart columns(PlotSpec spec, PlotData data, String title) {
        boolean isShares = spec.kind() == PlotSpec.Kind.SHARES;
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(Figure.WIDTH)
                        .height(Figure.HEIGHT)
                        .title(title)
                        .xAxisTitle(label(spec, "x", Cells.heading(spec.option("x"))))
                        .yAxisTitle(
                                label(
                                        spec,
                                        "y",
                                        (isShares ? "percent of " : "")
                                                + (spec.y().size() == 1 || isShares
                                                        ? Cells.heading(spec.y().get(0))
                                                        : "")))
                        .build();
        Figure.style(chart.getStyler());
        List<String> xs = data.xs();
        chart.getStyler().setStacked(isShares || spec.is("stacked"));
        chart.getStyler().setAvailableSpaceFill(0.85);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setXAxisTickMarkSpacingHint(LABEL_PIXELS);
        chart.getStyler().setXAxisLabelRotation(xs.size() > LABELS_UPRIGHT ? 45 : 0);
        if (isShares) {
            chart.getStyler().setYAxisMin(0.0);
            chart.getStyler().setYAxisMax(100.0);
        }
        double least = leastPositive(data);
        boolean isLogarithmic = spec.is("ylog") && least > 0;
        chart.getStyler().setYAxisLogarithmic(isLogarithmic);
        if (isLogarithmic) {
            // Columns begin at zero unless told otherwise, and that is nowhere on such an axis.
            chart.getStyler().setYAxisMin(Math.pow(10, Math.ceil(Math.log10(least)) - 1));
        }
        data.series()
                .forEach(
                        (name, points) -> {
                            List<Double> ys = new ArrayList<>();
                            for (String x : xs) {
                                double y = points.getOrDefault(x, 0.0);
                                if (isShares) {
                                    ys.add(100 * y / total(data, x));
                                } else {
                                    ys.add(isLogarithmic && y <= 0 ? Double.NaN : y);
                                }
                            }
                            chart.addSeries(name, xs, ys);
                        });
        return chart;
    }

    /** Zero where there is none. */
    private static double leastPositive(PlotData data) {
        return data.series().values().stream()
                .flatMap(points -> points.values().stream())
                .mapToDouble(y -> y)
                .filter(y -> y > 0)
                .min()
                .orElse(0);
    }

    private static double total(PlotData data, String x) {
        double total =
                data.series().values().stream().mapToDouble(p -> p.getOrDefault(x, 0.0)).sum();
        return total == 0 ? 1 : total;
    }

    private static XYChart lines(PlotSpec spec, PlotData data, String title) {
        boolean isCdf = spec.kind() == PlotSpec.Kind.CDF;
        XYChart chart =
                new XYChartBuilder()
                        .width(Figure.WIDTH)
                        .height(Figure.HEIGHT)
                        .title(title)
                        .xAxisTitle(label(spec, "x", Cells.heading(spec.option("x"))))
                        .yAxisTitle(
                                label(
                                        spec,
                                        "y",
                                        isCdf
                                                ? "cumulative percent"
                                                : Cells.heading(spec.y().get(0))))
                        .build();
        Figure.style(chart.getStyler());
        chart.getStyler().setXAxisLogarithmic(spec.is("xlog"));
        chart.getStyler().setYAxisLogarithmic(spec.is("ylog"));
        String pattern = datePattern(data.xs());
        if (pattern != null) {
            chart.getStyler().setDatePattern(pattern);
        }
        if (isCdf) {
            chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Step);
        }
        data.series().forEach((name, points) -> addLine(chart, spec, name, points, pattern));
        if (chart.getSeriesCollection().isEmpty()) {
            return null;
        }
        boolean isPercent = spec.y().stream().allMatch(y -> y.endsWith("percent"));
        if (!spec.is("ylog")) {
            chart.getStyler().setYAxisMin(0.0);
        }
        if (isPercent) {
            chart.getStyler().setYAxisMax(100.0);
        }
        addMarks(chart, spec);
        widen(chart, data.xs(), pattern);
        return chart;
    }

    /** Upright lines, which the axis' title tells. */
    private static void addMarks(XYChart chart, PlotSpec spec) {
        for (double mark : spec.marks()) {
            double[] ys = {0, 100};
            XYSeries line = chart.addSeries("mark " + mark, new double[] {mark, mark}, ys);
            line.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
            line.setMarker(SeriesMarkers.NONE);
            line.setLineColor(Color.GRAY);
            line.setLineStyle(new BasicStroke(1f));
            line.setShowInLegend(false);
        }
        if (spec.marks().length > 0) {
            chart.setXAxisTitle(
                    chart.getXAxisTitle()
                            + " (lines at "
                            + spec.option("marks").replace(",", ", ")
                            + ")");
        }
    }

    /** An axis of a single day or month has no length. */
    @SuppressWarnings("JavaUtilDate") // what the library's axes take
    private static void widen(XYChart chart, List<String> xs, String datePattern) {
        if (xs.size() == 1 && datePattern != null) {
            long only = start(xs.get(0), datePattern).toEpochMilli();
            chart.getStyler().setXAxisMin((double) (only - AROUND_MILLIS));
            chart.getStyler().setXAxisMax((double) (only + AROUND_MILLIS));
        }
    }

    private static void addLine(
            XYChart chart,
            PlotSpec spec,
            String name,
            Map<String, Double> points,
            String datePattern) {
        List<Object> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        boolean isCdf = spec.kind() == PlotSpec.Kind.CDF;
        points.forEach(
                (text, y) -> {
                    Object x =
                            datePattern == null
                                    ? number(text)
                                    : Date.from(start(text, datePattern));
                    boolean isOnAxis =
                            x != null
                                    && !(spec.is("xlog") && x instanceof Double d && d <= 0)
                                    && !(spec.is("ylog") && y <= 0);
                    if (isOnAxis) {
                        if (isCdf && xs.isEmpty()) {
                            xs.add(x);
                            ys.add(NEARLY_ZERO);
                        }
                        xs.add(x);
                        ys.add(y);
                    }
                });
        if (!xs.isEmpty()) {
            XYSeries series = chart.addSeries(name, xs, ys);
            if (isCdf) {
                series.setMarker(SeriesMarkers.NONE);
            }
        }
    }

    /** yyyy-mm or yyyy-mm-dd when all are such; else null. */
    private static String datePattern(List<String> xs) {
        if (xs.stream().allMatch(x -> x.matches("\\d{4}-\\d\\d"))) {
            return MONTH;
        }
        return xs.stream().allMatch(x -> x.matches("\\d{4}-\\d\\d-\\d\\d")) ? "yyyy-MM-dd" : null;
    }

    private static Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** When a month or a day begins. */
    private static Instant start(String text, String pattern) {
        String day = pattern.equals(MONTH) ? text + "-01" : text;
        return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
