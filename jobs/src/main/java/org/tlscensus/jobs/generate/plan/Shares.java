package org.tlscensus.jobs.generate.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Things with weights: what share of all each has. */
public final class Shares<T> {
    private final List<T> things;
    private final double[] ends; // running sums of the shares

    public Shares(List<T> things, List<Double> weights) {
        this.things = List.copyOf(things);
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        ends = new double[things.size()];
        double end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += weights.get(i) / sum;
            ends[i] = end;
        }
    }

    public static <T> Shares<T> only(T thing) {
        return new Shares<>(List.of(thing), List.of(1.0));
    }

    /** Reads {@code {a: 70, b: 30}}, or a single word for all. */
    static <T> Shares<T> read(PlanNode node, Function<String, T> byName) {
        if (!node.isMapping()) {
            return only(byName.apply(node.text()));
        }
        List<T> things = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (Map.Entry<String, PlanNode> entry : node.entries().entrySet()) {
            things.add(byName.apply(entry.getKey()));
            weights.add(entry.getValue().number(0, 1e12));
        }
        if (weights.stream().mapToDouble(Double::doubleValue).sum() <= 0) {
            throw node.error("want at least one weight above 0");
        }
        return new Shares<>(things, weights);
    }

    public List<T> things() {
        return things;
    }

    /** The thing that a number from 0 to 1 falls upon. */
    public T at(double place) {
        for (int i = 0; i < ends.length - 1; i++) {
            if (place < ends[i]) {
                return things.get(i);
            }
        }
        return things.get(things.size() - 1);
    }
}
