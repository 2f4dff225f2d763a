package org.tlscensus.core.row;

import java.time.Instant;

/** What a server sent from its ServerHello on until the client answered. */
public record FlightRow(
        @Meaning("Bytes of the TCP payload, retransmissions counted once") long bytes,
        @Meaning("TCP segments that brought them") int segments,
        @Meaning("When its last byte was there") Instant endTime,
        @Meaning(
                        "Round trips until its end: one, one more for a HelloRetryRequest, and the time"
                                + " from the ServerHello to its end in initial_rtt, rounded; NULL without"
                                + " initial_rtt")
                Integer roundTrips) {

    /** This flight with its round trips told. */
    public FlightRow withRoundTrips(Integer told) {
        return new FlightRow(bytes, segments, endTime, told);
    }
}
