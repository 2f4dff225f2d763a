package org.tlscensus.jobs.extract;

import java.util.Arrays;
import java.util.List;
import org.tlscensus.core.capture.CaptureReader;

/**
 * A packet as it was captured.
 *
 * @param bytes the array that holds it; may be the reader's, see {@link #copy}
 * @param connections ids of those that it belongs to
 */
record CapturedPacket(
        byte[] bytes,
        int offset,
        int capturedLength,
        int originalLength,
        long timeNanos,
        int interfaceNumber,
        List<String> connections) {

    /** The packet that a reader stands at, valid until it moves on. */
    static CapturedPacket at(CaptureReader reader, int interfaceNumber, List<String> connections) {
        return new CapturedPacket(
                reader.bytes(),
                reader.offset(),
                reader.capturedLength(),
                reader.originalLength(),
                reader.timeNanos(),
                interfaceNumber,
                connections);
    }

    /** The same with bytes of its own. */
    CapturedPacket copy() {
        byte[] own = Arrays.copyOfRange(bytes, offset, offset + capturedLength);
        return new CapturedPacket(
                own, 0, own.length, originalLength, timeNanos, interfaceNumber, connections);
    }

    CapturedPacket of(List<String> others) {
        return new CapturedPacket(
                bytes, offset, capturedLength, originalLength, timeNanos, interfaceNumber, others);
    }
}
