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
        return frame(at + length, padded);
    }

    Outcome frame(int at, boolean padded) {
        if (at < 0 || !fields.has(at, 24)) {
            return Outcome.TRUNCATED;
        }
        int control = fields.u8(at);
        int flags = fields.u8(at + 1);
        int subtype = control >>> 4;
        if ((control >>> 2 & 3) != DATA || (subtype & NO_DATA) != 0) {
            return Outcome.NOT_IP;
        }
        if ((flags & PROTECTED) != 0) {
            return Outcome.ENCRYPTED;
        }
        int header = (flags & TO_AND_FROM_DS) == TO_AND_FROM_DS ? 30 : 24;
        addresses(at, flags);
        boolean aggregate = false;
        if ((subtype & QOS) != 0) {
            aggregate = fields.has(at, header + 2) && (fields.u8(at + header) & AGGREGATE) != 0;
            header += (flags & ORDER) != 0 ? 6 : 2;
        }
        if (padded) {
            header = (header + 3) / 4 * 4;
        }
        // Of an aggregate the first frame is taken: addresses and length, then LLC.
        return etherTypes.llc(at + header + (aggregate ? 14 : 0));
    }

    /** Destination and source, by the direction (IEEE 802.11 table 9-30). */
    private void addresses(int at, int flags) {
        boolean toDs = (flags & 1) != 0;
        boolean fromDs = (flags & 2) != 0;
        int source = fromDs ? (toDs ? at + 24 : at + 16) : at + 10;
        fields.link(toDs ? at + 16 : at + 4, source);
    }
}
