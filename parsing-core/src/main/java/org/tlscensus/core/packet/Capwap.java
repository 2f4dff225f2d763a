package org.tlscensus.core.packet;

/**
 * Frames between access point and controller (CAPWAP's data channel, RFC 5415 section 4.3).
 *
 * <pre>
 *   0  preamble: version, 0; type, 0: a header, 1: DTLS
 *   1  length in words (5 bits), radio (5), binding (5), flags T F L W M K, 3 reserved
 *   4  id of the fragments
 *   6  fragment offset in units of 8 bytes (13 bits)
 *   8  radio MAC address, wireless information, where flags say so
 * </pre>
 */
final class Capwap {
    private static final int DTLS = 1; // preamble type
    private static final int NATIVE = 1 << 8; // the frame is one of the binding, else of 802.3
    private static final int FRAGMENT = 1 << 7;
    private static final int LAST_FRAGMENT = 1 << 6;
    private static final int KEEP_ALIVE = 1 << 3;

    private final PacketFields fields;
    private final Fragments fragments;
    private final EtherTypes etherTypes;

    Capwap(PacketFields fields, Fragments fragments, EtherTypes etherTypes) {
        this.fields = fields;
        this.fragments = fragments;
        this.etherTypes = etherTypes;
    }

    /** The outcome of what is inside, or null when there is nothing by the header. */
    Outcome decode(int at, int sourcePort) {
        if (!fields.has(at, 8)) {
            return Outcome.TRUNCATED;
        }
        int preamble = fields.u8(at);
        if (preamble == DTLS) {
            return null;
        }
        int word = fields.i32(at);
        int header = (word >>> 19 & 0x1f) * 4;
        if (preamble != 0 || header < 8) {
            return Outcome.MALFORMED;
        }
        if ((word & KEEP_ALIVE) != 0) {
            return null;
        }
        fields.tunnel(Tunnel.CAPWAP);
        if ((word & FRAGMENT) == 0) {
            return frame(word, at + header);
        }
        if (fields.end < fields.originalEnd || !fields.has(at, header)) {
            return Outcome.TRUNCATED;
        }
        boolean more = (word & LAST_FRAGMENT) == 0;
        int offset = fields.u16(at + 6) & 0xfff8;
        int space = Fragments.ofPort(sourcePort);
        Fragments.Datagram whole =
                fragments.add(fields, space, fields.u16(at + 4), 0, offset, more, at + header);
        if (whole == null) {
            return Outcome.FRAGMENT;
        }
        fields.continueIn(whole);
        return frame(word, 0);
    }

    private Outcome frame(int word, int at) {
        if ((word & NATIVE) == 0) {
            return etherTypes.ethernet(at);
        }
        return switch (word >>> 9 & 0x1f) {
            case 0, 1, 2 -> etherTypes.wifi().maybeSwapped(at); // 802.11; Cisco writes 0 and 2 too
            default -> Outcome.NOT_IP;
        };
    }
}
