package org.tlscensus.core.tls.dtls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * Finds the DTLS in a datagram: alone (RFC 7983 section 7 tells it from media by its first byte),
 * relayed by TURN as channel data or in an indication (RFC 8656), or behind CAPWAP's preamble (RFC
 * 5415 section 4.2).
 */
final class MediaFraming {
    private static final int CAPWAP_DTLS = 0x01000000;
    private static final int MAGIC_COOKIE = 0x2112a442; // RFC 8489 section 5
    private static final int SEND_INDICATION = 0x0016;
    private static final int DATA_INDICATION = 0x0017;
    private static final int DATA_ATTRIBUTE = 0x0013;

    private MediaFraming() {}

    /** The DTLS records of a datagram; null when there are none. */
    static ByteCursor records(byte[] bytes, int offset, int length) {
        if (length < 2) {
            return null;
        }
        int first = bytes[offset] & 0xff;
        if (isDtls(first)) {
            return new ByteCursor(bytes, offset, length);
        }
        try {
            ByteCursor in = new ByteCursor(bytes, offset, length);
            if (first >= 64 && first <= 79) {
                return channelData(in);
            }
            if (first == 0) {
                return indication(in);
            }
            return first == 1 && in.u32("preamble") == CAPWAP_DTLS ? ifDtls(in) : null;
        } catch (ParseException e) {
            return null; // some other protocol, or one that was not captured whole
        }
    }

    /** The TURN channel of a datagram, each of which has a peer of its own; 0 without one. */
    static int channel(byte[] bytes, int offset, int length) {
        int first = length < 2 ? 0 : bytes[offset] & 0xff;
        return first >= 64 && first <= 79 ? first << 8 | bytes[offset + 1] & 0xff : 0;
    }

    private static boolean isDtls(int firstByte) {
        return firstByte >= 20 && firstByte <= 63;
    }

    private static ByteCursor ifDtls(ByteCursor in) throws ParseException {
        int length = in.remaining();
        byte[] copy = in.rest();
        return length > 0 && isDtls(copy[0] & 0xff) ? new ByteCursor(copy) : null;
    }

    /** RFC 8656 section 12.4. */
    private static ByteCursor channelData(ByteCursor in) throws ParseException {
        in.skip(2, "channel_number");
        int length = in.u16("length");
        return ifDtls(in.slice(length, "data"));
    }

    /** The DATA attribute of a Send or Data indication (RFC 8656 sections 11.1 and 11.3). */
    private static ByteCursor indication(ByteCursor in) throws ParseException {
        int type = in.u16("type");
        ByteCursor attributes = null;
        if (type == SEND_INDICATION || type == DATA_INDICATION) {
            int length = in.u16("length");
            if (in.u32("magic_cookie") == MAGIC_COOKIE) {
                in.skip(12, "transaction_id");
                attributes = in.slice(length, "attributes");
            }
        }
        while (attributes != null && !attributes.isAtEnd()) {
            int attribute = attributes.u16("attribute_type");
            int length = attributes.u16("attribute_length");
            if (attribute == DATA_ATTRIBUTE) {
                return ifDtls(attributes.slice(length, "data"));
            }
            attributes.skip(length + 3 & ~3, "attribute_value");
        }
        return null;
    }
}
