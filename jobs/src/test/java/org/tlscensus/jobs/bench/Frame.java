package org.tlscensus.jobs.bench;

import java.nio.ByteBuffer;

/**
 * An Ethernet frame with IPv4 and TCP or UDP, and what of it is rewritten when its flow is
 * replicated. Checksums are kept right by the words that change (RFC 1624).
 */
record Frame(byte[] bytes, boolean fromClient, long nanosAfterFirst) {
    private static final int IP = 14;
    private static final int TCP_PROTOCOL = 6;

    static final int FIN = 0x01;
    static final int RST = 0x04;

    /** Whether the bytes are a frame that this class can rewrite. */
    static boolean isPlain(byte[] bytes, int offset, int length) {
        return length >= IP + 28
                && bytes[offset + 12] == 0x08
                && bytes[offset + 13] == 0
                && bytes[offset + IP] == 0x45
                && (bytes[offset + IP + 6] & 0x3f) == 0 // no fragment
                && bytes[offset + IP + 7] == 0;
    }

    private static int transport() {
        return IP + 20;
    }

    boolean isTcp() {
        return bytes[IP + 9] == TCP_PROTOCOL;
    }

    int flags() {
        return isTcp() ? bytes[transport() + 13] : 0;
    }

    int sequenceNumber() {
        return ByteBuffer.wrap(bytes).getInt(transport() + 4);
    }

    int payloadOffset() {
        return transport() + (isTcp() ? (bytes[transport() + 12] >>> 4 & 0xf) * 4 : 8);
    }

    /** By the IP header: short frames are padded. */
    int payloadLength() {
        return IP + (ByteBuffer.wrap(bytes).getShort(IP + 2) & 0xffff) - payloadOffset();
    }

    /** The sequence number that this frame's sender goes on with. */
    int nextSequenceNumber() {
        int phantom = (flags() & (FIN | 0x02)) != 0 ? 1 : 0;
        return sequenceNumber() + payloadLength() + phantom;
    }

    /** The frame between other ends, its numbers moved on. */
    byte[] between(int client, int clientPort, int server, int serverShift, int clientShift) {
        ByteBuffer out = ByteBuffer.wrap(bytes.clone());
        put32(out, IP + 12, fromClient ? client : server);
        put32(out, IP + 16, fromClient ? server : client);
        put16(out, transport() + (fromClient ? 0 : 2), clientPort);
        if (isTcp()) {
            put32(
                    out,
                    transport() + 4,
                    out.getInt(transport() + 4) + (fromClient ? clientShift : serverShift));
            put32(
                    out,
                    transport() + 8,
                    out.getInt(transport() + 8) + (fromClient ? serverShift : clientShift));
        }
        return out.array();
    }

    /** The frame with another byte in its payload. */
    Frame withPayloadByte(int index, byte value) {
        ByteBuffer out = ByteBuffer.wrap(bytes.clone());
        int at = payloadOffset() + index;
        int even = at - (at - transport()) % 2; // the word of the checksum
        int word = out.getShort(even) & 0xffff;
        boolean isHigh = even == at;
        put16(out, even, isHigh ? word & 0xff | (value & 0xff) << 8 : word & 0xff00 | value & 0xff);
        return new Frame(out.array(), fromClient, nanosAfterFirst);
    }

    /** A frame of the same sender that goes on at a sequence number with a payload. */
    Frame carrying(int sequenceNumber, byte[] payload, int offset, int length) {
        int header = transport() + 20;
        ByteBuffer out = ByteBuffer.allocate(header + length);
        out.put(bytes, 0, header).put(payload, offset, length);
        out.putShort(IP + 2, (short) (header - IP + length));
        out.putInt(transport() + 4, sequenceNumber);
        out.put(transport() + 12, (byte) 0x50).put(transport() + 13, (byte) 0x10);
        out.putShort(IP + 10, (short) 0).putShort(IP + 10, (short) sum(out, IP, 20, 0));
        out.putShort(transport() + 16, (short) 0);
        long pseudo = TCP_PROTOCOL + 20L + length;
        for (int i = IP + 12; i < IP + 20; i += 2) {
            pseudo += out.getShort(i) & 0xffff;
        }
        out.putShort(transport() + 16, (short) sum(out, transport(), 20 + length, pseudo));
        return new Frame(out.array(), fromClient, nanosAfterFirst);
    }

    private static int sum(ByteBuffer from, int at, int length, long start) {
        long sum = start;
        for (int i = 0; i < length; i++) {
            sum += (from.get(at + i) & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) ~sum & 0xffff;
    }

    private void put32(ByteBuffer out, int at, int value) {
        put16(out, at, value >>> 16);
        put16(out, at + 2, value & 0xffff);
    }

    private void put16(ByteBuffer out, int at, int value) {
        int old = out.getShort(at) & 0xffff;
        out.putShort(at, (short) value);
        int checksum = transport() + (isTcp() ? 16 : 6);
        boolean has = isTcp() || out.getShort(checksum) != 0;
        if (has) {
            adjust(out, checksum, old, value);
        }
        if (at < transport()) {
            adjust(out, IP + 10, old, value);
        }
    }

    private static void adjust(ByteBuffer out, int checksum, int old, int value) {
        int sum = (~out.getShort(checksum) & 0xffff) + (~old & 0xffff) + (value & 0xffff);
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = (sum & 0xffff) + (sum >>> 16);
        out.putShort(checksum, (short) ~sum);
    }
}
