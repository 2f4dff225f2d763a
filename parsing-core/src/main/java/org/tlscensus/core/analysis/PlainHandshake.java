package org.tlscensus.core.analysis;

import java.util.Arrays;

/**
 * Tells whether a connection that was met in its midst is in the midst of a handshake in the clear:
 * whether two handshake records follow each other in what came last. A Certificate may be of any
 * length, so that only its records show what it is (RFC 8446 section 5.1).
 */
final class PlainHandshake {
    private static final int HEADER_BYTES = 5;
    private static final int HANDSHAKE = 22;
    private static final int LONGEST_RECORD = 1 << 14;

    /** So many bytes of a stream of full records show two of their headers, wherever they begin. */
    private static final int SHOWN_BYTES = 3 * (LONGEST_RECORD + HEADER_BYTES);

    /** Bytes of one side that follow each other without a gap, up to the last ones. */
    private static final class Run {
        private byte[] bytes = new byte[0];
        private int length;
        private int next; // sequence number

        void add(SegmentLog.Reader packet) {
            int payload = packet.payloadLength();
            int late = next - packet.sequenceNumber();
            if (length > 0 && late >= payload) {
                return; // sent again
            }
            if (late < 0 || late >= payload) {
                length = 0;
                late = 0;
            }
            int fresh = payload - late;
            if (length + fresh > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * SHOWN_BYTES, length + fresh));
            }
            System.arraycopy(
                    packet.payloadBytes(), packet.payloadOffset() + late, bytes, length, fresh);
            length += fresh;
            next = packet.sequenceNumber() + payload;
            if (length > 2 * SHOWN_BYTES - LONGEST_RECORD) { // let go of what is long past
                System.arraycopy(bytes, length - SHOWN_BYTES, bytes, 0, SHOWN_BYTES);
                length = SHOWN_BYTES;
            }
        }

        boolean showsRecords() {
            for (int at = Math.max(0, length - SHOWN_BYTES); at + HEADER_BYTES < length; at++) {
                int record = recordBytes(at);
                if (record > 0 && recordBytes(at + record) > 0) {
                    return true;
                }
            }
            return false;
        }

        /** Bytes of the handshake record that begins there, with its header; 0 when none does. */
        private int recordBytes(int at) {
            if (at + HEADER_BYTES > length || bytes[at] != HANDSHAKE || bytes[at + 1] != 3) {
                return 0;
            }
            int size = (bytes[at + 3] & 0xff) << 8 | bytes[at + 4] & 0xff;
            boolean isOne =
                    bytes[at + 2] >= 0 && bytes[at + 2] <= 4 && size > 0 && size <= LONGEST_RECORD;
            return isOne ? HEADER_BYTES + size : 0;
        }
    }

    private PlainHandshake() {}

    /** Whether what came last, of either side, are handshake records in the clear. */
    static boolean isShown(byte[] log) {
        Run[] runs = {new Run(), new Run()};
        SegmentLog.Reader packet = new SegmentLog.Reader(log);
        while (packet.next()) {
            if (packet.payloadLength() > 0) {
                runs[packet.sender().ordinal()].add(packet);
            }
        }
        return runs[0].showsRecords() || runs[1].showsRecords();
    }
}
