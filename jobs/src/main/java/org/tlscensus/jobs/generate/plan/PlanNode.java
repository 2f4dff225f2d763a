package org.tlscensus.jobs.generate.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.tlscensus.jobs.failure.UserError;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value of a plan, which knows the file and the line where it stands. Of a mapping it notes which
 * keys were asked for: {@link #expectAllRead} refuses the others.
 */
final class PlanNode {
    /** Takes another mapping's keys over, but for those that stand beside it (YAML 1.1). */
    private static final String MERGE = "<<";

    private static final String TIMES = "us 1, ms 1e3, s 1e6, m 6e7, h 3.6e9, d 8.64e10";

    private final String file;
    private final String path;
    private final Node node;
    private final Set<String> asked = new LinkedHashSet<>();
    private Map<String, Node> fields;

    PlanNode(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    /** An error of the user, with file and line. */
    UserError error(String message) {
        return error(node, (path.isEmpty() ? "" : path + ": ") + message);
    }

    private UserError error(Node at, String message) {
        return new UserError(file + ":" + (at.getStartMark().getLine() + 1) + ": " + message);
    }

    /** File and line, for errors that show later. */
    String place() {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }

    private Map<String, Node> fields() {
        if (fields != null) {
            return fields;
        }
        if (!(node instanceof MappingNode mapping)) {
            throw error("want keys and values");
        }
        Map<String, Node> own = new LinkedHashMap<>();
        Map<String, Node> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw error(tuple.getKeyNode(), "a key is a word");
            }
            if (key.getValue().equals(MERGE)) {
                merged.putAll(new PlanNode(file, path, tuple.getValueNode()).fields());
            } else if (own.put(key.getValue(), tuple.getValueNode()) != null) {
                throw error(key, "the key " + key.getValue() + " stands here a second time");
            }
        }
        merged.putAll(own);
        fields = merged;
        return fields;
    }

    /** The keys of a mapping whose names are the user's. */
    Map<String, PlanNode> entries() {
        Map<String, PlanNode> entries = new LinkedHashMap<>();
        fields().forEach((key, value) -> entries.put(key, child(key, value)));
        return entries;
    }

    private PlanNode child(String key, Node value) {
        return new PlanNode(file, path.isEmpty() ? key : path + "." + key, value);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean has(String key) {
        asked.add(key);
        return fields().containsKey(key);
    }

    /** The value of a key that must be there. */
    PlanNode at(String key) {
        if (!has(key)) {
            throw error(key + " is missing");
        }
        return child(key, fields().get(key));
    }

    /** What a key's value says, or something else where the key is not there. */
    <T> T get(String key, T otherwise, Function<PlanNode, T> reader) {
        return has(key) ? reader.apply(at(key)) : otherwise;
    }

    /** Refuses keys that nobody asked for. */
    void expectAllRead() {
        for (String key : fields().keySet()) {
            if (!asked.contains(key)) {
                throw error(
                        fields().get(key),
                        (path.isEmpty() ? "" : path + ": ")
                                + "unknown key "
                                + key
                                + "; known: "
                                + String.join(", ", asked));
            }
        }
    }

    List<PlanNode> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw error("want a list");
        }
        List<PlanNode> nodes = new ArrayList<>();
        for (Node value : sequence.getValue()) {
            nodes.add(new PlanNode(file, path + "[" + nodes.size() + "]", value));
        }
        return nodes;
    }

    /** The texts of a list, at least one. */
    List<String> texts() {
        List<String> texts = list().stream().map(PlanNode::text).toList();
        if (texts.isEmpty()) {
            throw error("want at least one");
        }
        return texts;
    }

    String text() {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw error("want a text");
        }
        return scalar.getValue().strip();
    }

    boolean flag() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error(text() + " is neither true nor false");
        };
    }

    /** A number from one bound to another. */
    double number(double least, double most) {
        double number;
        try {
            String text = text();
            number =
                    text.endsWith("%")
                            ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                            : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw error(text() + " is no number");
        }
        if (!(number >= least && number <= most)) {
            throw error(text() + " is not from " + plain(least) + " to " + plain(most));
        }
        return number;
    }

    /** A whole number from one bound to another. */
    long count(long least, long most) {
        double number = number((double) least, (double) most);
        if (number != Math.rint(number)) {
            throw error(text() + " is no whole number");
        }
        return (long) number;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : "" + number;
    }

    /** A share, as 0.6 or 60%. */
    double share() {
        return number(0, 1);
    }

    /** A value of a map of named things. */
    <T> T named(Map<String, T> things, String kind) {
        T thing = things.get(text());
        if (thing == null) {
            throw error(
                    "there is no "
                            + kind
                            + " "
                            + text()
                            + "; there are: "
                            + String.join(", ", things.keySet()));
        }
        return thing;
    }

    /** A time in microseconds: 250us, 20ms, 3s, 10m, 2h, 90d. */
    long micros() {
        return measure(text(), TIMES, "a time like 20ms or 10m");
    }

    /** The same, or back: -200ms. */
    long shiftMicros() {
        boolean isBack = text().startsWith("-");
        String text = isBack ? text().substring(1) : text();
        long micros = measure(text, TIMES, "a time like 1s or -200ms");
        return isBack ? -micros : micros;
    }

    /** A number of bytes: 500, 4k, 2m, 1g, in powers of 1000. */
    long bytes() {
        return measure(text(), "'' 1, k 1e3, m 1e6, g 1e9", "a size like 500, 4k or 2m");
    }

    private long measure(String text, String units, String want) {
        int digits = 0;
        while (digits < text.length() && "0123456789.".indexOf(text.charAt(digits)) >= 0) {
            digits++;
        }
        String unit = digits == text.length() ? "''" : text.substring(digits);
        for (String known : units.split(", ", -1)) {
            String[] nameAndFactor = known.split(" ", -1);
            if (digits > 0 && nameAndFactor[0].equals(unit)) {
                try {
                    double factor = Double.parseDouble(nameAndFactor[1]);
                    return Math.round(Double.parseDouble(text.substring(0, digits)) * factor);
                } catch (NumberFormatException e) {
                    break;
                }
            }
        }
        throw error("want " + want + ", not " + text);
    }
}
