package org.tlscensus.jobs.ocsp;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds for the first exchange of each connection the client's last lookup of the host before it
 * connected, and how long that took.
 */
final class HostLookups implements Step {
    private static final long serialVersionUID = 1L;

    /** A lookup that ended longer before was not made for the connection. */
    private static final long MAX_AGE_NANOS = Duration.ofMinutes(1).toNanos();

    private static final int MAX_QUERIES = 64;
    private static final double NANOS_PER_SECOND = 1e9;

    private static final Comparator<LookupEvent> ORDER =
            Comparator.comparingLong(LookupEvent::timeNanos)
                    .thenComparingInt(LookupEvent::kind)
                    .thenComparing(LookupEvent::id, TextOrder.BY_CODE_POINT);

    /** What a client knows of a name at a time. */
    private static final class Client {
        private final Map<String, Long> queries = new LinkedHashMap<>(); // without an answer yet
        private long answeredNanos = Long.MIN_VALUE;
        private long latencyNanos;

        void query(LookupEvent event) {
            // Sent again while it waits, it is the same query.
            queries.merge(
                    event.id(),
                    event.timeNanos(),
                    (first, again) -> again - first > MAX_AGE_NANOS ? again : first);
            if (queries.size() > MAX_QUERIES) {
                queries.remove(queries.keySet().iterator().next());
            }
        }

        void answer(LookupEvent event) {
            Long asked = queries.remove(event.id());
            if (asked != null) {
                answeredNanos = event.timeNanos();
                latencyNanos = event.timeNanos() - asked;
            }
        }

        void connection(LookupEvent event, Consumer<Record> out) {
            if (answeredNanos >= event.timeNanos() - MAX_AGE_NANOS) {
                out.accept(Label.latency(event.id(), latencyNanos / NANOS_PER_SECOND));
            }
        }
    }

    @Override
    public void run(Part part, Consumer<Record> out) {
        part.asked(LookupEvent.class, LookupEvent::key, LookupEvent::isConnection, ORDER)
                .forEach(events -> follow(events, out));
    }

    private static void follow(List<LookupEvent> events, Consumer<Record> out) {
        Client client = new Client();
        for (LookupEvent event : events) {
            switch (event.kind()) {
                case LookupEvent.QUERY -> client.query(event);
                case LookupEvent.ANSWER -> client.answer(event);
                default -> client.connection(event, out);
            }
        }
    }
}
