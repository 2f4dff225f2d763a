package org.tlscensus.core.analysis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tlscensus.core.packet.Segment;

/**
 * Packets of a connection as bytes, in the order in which they came: all that a dialogue needs to
 * be led again.
 *
 * <pre>
 *   1  which ends' initial sequence numbers are known: bit 0 low, bit 1 high
 *   4  that of the low end
 *   4  that of the high end
 *   then for each packet
 *   1  sender: 0 low, 1 high
 *   1  TCP flags
 *   8  time, nanoseconds since the epoch
 *   4  sequence number
 *   4  acknowledgment number
 *   4  bytes of payload that the packet had
 *   4  bytes of payload that follow
 * </pre>
 */
final class SegmentLog {
    /** Of what is before the packets. */
    static final int START_BYTES = 9;

    private static final int HEADER_BYTES = 26;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int length = START_BYTES;

    /**
     * @param low initial sequence number of the low end, null when it is not known
     */
    SegmentLog(Integer low, Integer high) {
        bytes = new byte[START_BYTES];
        bytes[0] = (byte) ((low == null ? 0 : 1) | (high == null ? 0 : 2));
        INT.set(bytes, 1, low == null ? 0 : low);
        INT.set(bytes, 5, high == null ? 0 : high);
    }

    /** What a packet takes here. */
    static int size(int payload) {
        return HEADER_BYTES + payload;
    }

    /** Appends a packet, with so many bytes of its payload. */
    void add(Segment segment, int payload, boolean fromHigh, long timeNanos) {
        int size = size(payload);
        if (length + size > bytes.length) {
            boolean isFirst = length == START_BYTES;
            int room = isFirst ? length + size : Math.max(length + size, length + length / 2);
            bytes = Arrays.copyOf(bytes, room);
        }
        int at = length;
        bytes[at] = (byte) (fromHigh ? 1 : 0);
        bytes[at + 1] = (byte) segment.tcpFlags();
        LONG.set(bytes, at + 2, timeNanos);
        INT.set(bytes, at + 10, segment.sequenceNumber());
        INT.set(bytes, at + 14, segment.acknowledgmentNumber());
        INT.set(bytes, at + 18, segment.payloadOriginalLength());
        INT.set(bytes, at + 22, payload);
        System.arraycopy(
                segment.payloadBytes(), segment.payloadOffset(), bytes, at + HEADER_BYTES, payload);
        length += size;
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** The packets of a log, one after the other. */
    static final class Reader implements Segment {
        private final byte[] log;
        private int at = START_BYTES;
        private int next = START_BYTES;

        Reader(byte[] log) {
            this.log = log;
        }

        /** The initial sequence number of an end; null when it is not known. */
        Integer initialSequence(boolean high) {
            boolean isKnown = (log[0] & (high ? 2 : 1)) != 0;
            return isKnown ? (Integer) (int) INT.get(log, high ? 5 : 1) : null;
        }

        boolean next() {
            if (next >= log.length) {
                return false;
            }
            at = next;
            next = at + HEADER_BYTES + payloadLength();
            return true;
        }

        boolean isFromHigh() {
            return log[at] != 0;
        }

        long timeNanos() {
            return (long) LONG.get(log, at + 2);
        }

        @Override
        public int tcpFlags() {
            return log[at + 1] & 0xff;
        }

        @Override
        public int sequenceNumber() {
            return (int) INT.get(log, at + 10);
        }

        @Override
        public int acknowledgmentNumber() {
            return (int) INT.get(log, at + 14);
        }

        @Override
        public byte[] payloadBytes() {
            return log;
        }

        @Override
        public int payloadOffset() {
            return at + HEADER_BYTES;
        }

        @Override
        public int payloadLength() {
            return (int) INT.get(log, at + 22);
        }

        @Override
        public int payloadOriginalLength() {
            return (int) INT.get(log, at + 18);
        }
    }
}
