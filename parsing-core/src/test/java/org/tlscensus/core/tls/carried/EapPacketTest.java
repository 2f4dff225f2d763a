package org.tlscensus.core.tls.carried;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EapPacketTest {
    private static String outcome(byte[] bytes) {
        EapPacket packet = new EapPacket();
        if (!packet.moveTo(bytes, 0, bytes.length)) {
            return "none";
        }
        String words = packet.isTls() ? packet.method() : "other";
        words += packet.isStart() ? " start" : "";
        words += packet.isClientHello() ? " hello" : "";
        int from = packet.dataOffset();
        return packet.dataLength() == 0
                ? words
                : words
                        + " "
                        + HexFormat.of()
                                .formatHex(packet.bytes(), from, from + packet.dataLength());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    EAP-TLS starts          | 01 05 0006 0d 20                       | eap_tls start
                    PEAP starts, version 1  | 01 05 0006 19 21                       | peap start
                    TTLS starts             | 01 05 0006 15 20                       | eap_ttls start
                    FAST starts with an id  | 01 05 000a 2b 21 00040102              | eap_fast start
                    fragment with length    | 02 05 000d 0d c0 00000010 160303       | eap_tls 160303
                    further fragment        | 02 05 0009 0d 40 160303                | eap_tls 160303
                    hello                   | 02 05 000d 0d 00 16 0301 0001 01 00    | eap_tls hello 16030100010100
                    acknowledgment          | 02 05 0006 0d 00                       | eap_tls
                    padding of the frame    | 02 05 0006 0d 00 0000000000            | eap_tls
                    TEAP with outer TLVs    | 01 05 000e 37 10 00000002 1603 aabb    | teap 1603
                    TEAP, TLVs too long     | 01 05 000c 37 10 00000009 1603         | none
                    identity                | 02 05 0006 01 61                       | other
                    method alone            | 02 05 0005 0d                          | other
                    success                 | 03 05 0004                             | other
                    failure                 | 04 05 0004                             | other
                    unknown code            | 05 05 0004                             | none
                    longer than there is    | 02 05 0010 0d 00 16                    | none
                    shorter than its header | 02 05 0003                             | none
                    length without room     | 02 05 0007 0d 80 00                    | none
                    """)
    void isRead(String name, String hex, String expected) {
        assertEquals(expected, outcome(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    private static byte[] radius(int code, String attributes) {
        byte[] body = HexFormat.of().parseHex(attributes.replace(" ", ""));
        byte[] packet = new byte[20 + body.length];
        packet[0] = (byte) code;
        packet[1] = 7;
        packet[3] = (byte) packet.length;
        System.arraycopy(body, 0, packet, 20, body.length);
        return packet;
    }

    private static RadiusPacket parse(byte[] bytes) {
        return RadiusPacket.parse(bytes, 0, bytes.length);
    }

    @Test
    void radiusJoinsTheAttributes() {
        RadiusPacket packet = parse(radius(11, "4f04 0105 1804 aabb 4f06 00060d20 0103 61"));
        assertEquals(7, packet.identifier());
        assertArrayEquals(HexFormat.of().parseHex("010500060d20"), packet.eap());
        assertArrayEquals(HexFormat.of().parseHex("aabb"), packet.state().array());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0103 61",
        "4, 4f04 0105",
        "11, 4f04 01",
        "11, 4f01 01",
        "11, 4f00 0105",
        "2, 4f04 0105 18",
    })
    void othersAreNone(int code, String attributes) {
        assertNull(parse(radius(code, attributes)));
    }

    @Test
    void everyPrefixAndMutantIsBorne() {
        byte[] whole = radius(11, "4f08 010500060d20 1804 aabb");
        for (int length = 0; length < whole.length; length++) {
            assertNull(parse(Arrays.copyOf(whole, length)));
        }
        Random random = new Random(4);
        for (int i = 0; i < 100_000; i++) {
            byte[] mutant = whole.clone();
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            RadiusPacket packet = parse(mutant);
            if (packet != null) {
                outcome(packet.eap());
            }
            outcome(Arrays.copyOfRange(mutant, 22, mutant.length));
        }
    }
}
