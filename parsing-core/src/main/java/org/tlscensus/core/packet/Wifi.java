package org.tlscensus.core.packet;

/** 802.11 data frames (IEEE 802.11 section 9.3.2) and the radio headers before them. */
final class Wifi {
    private static final int DATA = 2;
    private static final int QOS = 0x8; // subtype bits
    private static final int NO_DATA = 0x4;
    private static final int TO_AND_FROM_DS = 0x03; // flag bits
    private static final int PROTECTED = 0x40;
    private static final int ORDER = 0x80;
    private static final int AGGREGATE = 0x80; // of the QoS control

    private static final int SUBFRAME_HEADER = 14; // addresses and length
    private static final int SUBFRAME_LENGTH = 12;

    private final PacketFields fields;
    private final EtherTypes etherTypes;

    Wifi(PacketFields fields, EtherTypes etherTypes) {
        this.fields = fields;
        this.etherTypes = etherTypes;
    }

    /** A radiotap header: version, pad, length, presence words, then fields in their order. */
    Outcome radiotap(int at) {
        if (!fields.has(at, 8)) {
            return Outcome.TRUNCATED;
        }
        int length = fields.u16Little(at + 2);
        int present = fields.i32Little(at + 4);
        int field = at + 8;
        for (int word = present; (word & 1 << 31) != 0 && fields.has(field, 4); field += 4) {
            word = fields.i32Little(field);
        }
        if ((present & 1) != 0) { // the time: 8 bytes, aligned
            field = at + (field - at + 7) / 8 * 8 + 8;
        }
        boolean padded =
                (present & 2) != 0 && fields.has(field, 1) && (fields.u8(field) & 0x20) != 0;
        return padded ? padded(at + length) : frame(at + length);
    }

    /** A Prism header: a word that is a kind, then its length. */
    Outcome prism(int at) {
        return fields.has(at, 8) ? after(at, fields.i32Little(at + 4)) : Outcome.TRUNCATED;
    }

    /** An AVS header: version, then its length. */
    Outcome avs(int at) {
        return fields.has(at, 8) ? after(at, fields.i32(at + 4)) : Outcome.TRUNCATED;
    }

    private Outcome after(int at, int header) {
        if (header < 8) {
            return Outcome.MALFORMED;
        }
        return fields.has(at, header) ? frame(at + header) : Outcome.TRUNCATED;
    }

    Outcome frame(int at) {
        return isTruncated(at) ? Outcome.TRUNCATED : frame(at, fields.u8(at), fields.u8(at + 1), 1);
    }

    /** A frame whose header is filled up to whole words. */
    private Outcome padded(int at) {
        return isTruncated(at) ? Outcome.TRUNCATED : frame(at, fields.u8(at), fields.u8(at + 1), 4);
    }

    /** A frame that may have the two bytes of its frame control in reverse, as Cisco sends them. */
    Outcome maybeSwapped(int at) {
        if (isTruncated(at)) {
            return Outcome.TRUNCATED;
        }
        int first = fields.u8(at);
        int second = fields.u8(at + 1);
        boolean swapped =
                isData(second)
                        && (!isData(first) || !hasLlc(at, first, second, 1))
                        && hasLlc(at, second, first, 1);
        return swapped ? frame(at, second, first, 1) : frame(at, first, second, 1);
    }

    private boolean isTruncated(int at) {
        return !fields.has(at, 24);
    }

    private static boolean isData(int control) {
        return (control & 3) == 0 && (control >>> 2 & 3) == DATA;
    }

    private Outcome frame(int at, int control, int flags, int alignment) {
        if (!isData(control) || (control >>> 4 & NO_DATA) != 0) {
            fields.holdsNothing = true;
            return Outcome.NOT_IP;
        }
        // An access point that has decrypted a frame may leave the bit.
        if ((flags & PROTECTED) != 0 && !hasLlc(at, control, flags, alignment)) {
            return Outcome.ENCRYPTED;
        }
        addresses(at, flags);
        int body = body(at, control, flags, alignment);
        return isAggregate(at, control, flags) && !etherTypes.isSnap(body)
                ? aggregate(body)
                : etherTypes.llc(body);
    }

    private static boolean isQos(int control) {
        return (control >>> 4 & QOS) != 0;
    }

    private static int fixedHeader(int flags) {
        return (flags & TO_AND_FROM_DS) == TO_AND_FROM_DS ? 30 : 24;
    }

    private int body(int at, int control, int flags, int alignment) {
        int header = fixedHeader(flags);
        if (isQos(control)) {
            header += (flags & ORDER) != 0 ? 6 : 2;
        }
        return at + (header + alignment - 1) / alignment * alignment;
    }

    private boolean isAggregate(int at, int control, int flags) {
        int qos = at + fixedHeader(flags);
        return isQos(control) && fields.has(qos, 2) && (fields.u8(qos) & AGGREGATE) != 0;
    }

    private boolean hasLlc(int at, int control, int flags, int alignment) {
        int body = body(at, control, flags, alignment);
        return etherTypes.isSnap(body)
                || isAggregate(at, control, flags) && etherTypes.isSnap(body + SUBFRAME_HEADER);
    }

    /** An A-MSDU (IEEE 802.11 section 9.3.2.2): frames with lengths, each from a whole word on. */
    private Outcome aggregate(int at) {
        return fields.aggregates.begin(fields, at) == null ? Outcome.TOO_DEEP : nextFrame();
    }

    /**
     * Decodes on in the innermost aggregate to a frame that has content. Where there is none the
     * aggregate is over, and the outcome is that of its frames.
     */
    Outcome nextFrame() {
        int level = fields.aggregates.count();
        Aggregates.Rest rest = fields.aggregates.innermost();
        Outcome all = null;
        int at = rest.restore(fields);
        while (fields.has(at, SUBFRAME_HEADER)) {
            int frame = at + SUBFRAME_HEADER;
            int length = fields.u16(at + SUBFRAME_LENGTH);
            rest.goTo(at + (SUBFRAME_HEADER + length + 3) / 4 * 4);
            fields.cutTo(frame + length);
            fields.link(at, at + 6);
            Outcome outcome = etherTypes.llc(frame);
            if (outcome.hasContent()) {
                return outcome;
            }
            fields.aggregates.cutTo(level);
            all = all == null ? outcome : all.or(outcome);
            at = rest.restore(fields);
        }
        fields.aggregates.cutTo(level - 1);
        return all == null ? Outcome.TRUNCATED : all;
    }

    /** Destination and source, by the direction (IEEE 802.11 table 9-30). */
    private void addresses(int at, int flags) {
        boolean toDs = (flags & 1) != 0;
        boolean fromDs = (flags & 2) != 0;
        int source = fromDs ? (toDs ? at + 24 : at + 16) : at + 10;
        fields.link(toDs ? at + 16 : at + 4, source);
    }
}
