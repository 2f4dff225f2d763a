package org.tlscensus.jobs.conformance;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How often each field of our rows says what the facts say, and where it does not. */
final class Agreement {
    /** A field that differs. */
    record Disagreement(String capture, String item, String field, String fact, String ours) {
        @Override
        public String toString() {
            return capture + " | " + item + " | " + field + " | fact " + fact + " | ours " + ours;
        }
    }

    private static final class Count {
        private long equal;
        private long different;
    }

    private final Map<String, Count> counts = new TreeMap<>();
    private final Set<String> captures = new TreeSet<>();
    private final List<Disagreement> disagreements = new ArrayList<>();

    /** Compares one field of one item; a fact of null is unknown and says nothing. */
    void compare(String capture, String item, String field, Object fact, Object ours) {
        if (fact == null) {
            return;
        }
        captures.add(capture);
        Count count = counts.computeIfAbsent(field, name -> new Count());
        if (Objects.equals(fact, ours)) {
            count.equal++;
        } else {
            count.different++;
            disagreements.add(
                    new Disagreement(
                            capture, item, field, String.valueOf(fact), String.valueOf(ours)));
        }
    }

    /** The captures of which a value was compared. */
    Set<String> captures() {
        return captures;
    }

    List<Disagreement> disagreements() {
        return disagreements;
    }

    long compared() {
        return counts.values().stream().mapToLong(c -> c.equal + c.different).sum();
    }

    void print(PrintStream out) {
        out.printf("%-42s %8s %8s %9s%n", "field", "compared", "equal", "different");
        counts.forEach(
                (field, count) ->
                        out.printf(
                                "%-42s %8d %8d %9d%n",
                                field,
                                count.equal + count.different,
                                count.equal,
                                count.different));
    }
}
