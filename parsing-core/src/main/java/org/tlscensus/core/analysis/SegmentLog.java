package org.tlscensus.core.analysis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.packet.Segment;

/**
 * Packets of a connection as bytes, in the order in which they came: all that a dialogue needs to
 * be led again.
 *
 * <pre>
 *   1  which of the next four numbers are known, from bit 0 on; bits 4 and 5: whether it is known
 *      who accepted the connection, and whether that is the high end
 *   4  initial sequence number of the low end
 *   4  that of the high end
 *   4  where the payload of the low end begins by what the high end tells
 *   4  where that of the high end begins
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
    static final int START_BYTES = 17;

    private static final int HEADER_BYTES = 26;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int length = START_BYTES;
    private int payloadBytes;
    private int granted; // of payload, up to which it may grow without a further look

    SegmentLog(StreamBeginnings beginnings) {
        bytes = new byte[START_BYTES];
        for (int end = 0; end < 2; end++) {
            put(end, beginnings.initialSequence()[end]);
            put(2 + end, beginnings.byOther()[end]);
        }
        if (beginnings.acceptor() != null) {
            bytes[0] |= (byte) (beginnings.acceptor().isHigh() ? 0x30 : 0x10);
        }
    }

    private void put(int place, Integer number) {
        if (number != null) {
            bytes[0] |= (byte) (1 << place);
            INT.set(bytes, 1 + Integer.BYTES * place, (int) number);
        }
    }

    /** What a packet takes here. */
    static int size(int payload) {
        return HEADER_BYTES + payload;
    }

    /** Appends a packet, with so many bytes of its payload. */
    void add(Segment segment, int payload, End from, long timeNanos) {
        int size = size(payload);
        if (length + size > bytes.length) {
            boolean isFirst = length == START_BYTES;
            int room = isFirst ? length + size : Math.max(length + size, length + length / 2);
            bytes = Arrays.copyOf(bytes, room);
        }
        write(bytes, length, segment, payload, from, timeNanos);
        length += size;
        payloadBytes += payload;
    }

    /** Writes the entry of a packet, with so many bytes of its payload, into an array. */
    static void write(
            byte[] bytes, int at, Segment segment, int payload, End from, long timeNanos) {
        bytes[at] = (byte) (from.isHigh() ? 1 : 0);
        bytes[at + 1] = (byte) segment.tcpFlags();
        LONG.set(bytes, at + 2, timeNanos);
        INT.set(bytes, at + 10, segment.sequenceNumber());
        INT.set(bytes, at + 14, segment.acknowledgmentNumber());
        INT.set(bytes, at + 18, segment.payloadOriginalLength());
        INT.set(bytes, at + 22, payload);
        System.arraycopy(
                segment.payloadBytes(), segment.payloadOffset(), bytes, at + HEADER_BYTES, payload);
    }

    /** Bytes of memory. */
    int capacity() {
        return bytes.length;
    }

    int length() {
        return length;
    }

    /**
     * Whether a connection that was met in its midst, and shows no beginning, may have a packet
     * more here: a step of payload, and further ones as long as a handshake in the clear goes on.
     * Headers count for the bound alone, so that what is kept does not depend on how small segments
     * are.
     */
    boolean mayTake(int payload, int step, int most) {
        if (length + size(payload) > most) {
            return false;
        }
        if (payloadBytes + payload <= Math.max(granted, step)) {
            return true;
        }
        if (!PlainHandshake.isShown(toBytes())) {
            return false;
        }
        granted = payloadBytes + payload + step;
        return true;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** The packets of a log, one after the other. */
    static final class Reader implements Segment {
        private final byte[] log;
        private int at;
        private int next;

        Reader(byte[] log) {
            this(log, START_BYTES);
        }

        private Reader(byte[] log, int start) {
            this.log = log;
            at = start;
            next = start;
        }

        /** Reads entries that nothing stands before. */
        static Reader ofEntries(byte[] entries) {
            return new Reader(entries, 0);
        }

        /** Stands at the first packet. */
        Reader first() {
            next();
            return this;
        }

        /** What was known of the streams before the first packet. */
        StreamBeginnings beginnings() {
            return new StreamBeginnings(
                    new Integer[] {number(0), number(1)},
                    new Integer[] {number(2), number(3)},
                    (log[0] & 0x10) == 0 ? null : End.of((log[0] & 0x20) != 0));
        }

        private Integer number(int place) {
            boolean isKnown = (log[0] & 1 << place) != 0;
            return isKnown ? (Integer) (int) INT.get(log, 1 + Integer.BYTES * place) : null;
        }

        boolean next() {
            if (next >= log.length) {
                return false;
            }
            at = next;
            next = at + HEADER_BYTES + payloadLength();
            return true;
        }

        End sender() {
            return End.of(log[at] != 0);
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
