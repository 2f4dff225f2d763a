package org.tlscensus.core.flow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.tlscensus.core.packet.PacketDecoder;

/**
 * Addresses, ports and protocol of a flow, free of direction: the end with the lower address, and
 * with equal addresses the lower port, comes first. A cursor that is set per packet; what outlives
 * the packet takes its five words. The scope is what {@link PacketDecoder#scopeId} says, 0 in most
 * archives.
 *
 * <pre>
 *   word 0, 1  address of the low end (IPv4 as ::ffff:a.b.c.d)
 *   word 2, 3  address of the high end
 *   word 4     scope (bits 40 to 63), low port (24 to 39), high port (8 to 23), IP protocol number
 *              (0 to 7)
 * </pre>
 */
public final class FlowKey {
    /** IP protocol numbers (IANA). */
    public static final int TCP = 6;

    public static final int UDP = 17;

    /** Of conversations that have keys of their own; no IP protocol has these (RFC 3692). */
    public static final int EAPOL = 253;

    public static final int RADIUS = 254;

    /** Words of a key. */
    public static final int WORDS = 5;

    /** Bytes of a key without a scope in {@code ConnectionPart.flowKey}. */
    public static final int BYTES = 37;

    private static final int SCOPE_BYTES = 3;
    private static final int SCOPE_SHIFT = 40;

    private static final VarHandle LONG_BE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    final long[] words = new long[WORDS];
    private End from = End.LOW;

    /** Takes source and destination of a packet. */
    public void set(PacketDecoder packet) {
        set(
                packet.sourceHigh(),
                packet.sourceLow(),
                packet.sourcePort(),
                packet.destinationHigh(),
                packet.destinationLow(),
                packet.destinationPort(),
                packet.isTcp() ? TCP : UDP);
        words[4] |= (long) packet.scopeId() << SCOPE_SHIFT;
    }

    /** Takes source and destination. */
    public void set(
            long sourceHigh,
            long sourceLow,
            int sourcePort,
            long destinationHigh,
            long destinationLow,
            int destinationPort,
            int protocol) {
        int order = Long.compareUnsigned(sourceHigh, destinationHigh);
        if (order == 0) {
            order = Long.compareUnsigned(sourceLow, destinationLow);
        }
        if (order == 0) {
            order = Integer.compare(sourcePort, destinationPort);
        }
        from = End.of(order > 0);
        words[0] = from.isHigh() ? destinationHigh : sourceHigh;
        words[1] = from.isHigh() ? destinationLow : sourceLow;
        words[2] = from.isHigh() ? sourceHigh : destinationHigh;
        words[3] = from.isHigh() ? sourceLow : destinationLow;
        long lowPort = from.isHigh() ? destinationPort : sourcePort;
        long highPort = from.isHigh() ? sourcePort : destinationPort;
        words[4] = lowPort << 24 | highPort << 8 | protocol;
    }

    /** The end that the packet's sender is. */
    public End sender() {
        return from;
    }

    /** The five words; the caller owns the array. */
    public long[] copy() {
        return words.clone();
    }

    /** A hash that is the same in every run. */
    public static long hash(long[] words) {
        long hash = 0x9E3779B97F4A7C15L;
        for (int i = 0; i < WORDS; i++) {
            hash = (hash ^ words[i]) * 0xD6E8FEB86659FD93L;
            hash ^= hash >>> 32;
        }
        return hash * 0xD6E8FEB86659FD93L ^ hash >>> 29;
    }

    /** The port of an end. */
    public static int port(long[] words, End end) {
        return port(words[4], end);
    }

    /** The port of an end, of the last word. */
    static int port(long lastWord, End end) {
        return (int) (lastWord >>> (end.isHigh() ? 8 : 24)) & 0xffff;
    }

    public static boolean isTcp(long[] words) {
        return (words[4] & 0xff) == TCP;
    }

    /** The word of {@code connections.transport}. */
    public static String transport(long[] words) {
        return switch ((int) (words[4] & 0xff)) {
            case TCP -> "tcp";
            case EAPOL -> "eapol";
            case RADIUS -> "radius";
            default -> "udp";
        };
    }

    /** Whether it is the key of an EAP conversation, and not of a flow. */
    public static boolean isConversation(long[] words) {
        int protocol = (int) (words[4] & 0xff);
        return protocol == EAPOL || protocol == RADIUS;
    }

    /** Whether its addresses are those of stations on a LAN. */
    public static boolean isOfLan(long[] words) {
        return (words[4] & 0xff) == EAPOL;
    }

    /**
     * The words as {@value #BYTES} bytes, in the order of the comment above, then the scope if any.
     */
    public static byte[] toBytes(long[] words) {
        int scope = (int) (words[4] >>> SCOPE_SHIFT);
        byte[] bytes = new byte[scope == 0 ? BYTES : BYTES + SCOPE_BYTES];
        for (int i = BYTES; i < bytes.length; i++) {
            bytes[i] = (byte) (scope >>> 8 * (bytes.length - 1 - i));
        }
        for (int i = 0; i < 4; i++) {
            LONG_BE.set(bytes, i * 8, words[i]);
        }
        for (int i = 0; i < 5; i++) {
            bytes[32 + i] = (byte) (words[4] >>> 32 - 8 * i);
        }
        return bytes;
    }

    /** The words that {@link #toBytes} wrote. */
    public static long[] fromBytes(byte[] bytes) {
        long[] words = new long[WORDS];
        for (int i = 0; i < 4; i++) {
            words[i] = (long) LONG_BE.get(bytes, i * 8);
        }
        for (int i = 0; i < 5; i++) {
            words[4] = words[4] << 8 | bytes[32 + i] & 0xff;
        }
        if (!isConversation(words)) { // those have what tells them apart there
            for (int i = BYTES; i < bytes.length; i++) {
                words[4] |= (bytes[i] & 0xffL) << SCOPE_SHIFT + 8 * (bytes.length - 1 - i);
            }
        }
        return words;
    }
}
