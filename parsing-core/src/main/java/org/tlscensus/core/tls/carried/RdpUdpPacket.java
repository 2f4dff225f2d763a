package org.tlscensus.core.tls.carried;

import java.util.Arrays;

/**
 * A datagram of RDP over UDP: version 1 and 2 (MS-RDPEUDP section 2.2), or version 3, which has a
 * form of its own (MS-RDPEUDP2 section 2.2). A view that moves; no datagram makes an object, but
 * one of version 3, whose bytes 0 and 7 have changed places.
 */
final class RdpUdpPacket {
    private static final int HEADER = 8; // acknowledgment (4), window (2), flags (2)
    private static final int SYN_BYTES = 16; // and sequence number (4), sizes up and down (2, 2)
    private static final int CORRELATION_BYTES = 32;

    // Flags of versions 1 and 2.
    private static final int SYN = 0x0001;
    private static final int ACK = 0x0004;
    private static final int DATA = 0x0008;
    private static final int FEC = 0x0010;
    private static final int ACK_OF_ACKS = 0x0100;
    private static final int LOSSY = 0x0200;
    private static final int CORRELATION_ID = 0x0800;
    private static final int EXTENDED = 0x1000;
    private static final int FLAGS_OF_SYN = SYN | ACK | LOSSY | CORRELATION_ID | EXTENDED;

    private static final int NOTHING_YET = -1; // acknowledged by a client's SYN
    private static final int SMALLEST_UNIT = 1132;
    private static final int LARGEST_UNIT = 1232;
    private static final int VERSION_3 = 0x0101;

    // Flags of version 3, in the order in which their parts come.
    private static final int ACK_3 = 0x001;
    private static final int DATA_3 = 0x004;
    private static final int ACK_VECTOR_3 = 0x008;
    private static final int ACK_OF_ACKS_3 = 0x010;
    private static final int OVERHEAD_3 = 0x040;
    private static final int DELAY_3 = 0x100;

    private byte[] bytes;
    private int at;
    private int end;
    private int flags;
    private int number; // of the data
    private boolean hasData;

    /** Whether a datagram can only be one that opens a connection. */
    static boolean isSyn(byte[] bytes, int offset, int length) {
        if (length < SYN_BYTES) {
            return false;
        }
        int flags = u16(bytes, offset + 6);
        boolean isAnswer = (flags & ACK) != 0;
        return (flags & SYN) != 0
                && (flags & ~FLAGS_OF_SYN) == 0
                && (isAnswer || i32(bytes, offset) == NOTHING_YET)
                && isSplit(u16(bytes, offset + 12))
                && isSplit(u16(bytes, offset + 14));
    }

    private static boolean isSplit(int size) {
        return size >= SMALLEST_UNIT && size <= LARGEST_UNIT;
    }

    /** Of one that opens: whether it is the client's. */
    static boolean isFromClient(byte[] bytes, int offset) {
        return (u16(bytes, offset + 6) & ACK) == 0;
    }

    static boolean isLossy(byte[] bytes, int offset) {
        return (u16(bytes, offset + 6) & LOSSY) != 0;
    }

    static int initialNumber(byte[] bytes, int offset) {
        return i32(bytes, offset + 8);
    }

    /** Of one that opens: whether it speaks version 3. */
    static boolean isVersion3(byte[] bytes, int offset, int length) {
        int flags = u16(bytes, offset + 6);
        int extension = SYN_BYTES + ((flags & CORRELATION_ID) != 0 ? CORRELATION_BYTES : 0);
        return (flags & EXTENDED) != 0
                && length >= extension + 4
                && u16(bytes, offset + extension + 2) == VERSION_3;
    }

    /** Moves to a datagram of version 1 or 2; false when it is none. */
    boolean moveTo(byte[] datagram, int offset, int length) {
        bytes = datagram;
        at = offset;
        end = offset + length;
        hasData = false;
        if (length < HEADER) {
            return false;
        }
        flags = u16(bytes, at + 6);
        int part = at + HEADER;
        if ((flags & ACK) != 0) {
            if (end - part < 2) {
                return false;
            }
            part += u16(bytes, part) + 2 + 3 & ~3; // the vector ends at a multiple of 4
        }
        part += (flags & ACK_OF_ACKS) != 0 ? 4 : 0;
        if ((flags & (SYN | DATA | FEC)) == DATA && end - part >= 8) {
            hasData = true;
            number = i32(bytes, part + 4);
            at = part + 8;
        }
        return true;
    }

    /** The number of the last datagram that the sender has; of version 1 and 2. */
    static int acknowledged(byte[] bytes, int offset) {
        return i32(bytes, offset);
    }

    /** Moves to a datagram of version 3; false when it is none. */
    boolean moveToVersion3(byte[] datagram, int offset, int length) {
        hasData = false;
        if (length < HEADER) {
            return false; // a header alone
        }
        bytes = Arrays.copyOfRange(datagram, offset, offset + length);
        bytes[0] = datagram[offset + 7];
        bytes[7] = datagram[offset];
        end = length;
        flags = u16Little(1) & 0xfff;
        int type = bytes[0] >>> 1 & 0xf;
        at = 3;
        if (type != 0) {
            return false; // padding, to probe the path
        }
        at += (flags & ACK_3) == 0 ? 0 : end - at < 7 ? end : 7 + (bytes[at + 6] & 0xf);
        at += (flags & OVERHEAD_3) != 0 ? 1 : 0;
        at += (flags & DELAY_3) != 0 ? 3 : 0;
        at += (flags & ACK_OF_ACKS_3) != 0 ? 2 : 0;
        if ((flags & DATA_3) == 0) {
            return true;
        }
        at += 2; // the number of this transmission
        if ((flags & ACK_VECTOR_3) != 0) {
            if (end - at < 3) {
                return false;
            }
            int vector = bytes[at + 2] & 0xff;
            at += 3 + (vector & 0x7f) + ((vector & 0x80) != 0 ? 4 : 0);
        }
        if (end - at < 2) {
            return false;
        }
        number = u16Little(at);
        at += 2;
        hasData = true;
        return true;
    }

    boolean hasData() {
        return hasData;
    }

    int number() {
        return number;
    }

    /** The array that has the data. */
    byte[] bytes() {
        return bytes;
    }

    int dataOffset() {
        return at;
    }

    int dataLength() {
        return end - at;
    }

    private int u16Little(int position) {
        return (bytes[position + 1] & 0xff) << 8 | bytes[position] & 0xff;
    }

    private static int i32(byte[] bytes, int position) {
        return u16(bytes, position) << 16 | u16(bytes, position + 2);
    }

    private static int u16(byte[] bytes, int position) {
        return (bytes[position] & 0xff) << 8 | bytes[position + 1] & 0xff;
    }
}
