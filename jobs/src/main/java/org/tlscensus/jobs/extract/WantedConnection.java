package org.tlscensus.jobs.extract;

import java.util.List;

/**
 * A connection whose packets are wanted, as its row tells of it.
 *
 * @param startMicros first packet, microseconds since the epoch, rounded down
 * @param endMicros last packet
 * @param packets how many the row counts, of both ends
 * @param vlan VLAN ids of its first packet, outermost first; null without one
 * @param captures names of the files that hold them
 */
public record WantedConnection(
        String id,
        String site,
        String transport,
        String clientAddress,
        int clientPort,
        String serverAddress,
        int serverPort,
        long startMicros,
        long endMicros,
        long packets,
        List<Integer> vlan,
        List<String> captures) {

    boolean holds(long nanos) {
        long micros = Math.floorDiv(nanos, 1000);
        return micros >= startMicros && micros <= endMicros;
    }

    /** Whether it may have packets between two times. */
    boolean mayHold(long fromNanos, long toNanos) {
        return Math.floorDiv(toNanos, 1000) >= startMicros
                && Math.floorDiv(fromNanos, 1000) <= endMicros;
    }

    /** Whether its row counts the packets between its ends, all of which are its own. */
    boolean isFlow() {
        return transport.equals("tcp") || transport.equals("udp");
    }
}
