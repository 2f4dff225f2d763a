package org.tlscensus.core.tls.quic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/** The samples of RFC 9001 appendix A and RFC 9369 appendix A. */
class InitialProtectionTest {
    private static final byte[] CONNECTION_ID = HexFormat.of().parseHex("8394c8f03e515708");

    /** An ACK, and a CRYPTO frame with the beginning of a ServerHello. */
    private static final String SERVER_FRAMES = "02000000000600405a020000560303eefce7f7b3";

    private final InitialProtection protection = new InitialProtection();

    private static byte[] packet(String name) throws IOException {
        try (InputStream in = InitialProtectionTest.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        }
    }

    private byte[] open(InitialSalt salt, Side sender, byte[] packet) throws ParseException {
        LongHeader header = LongHeader.parse(new ByteCursor(packet));
        InitialProtection.Keys keys = protection.derive(salt, CONNECTION_ID, sender);
        PacketProtection.Opened opened = protection.open(keys, packet, header.headerLength(), -1);
        return opened == null ? null : opened.payload();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    V1 | CLIENT | 1f369613dd76d5467730efcbe3b1a22d | fa044b2f42a3fd3b46fb255c | 9f50449e04a0e810283a1e9933adedd2
                    V1 | SERVER | cf3a5331653c364c88f0f379b6067e37 | 0ac1493ca1905853b0bba03e | c206b8d9b9f0f37644430b490eeaa314
                    V2 | CLIENT | 8b1a0bc121284290a29e0971b5cd045d | 91f73e2351d8fa91660e909f | 45b95e15235d6f45a6b19cbcb0294ba9
                    V2 | SERVER | 82db637861d55e1d011f19ea71d5d2a7 | dd13c276499c0249d3310652 | edf6d05c83121201b436e16877593c3a
                    """)
    void derivesKeys(InitialSalt salt, Side sender, String key, String iv, String headerKey) {
        InitialProtection.Keys keys = protection.derive(salt, CONNECTION_ID, sender);
        assertEquals(key, HexFormat.of().formatHex(keys.key().getEncoded()));
        assertEquals(iv, HexFormat.of().formatHex(keys.iv()));
        assertEquals(headerKey, HexFormat.of().formatHex(keys.headerKey().getEncoded()));
    }

    @ParameterizedTest
    @CsvSource({"V1, rfc9001-a3-server.hex", "V2, rfc9369-a3-server.hex"})
    void opensTheServersPacket(InitialSalt salt, String name) throws Exception {
        byte[] payload = open(salt, Side.SERVER, packet(name));
        assertNotNull(payload);
        String start = HexFormat.of().formatHex(payload, 0, SERVER_FRAMES.length() / 2);
        assertEquals(SERVER_FRAMES, start);
    }

    @Test
    void opensTheClientsPacket() throws Exception {
        byte[] payload = open(InitialSalt.V1, Side.CLIENT, packet("rfc9001-a2-client.hex"));
        assertNotNull(payload);
        InitialFrames frames = new InitialFrames();
        frames.read(new ByteCursor(payload), QuicVersion.Family.IETF);
        assertEquals(1, frames.crypto().size());
        assertEquals(0, frames.crypto().get(0).offset());
        assertEquals(241, frames.crypto().get(0).bytes().length);
    }

    /** Another salt, another sender, or a bit that was flipped: not authentic, and no exception. */
    @Test
    void refusesWhatIsNotAuthentic() throws Exception {
        byte[] packet = packet("rfc9001-a3-server.hex");
        byte[] before = packet.clone();
        assertNull(open(InitialSalt.V2, Side.SERVER, packet));
        assertNull(open(InitialSalt.V1, Side.CLIENT, packet));
        for (int i = 18; i < packet.length; i++) {
            byte[] flipped = packet.clone();
            flipped[i] ^= 1;
            assertNull(open(InitialSalt.V1, Side.SERVER, flipped), "byte " + i);
        }
        assertArrayEquals(before, packet, "the packet is left as it is");
    }

    @Test
    void everyPrefixIsRefused() throws Exception {
        byte[] packet = packet("rfc9001-a3-server.hex");
        int refused = 0;
        for (int length = 0; length < packet.length; length++) {
            try {
                LongHeader.parse(new ByteCursor(Arrays.copyOf(packet, length)));
            } catch (ParseException e) {
                refused++;
            }
        }
        assertEquals(packet.length, refused);
    }
}
