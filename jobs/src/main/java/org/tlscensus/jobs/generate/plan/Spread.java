package org.tlscensus.jobs.generate.plan;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * How a quantity is spread: by some of its quantiles, straight lines between them on a logarithmic
 * scale, or on a plain one next to a zero.
 */
public final class Spread {
    private final double[] shares;
    private final double[] values;

    private Spread(double[] shares, double[] values) {
        this.shares = shares;
        this.values = values;
    }

    public static Spread constant(long value) {
        return new Spread(new double[] {0}, new double[] {value});
    }

    /** Reads {@code 20ms}, or {@code {0: 1ms, 0.5: 20ms, 1: 300ms}}. */
    static Spread read(PlanNode node, ToLongFunction<PlanNode> unit) {
        if (!node.isMapping()) {
            return constant(unit.applyAsLong(node));
        }
        TreeMap<Double, Double> points = new TreeMap<>();
        for (Map.Entry<String, PlanNode> entry : node.entries().entrySet()) {
            double share;
            try {
                share = Double.parseDouble(entry.getKey());
            } catch (NumberFormatException e) {
                throw node.error(entry.getKey() + " is no quantile: want a number from 0 to 1");
            }
            points.put(share, (double) unit.applyAsLong(entry.getValue()));
        }
        if (points.size() < 2 || points.firstKey() != 0 || points.lastKey() != 1) {
            throw node.error("quantiles go from 0 to 1");
        }
        double last = 0;
        for (double value : points.values()) {
            if (value < last) {
                throw node.error("a greater quantile has a smaller value");
            }
            last = value;
        }
        return new Spread(
                points.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                points.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The value below which a share of all lies. */
    public long at(double share) {
        int i = 1;
        while (i < shares.length && share > shares[i]) {
            i++;
        }
        if (i >= shares.length) {
            return Math.round(values[shares.length - 1]);
        }
        double way = (share - shares[i - 1]) / (shares[i] - shares[i - 1]);
        double from = values[i - 1];
        double to = values[i];
        return Math.round(
                from > 0 ? from * StrictMath.pow(to / from, way) : from + (to - from) * way);
    }

    /** The greatest value. */
    public long most() {
        return Math.round(values[values.length - 1]);
    }
}
