package org.tlscensus.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which checksums are verified, and when (RFC 1071, RFC 9293 section 3.1, RFC 8200 section 8.1).
 */
class ChecksumsTest {
    private static final int RAW = 101;
    private static final String IPV6_ENDS =
            "20010db8000000000000000000000001 20010db8000000000000000000000002";

    private static Outcome decode(boolean verify, byte[] packet, int originalLength) {
        PacketLimits limits = PacketLimits.DEFAULTS.withChecksums(verify);
        return new PacketDecoder(limits).decode(packet, 0, packet.length, originalLength, RAW, 0);
    }

    private static byte[] packet(String hex) {
        return Bytes.bytes(hex.replace("ends6", IPV6_ENDS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        TCP over IPv4       | 4500002a 00010000 4006af22 0a000001 c0a80102 9c4101bb 00000001 00000002 5018ffff 301d0000 1603   | DECODED
        an odd length       | 4500002b 00010000 4006af21 0a000001 c0a80102 9c4101bb 00000001 00000002 5018ffff 2f1c0000 160301 | DECODED
        UDP over IPv4       | 4500001e 00010000 4011af23 0a000001 c0a80102 9c410035 000a81b5 1603   | DECODED
        an odd length       | 4500001f 00010000 4011af22 0a000001 c0a80102 9c410035 000b80b3 160301 | DECODED
        none                | 4500001e 00010000 4011af23 0a000001 c0a80102 9c410035 000a0000 1603   | DECODED
        zero, as all ones   | 4500001e 00010000 4011af23 0a000001 c0a80102 9c410035 000affff 97b8   | DECODED
        TCP over IPv6       | 60000000 0016 06 40 ends6 9c4101bb 00000001 00000002 5018ffff a0530000 1603     | DECODED
        an odd length       | 60000000 0017 06 40 ends6 9c4101bb 00000001 00000002 5018ffff 9f520000 160301   | DECODED
        UDP over IPv6       | 60000000 000a 11 40 ends6 9c410035 000af1eb 1603   | DECODED
        an odd length       | 60000000 000b 11 40 ends6 9c410035 000bf0e9 160301 | DECODED
        padding behind IP   | 4500001e 00010000 4011af23 0a000001 c0a80102 9c410035 000a81b5 1603 ffff | DECODED
        bytes behind UDP    | 45000020 00010000 4011af21 0a000001 c0a80102 9c410035 000a81b5 1603 ffff | DECODED
        of the IP header    | 4500002a 00010000 4006af21 0a000001 c0a80102 9c4101bb 00000001 00000002 5018ffff 301d0000 1603   | BAD_CHECKSUM
        of TCP              | 4500002a 00010000 4006af22 0a000001 c0a80102 9c4101bb 00000001 00000002 5018ffff 301e0000 1603   | BAD_CHECKSUM
        of UDP              | 4500001e 00010000 4011af23 0a000001 c0a80102 9c410035 000a81b6 1603   | BAD_CHECKSUM
        not left to a card  | 4500002a 00010000 4006af22 0a000001 c0a80102 9c4101bb 00000001 00000002 5018ffff 00000000 1603   | BAD_CHECKSUM
        a bit of payload    | 4500002b 00010000 4006af21 0a000001 c0a80102 9c4101bb 00000001 00000002 5018ffff 2f1c0000 160300 | BAD_CHECKSUM
        an IPv6 address     | 60000000 0016 06 40 20010db8000000000000000000000001 20010db8000000000000000000000003 9c4101bb 00000001 00000002 5018ffff a0530000 1603 | BAD_CHECKSUM
        another IPv6 prefix | 60000000 0016 06 40 20010db9000000000000000000000001 20010db8000000000000000000000002 9c4101bb 00000001 00000002 5018ffff a0530000 1603 | BAD_CHECKSUM
        UDP over IPv6       | 60000000 000a 11 40 ends6 9c410035 000af1ec 1603 | BAD_CHECKSUM
        """)
    void wrongOnesCountWhereTheyAreVerified(String what, String hex, Outcome expected) {
        byte[] packet = packet(hex);
        assertEquals(expected, decode(true, packet, packet.length));
        assertEquals(Outcome.DECODED, decode(false, packet, packet.length));
    }

    /** The sum of a segment that was not captured whole is not known. */
    @Test
    void whatWasCutIsNotVerified() {
        byte[] cut =
                packet(
                        "4500002b 00010000 4006af21 0a000001 c0a80102"
                                + "9c4101bb 00000001 00000002 5018ffff 00000000 1603");
        assertEquals(Outcome.DECODED, decode(true, cut, cut.length + 1));
        byte[] cutAndDamaged = cut.clone();
        cutAndDamaged[11] ^= 1;
        assertEquals(Outcome.BAD_CHECKSUM, decode(true, cutAndDamaged, cut.length + 1));
    }
}
