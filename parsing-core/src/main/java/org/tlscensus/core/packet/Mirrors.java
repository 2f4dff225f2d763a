package org.tlscensus.core.packet;

/** Frames that a switch or router sends to who looks at them, over UDP. */
final class Mirrors {
    private static final int HP_ERM_HEADER = 12;

    // TZSP: types of messages without a frame, tags, encapsulations.
    private static final int CONFIGURATION = 3;
    private static final int LAST_TYPE = 5; // 4: keep-alive, 5: port opener
    private static final int PADDING = 0;
    private static final int END = 1;
    private static final int ORIGINAL_LENGTH = 41;
    private static final int ETHERNET = 1;
    private static final int IEEE802_11 = 18;
    private static final int PRISM = 119;
    private static final int AVS = 127;

    private final PacketFields fields;
    private final EtherTypes etherTypes;

    Mirrors(PacketFields fields, EtherTypes etherTypes) {
        this.fields = fields;
        this.etherTypes = etherTypes;
    }

    /** Twelve bytes, then the frame. */
    Outcome hpErm(int at) {
        fields.tunnel(Tunnel.HP_ERM);
        return etherTypes.ethernet(at + HP_ERM_HEADER);
    }

    /** Version 1, type, encapsulation; tags; the frame. Null when there is none by the type. */
    Outcome tzsp(int at) {
        if (!fields.has(at, 4)) {
            return Outcome.TRUNCATED;
        }
        int type = fields.u8(at + 1);
        if (fields.u8(at) != 1 || type > LAST_TYPE) {
            return Outcome.MALFORMED;
        }
        if (type >= CONFIGURATION) {
            return null;
        }
        int frame = afterTags(at + 4);
        if (frame < 0) {
            return Outcome.TRUNCATED;
        }
        fields.tunnel(Tunnel.TZSP);
        return switch (fields.u16(at + 2)) {
            case ETHERNET -> etherTypes.ethernet(frame);
            case IEEE802_11 -> etherTypes.wifi().frame(frame);
            case PRISM -> etherTypes.wifi().prism(frame);
            case AVS -> etherTypes.wifi().avs(frame);
            default -> Outcome.NOT_IP;
        };
    }

    /** Where the frame begins; -1: the tags have no end. */
    private int afterTags(int start) {
        int at = start;
        int originalLength = 0;
        while (fields.has(at, 1)) {
            int tag = fields.u8(at);
            if (tag == END) {
                fields.originalEnd = Math.max(fields.originalEnd, at + 1 + originalLength);
                return at + 1;
            }
            if (tag == PADDING) {
                at++;
                continue;
            }
            if (!fields.has(at, 2) || !fields.has(at, 2 + fields.u8(at + 1))) {
                return -1;
            }
            if (tag == ORIGINAL_LENGTH && fields.u8(at + 1) == 2) {
                originalLength = fields.u16(at + 2);
            }
            at += 2 + fields.u8(at + 1);
        }
        return -1;
    }
}
