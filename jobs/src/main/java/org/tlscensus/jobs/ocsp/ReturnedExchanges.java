package org.tlscensus.jobs.ocsp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings what came with what was kept, exchange by exchange. Provisional rows of sites that are
 * read on go, and what came again takes over what was said of them.
 *
 * @param sitesReadOn sites with new packets
 */
record ReturnedExchanges(Set<String> sitesReadOn) implements Step {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(Part part, Consumer<Record> out) {
        Map<String, List<TrackedExchange>> byId =
                part.by(TrackedExchange.class, TrackedExchange::id);
        byId.forEach((id, rows) -> exchange(id, rows, out));
    }

    private void exchange(String id, List<TrackedExchange> rows, Consumer<Record> out) {
        Map<Integer, TrackedExchange> kept = new HashMap<>();
        for (TrackedExchange row : rows) {
            if (!row.isFresh()) {
                kept.put(row.ordinal(), row);
            }
        }
        kept.values().stream()
                .map(row -> new StoredExchange(row.site(), row.date(), id))
                .distinct()
                .forEach(out);
        for (TrackedExchange row : rows) {
            TrackedExchange before = kept.get(row.ordinal());
            if (row.isFresh()) {
                out.accept(before == null ? row : row.with(before.labels()));
            } else if (!row.isProvisional() || !sitesReadOn.contains(row.site())) {
                out.accept(row);
            }
        }
    }
}
