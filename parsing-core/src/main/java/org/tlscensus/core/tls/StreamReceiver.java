package org.tlscensus.core.tls;

import org.tlscensus.core.wire.Side;

/** Takes the bytes of both sides of a stream, each side's in order. */
public interface StreamReceiver {
    /** The next bytes of a side; the array is valid during the call only. */
    void bytes(Side sender, long timeNanos, byte[] bytes, int offset, int length);

    /** Bytes that were not captured. */
    void gap(Side sender, long missingBytes);
}
