package org.tlscensus.jobs.ocsp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Ties OCSP exchanges to the TLS handshakes that waited for them, by the rule of Zhu, Amann and
 * Heidemann (PAM 2016): the same client, responder, issuer and serial number, within 6 minutes of
 * the certificate's arrival, first in, first matched.
 *
 * <p>Ties that are settled are replayed, so that who waits at the settled time's end is known from
 * the arrivals of the 6 minutes before: a settled exchange takes its handshake and all that came
 * before that; one that found none tells that nobody waited.
 */
final class HandshakeTies implements Step {
    private static final long serialVersionUID = 1L;

    static final long WAIT_MICROS = Duration.ofMinutes(6).toNanos() / 1000;

    /** Handshakes for one certificate of one client that are remembered at once. */
    private static final int MAX_WAITING = 10_000;

    @Override
    public void run(Part part, Consumer<Record> out) {
        part.asked(
                        HandshakeEvent.class,
                        HandshakeEvent::key,
                        HandshakeEvent::isExchange,
                        HandshakeEvent.ORDER)
                .forEach(
                        events -> {
                            Deque<HandshakeEvent> waiting = new ArrayDeque<>();
                            events.forEach(event -> take(event, waiting, out));
                        });
    }

    private static void take(
            HandshakeEvent event, Deque<HandshakeEvent> waiting, Consumer<Record> out) {
        while (!waiting.isEmpty()
                && event.timeMicros() - waiting.peekFirst().timeMicros() > WAIT_MICROS) {
            waiting.removeFirst();
        }
        if (event.kind() == HandshakeEvent.ARRIVAL) {
            waiting.addLast(event);
            if (waiting.size() > MAX_WAITING) {
                waiting.removeFirst();
            }
        } else if (event.isSettled()) {
            replay(event.connectionId(), waiting);
            if (event.connectionId() != null) {
                out.accept(Label.tie(event.id(), event.ordinal(), event.connectionId()));
            }
        } else if (!waiting.isEmpty()) {
            out.accept(Label.tie(event.id(), event.ordinal(), waiting.removeFirst().id()));
        }
    }

    private static void replay(String connectionId, Deque<HandshakeEvent> waiting) {
        if (connectionId == null) {
            waiting.clear();
        } else if (waiting.stream().anyMatch(arrival -> arrival.id().equals(connectionId))) {
            String taken;
            do {
                taken = waiting.removeFirst().id();
            } while (!taken.equals(connectionId));
        }
    }
}
