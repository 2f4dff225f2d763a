package org.tlscensus.core.tls;

import java.time.Instant;
import org.tlscensus.core.row.FlightRow;
import org.tlscensus.core.wire.EpochNanos;
import org.tlscensus.core.wire.Side;

/**
 * What a server sends from its ServerHello on until the client answers, over TCP. In TLS 1.3 the
 * end of its handshake is encrypted: only the client's answer shows that it was there (RFC 8446
 * section 2).
 */
final class ServerFlight {
    private final Side server;
    private final long start; // in the bytes of the stream
    private final int firstSegment;
    private long end;
    private int lastSegment;
    private long endNanos;
    private boolean isAnswered;
    private boolean isBroken;

    /**
     * @param start where the record of the ServerHello begins in the bytes of the stream
     * @param firstSegment number of the segment that this is in
     */
    ServerFlight(Side server, long start, int firstSegment) {
        this.server = server;
        this.start = start;
        this.firstSegment = firstSegment;
    }

    /** A side is about to say more. */
    void speaks(Side side) {
        isAnswered |= side != server;
    }

    /** A side has come so far, with a segment. */
    void reaches(Side side, long position, int segment, long timeNanos) {
        if (side == server && !isAnswered) {
            end = position;
            lastSegment = segment;
            endNanos = timeNanos;
        }
    }

    /** Bytes of a side were not captured. */
    void bytesMissing(Side side) {
        isBroken |= side == server && !isAnswered;
    }

    /** What is known of it; null unless all of it was seen. */
    FlightRow toRow() {
        if (!isAnswered || isBroken) {
            return null;
        }
        Instant endTime = EpochNanos.instant(endNanos);
        return new FlightRow(end - start, lastSegment - firstSegment + 1, endTime, null);
    }
}
