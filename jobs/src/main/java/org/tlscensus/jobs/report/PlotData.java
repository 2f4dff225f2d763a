package org.tlscensus.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.tables.Cells;
import org.tlscensus.jobs.tables.PlotSpec;

/**
 * The points of a plot: for each series, a y for each x; in the order of the table's rows.
 *
 * @param panel what the plot is of, when there is one for each value of a column; or null
 */
record PlotData(String panel, Map<String, Map<String, Double>> series) {
    /** More are hard to tell apart, by anyone. */
    private static final int MAX_SERIES = 8;

    private static final String REST = "other";

    /** The data of each panel that has any. */
    static List<PlotData> of(PlotSpec spec, KeptRows table) {
        for (String column : spec.columns()) {
            if (table.index(column) < 0) {
                throw new UserError(
                        table.table().sql().source() + ": plot: there is no column " + column);
            }
        }
        Map<String, PlotData> panels = new LinkedHashMap<>();
        for (Row row : table.rows()) {
            if (isWanted(spec, table, row)) {
                String panel = spec.option("panel") == null ? "" : text(spec, table, row, "panel");
                panels.computeIfAbsent(
                                panel,
                                name ->
                                        new PlotData(
                                                name.isEmpty() ? null : name,
                                                new LinkedHashMap<>()))
                        .add(spec, table, row);
            }
        }
        return panels.values().stream()
                .map(data -> data.bounded(spec))
                .filter(data -> !data.series.isEmpty())
                .toList();
    }

    private static boolean isWanted(PlotSpec spec, KeptRows table, Row row) {
        if (row.isNullAt(table.index(spec.option("x")))) {
            return false;
        }
        if (spec.option("where") == null) {
            return true;
        }
        String[] where = spec.option("where").split(":", 2);
        return where[1].equals(String.valueOf(row.get(table.index(where[0]))));
    }

    private static String text(PlotSpec spec, KeptRows table, Row row, String option) {
        int column = table.index(spec.option(option));
        return row.isNullAt(column)
                ? "none"
                : Cells.text(table.columns().get(column), row.get(column));
    }

    private void add(PlotSpec spec, KeptRows table, Row row) {
        Object value = row.get(table.index(spec.option("x")));
        String x = value instanceof Number ? value.toString() : text(spec, table, row, "x");
        for (String column : spec.y()) {
            Object y = row.get(table.index(column));
            if (y instanceof Number number) {
                String name = Cells.heading(column);
                if (spec.option("series") != null) {
                    String group = text(spec, table, row, "series");
                    name = spec.y().size() == 1 ? group : group + ", " + name;
                }
                series.computeIfAbsent(name, n -> new LinkedHashMap<>())
                        .merge(x, number.doubleValue(), atSameX(spec));
            }
        }
    }

    /** Parts of a count add up; of steps of a distribution the highest is where it stands. */
    private static BinaryOperator<Double> atSameX(PlotSpec spec) {
        return spec.kind() == PlotSpec.Kind.CDF ? Double::max : Double::sum;
    }

    private static double weight(Map.Entry<String, Map<String, Double>> entry) {
        return entry.getValue().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The heaviest series by themselves; of shares, the others as one. */
    private PlotData bounded(PlotSpec spec) {
        series.values().removeIf(points -> points.values().stream().allMatch(y -> y == 0));
        if (series.size() <= MAX_SERIES) {
            return this;
        }
        List<String> heaviest =
                series.entrySet().stream()
                        .sorted(
                                Comparator.comparingDouble(
                                        (Map.Entry<String, Map<String, Double>> e) -> -weight(e)))
                        .limit(MAX_SERIES - 1)
                        .map(Map.Entry::getKey)
                        .toList();
        Map<String, Map<String, Double>> kept = new LinkedHashMap<>();
        Map<String, Double> rest = new LinkedHashMap<>();
        series.forEach(
                (name, points) -> {
                    if (heaviest.contains(name)) {
                        kept.put(name, points);
                    } else {
                        points.forEach((x, y) -> rest.merge(x, y, Double::sum));
                    }
                });
        if (spec.kind() == PlotSpec.Kind.SHARES) {
            kept.merge(REST, rest, (a, b) -> b);
        }
        return new PlotData(panel, kept);
    }

    /** Every x of any series, in the order of the rows. */
    List<String> xs() {
        Set<String> xs = new LinkedHashSet<>();
        series.values().forEach(points -> xs.addAll(points.keySet()));
        return new ArrayList<>(xs);
    }
}
