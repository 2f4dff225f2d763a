package org.tlscensus.jobs.ocsp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tlscensus.jobs.schema.NameQueryRow;

/**
 * Counts DNS queries by client and day, and clients.
 *
 * <p>A client counts once a day, however many ingests tell of it: so clients are kept apart until
 * nothing can come of their day any more. From then on only their number is kept.
 *
 * @param bounds which days are over
 */
record QueryCounts(SettledTimes bounds) implements Step {
    private static final long serialVersionUID = 1L;

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private record Key(boolean isProvisional, String client, QueryGroup group) {
        static Key of(QueryTally tally) {
            return new Key(tally.isProvisional(), tally.client(), QueryGroup.of(tally.counts()));
        }
    }

    private record ClientDay(String client, String site, long day) {
        static ClientDay of(QueryTally tally) {
            NameQueryRow counts = tally.counts();
            return new ClientDay(tally.client(), counts.site(), counts.date().toEpochDay());
        }
    }

    @Override
    public void run(Part part, Consumer<Record> out) {
        Map<Key, QueryTally> tallies = new HashMap<>();
        for (QueryTally tally : part.of(QueryTally.class)) {
            tallies.merge(Key.of(tally), tally, QueryTally::and);
        }
        for (SitedLookup sited : part.of(SitedLookup.class)) {
            QueryTally tally = QueryTally.of(sited);
            tallies.merge(Key.of(tally), tally, QueryTally::and);
        }
        keep(tallies, out);
        count(tallies, out);
    }

    private void keep(Map<Key, QueryTally> tallies, Consumer<Record> out) {
        Set<ClientDay> open = new HashSet<>();
        for (QueryTally tally : tallies.values()) {
            if (tally.isProvisional() || !isOver(tally.counts())) {
                open.add(ClientDay.of(tally));
            }
        }
        Map<Key, QueryTally> counted = new HashMap<>();
        for (QueryTally tally : tallies.values()) {
            if (tally.client() != null && open.contains(ClientDay.of(tally))) {
                out.accept(tally);
            } else {
                counted.merge(Key.of(tally.counted()), tally.counted(), QueryTally::and);
            }
        }
        counted.values().forEach(out);
    }

    private boolean isOver(NameQueryRow counts) {
        long end = (counts.date().toEpochDay() + 1) * MICROS_PER_DAY;
        return bounds.isSettled(counts.site(), end);
    }

    /** What comes again and what does not are of the same client. */
    private static void count(Map<Key, QueryTally> tallies, Consumer<Record> out) {
        Map<Key, QueryTally> together = new HashMap<>();
        for (QueryTally tally : tallies.values()) {
            QueryTally settled = new QueryTally(false, tally.client(), tally.counts());
            together.merge(Key.of(settled), settled, QueryTally::and);
        }
        Map<QueryGroup, NameQueryRow> rows = new HashMap<>();
        for (QueryTally tally : together.values()) {
            rows.merge(QueryGroup.of(tally.counts()), tally.counts(), NameQueryRow::and);
        }
        rows.values().forEach(out);
    }
}
