package org.tlscensus.core.analysis;

import java.time.Duration;
import org.tlscensus.core.row.TlsRow;

/**
 * How many round trips a server's flight took. What does not fit into the server's window waits for
 * the client's acknowledgment, so a window after the first comes a round trip later, wherever on
 * the way the capture was made.
 */
final class FlightTime {
    private static final double NANOS_PER_SECOND = 1e9;

    private FlightTime() {}

    /**
     * Round trips from the ClientHello to the end of the flight: one, one for a HelloRetryRequest,
     * and those between the ServerHello and the end.
     *
     * @param tls with a flight
     * @param roundTrip seconds; null when it was not seen
     * @return null when that cannot be told
     */
    static Integer roundTrips(TlsRow tls, Double roundTrip) {
        if (roundTrip == null || roundTrip <= 0) {
            return null;
        }
        Duration sending = Duration.between(tls.serverHelloTime(), tls.serverFlight().endTime());
        double more = sending.toNanos() / NANOS_PER_SECOND / roundTrip;
        int first = tls.helloRetryRequest() ? 2 : 1;
        return first + (int) Math.min(Math.max(0, Math.round(more)), Short.MAX_VALUE);
    }
}
