package org.tlscensus.core.tls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * The group of a ServerKeyExchange (RFC 5246 section 7.4.3, RFC 8422 section 5.4).
 *
 * @param group number of the named group; null when it has none
 * @param dhBits bits of the finite field's prime; null for a curve
 */
record ServerKeyExchange(Integer group, Integer dhBits) {
    private static final int EXPLICIT_PRIME = 1; // ECCurveType, RFC 8422 section 5.4
    private static final int EXPLICIT_CHAR2 = 2;
    private static final int NAMED_CURVE = 3;
    private static final int ARBITRARY_PRIME_CURVES = 0xff01;
    private static final int ARBITRARY_CHAR2_CURVES = 0xff02;

    /** RFC 7919 primes are eight bytes of ones, then the digits of e, which no other group has. */
    private static final long DIGITS_OF_E = 0xADF85458A2BB4A9AL;

    static ServerKeyExchange parse(CipherSuites.KeyExchange exchange, ByteCursor in)
            throws ParseException {
        return switch (exchange) {
            case ECDHE -> curve(in);
            case DHE -> prime(in);
            case ECDHE_PSK -> {
                in.vector16(0, 0xffff, "psk_identity_hint");
                yield curve(in);
            }
            case DHE_PSK -> {
                in.vector16(0, 0xffff, "psk_identity_hint");
                yield prime(in);
            }
            case OTHER -> new ServerKeyExchange(null, null);
        };
    }

    private static ServerKeyExchange curve(ByteCursor in) throws ParseException {
        Integer group =
                switch (in.u8("curve_type")) {
                    case NAMED_CURVE -> (Integer) in.u16("namedcurve");
                    case EXPLICIT_PRIME -> (Integer) ARBITRARY_PRIME_CURVES;
                    case EXPLICIT_CHAR2 -> (Integer) ARBITRARY_CHAR2_CURVES;
                    default -> null;
                };
        return new ServerKeyExchange(group, null);
    }

    private static ServerKeyExchange prime(ByteCursor in) throws ParseException {
        ByteCursor p = in.vector16(1, 0xffff, "dh_p");
        int length = p.remaining();
        int first = 0;
        while (first == 0 && !p.isAtEnd()) {
            length = p.remaining();
            first = p.u8("dh_p");
        }
        int bits = 8 * (length - 1) + 32 - Integer.numberOfLeadingZeros(first);
        boolean isNamed = first == 0xff && startsAsNamed(p);
        return new ServerKeyExchange(isNamed ? namedGroup(bits) : null, bits);
    }

    /** Whether a prime goes on, after its first byte of ones, as those of RFC 7919 do. */
    private static boolean startsAsNamed(ByteCursor p) throws ParseException {
        return p.remaining() > 15
                && p.u24("dh_p") == 0xffffff
                && p.u32("dh_p") == 0xffffffffL
                && p.u64("dh_p") == DIGITS_OF_E;
    }

    private static Integer namedGroup(int bits) {
        return switch (bits) {
            case 2048 -> 0x0100;
            case 3072 -> 0x0101;
            case 4096 -> 0x0102;
            case 6144 -> 0x0103;
            case 8192 -> 0x0104;
            default -> null;
        };
    }
}
