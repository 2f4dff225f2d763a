package org.tlscensus.jobs.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The differences of a table: how many by cause, and the first ones of each column and kind. */
final class Differences {
    private static final Comparator<Example> ORDER =
            Comparator.comparing(Example::truthRow, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(
                            Example::ourRow, Comparator.nullsLast(Comparator.naturalOrder()));

    /** Those of one cause, by what names them. */
    static final class OfCause {
        private final long[] byKind = new long[Kind.values().length];
        private final Map<String, Long> bySaid = new TreeMap<>();

        long of(Kind kind) {
            return byKind[kind.ordinal()];
        }

        /**
         * Values that differ by what was said in their rows, and rows that are missing by what the
         * truth says; the empty text: nothing.
         */
        Map<String, Long> bySaid() {
            return bySaid;
        }
    }

    private final Map<String, OfCause> causes = new TreeMap<>();
    private final Map<String, List<Example>> examples = new TreeMap<>();
    private final int kept;

    /**
     * @param kept how many of each column and kind
     */
    Differences(int kept) {
        this.kept = kept;
    }

    void add(Kind kind, String cause, String said, long count) {
        OfCause ofCause = causes.computeIfAbsent(cause, c -> new OfCause());
        ofCause.byKind[kind.ordinal()] += count;
        if (kind != Kind.EXTRA) {
            ofCause.bySaid.merge(said, count, Long::sum);
        }
    }

    void keep(Example example) {
        String place = example.kind().ordinal() + " " + example.column();
        List<Example> list = examples.computeIfAbsent(place, p -> new ArrayList<>());
        list.add(example);
        list.sort(ORDER);
        if (list.size() > kept) {
            list.remove(kept);
        }
    }

    Map<String, OfCause> causes() {
        return causes;
    }

    /** False ones last, by column. */
    List<Example> examples() {
        return examples.values().stream().flatMap(List::stream).toList();
    }
}
