package org.tlscensus.core.tls.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.wire.Side;

/** Lines of a key log. */
class KeyLogLinesTest {
    private static final String RANDOM = "5a".repeat(32);

    private static KeyLog read(String text) throws IOException {
        KeyLog keyLog = new KeyLog();
        keyLog.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return keyLog;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CLIENT_RANDOM R 0102                           | 1 | 0
                    CLIENT_HANDSHAKE_TRAFFIC_SECRET R 0102         | 1 | 0
                    QUIC_SERVER_HANDSHAKE_TRAFFIC_SECRET R 0102    | 1 | 0
                    SERVER_TRAFFIC_SECRET_0 R ABcd                 | 1 | 0
                    SERVER_TRAFFIC_SECRET_0 R ABcd#                | 0 | 1
                    EXPORTER_SECRET R 0102                         | 0 | 1
                    RSA 0102030405060708 0102                      | 0 | 1
                    # CLIENT_RANDOM R 0102                         | 0 | 0
                    CLIENT_RANDOM R 010                            | 0 | 1
                    CLIENT_RANDOM R                                | 0 | 1
                    CLIENT_RANDOM R 01 02                          | 0 | 1
                    CLIENT_RANDOM R0 0102                          | 0 | 1
                    """)
    void line(String line, int secrets, int unused) throws IOException {
        KeyLog keyLog = read("\n" + line.replace("R ", RANDOM + " ") + "\r\n\n");
        assertEquals(secrets, keyLog.secrets());
        assertEquals(unused, keyLog.unusedLines());
    }

    @Test
    void theFirstSecretStands() throws IOException {
        KeyLog keyLog = read("CLIENT_RANDOM " + RANDOM + " 01\nCLIENT_RANDOM " + RANDOM + " 02");
        byte[] random = HexFormat.of().parseHex(RANDOM);
        assertArrayEquals(new byte[] {1}, keyLog.find(random).master());
        assertEquals(1, keyLog.secrets());
        random[0]++;
        assertNull(keyLog.find(random));
    }

    /** A line is cut at its bound, so one without an end costs nothing. */
    @Test
    void aLineHasABound() throws IOException {
        KeyLog keyLog = read("CLIENT_RANDOM " + RANDOM + " " + "ab".repeat(1 << 20) + "\n# end");
        assertEquals(0, keyLog.secrets());
        assertEquals(1, keyLog.unusedLines());
    }

    @FuzzTest
    void anyBytes(byte @NotNull [] input) throws IOException {
        KeyLog keyLog = new KeyLog();
        keyLog.read(new ByteArrayInputStream(input));
    }

    /** Records that no key ever made. */
    @FuzzTest
    void anyRecord(byte @NotNull [] input) {
        for (String suite :
                new String[] {
                    "TLS_AES_128_CCM_8_SHA256",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_RSA_WITH_AES_128_CBC_SHA",
                    "TLS_RSA_WITH_AES_256_GCM_SHA384"
                }) {
            SuiteProtection protection = SuiteProtection.of(suite);
            byte[] secret = new byte[48];
            SealedRecords records =
                    suite.contains("WITH")
                            ? Tls12Records.of(
                                    protection,
                                    secret,
                                    secret,
                                    secret,
                                    Side.SERVER,
                                    Tls12Records.MacOrder.MAC_THEN_ENCRYPT)
                            : new Tls13Records(protection, secret);
            assertNull(records.open(22, 0x0303, input, 0, input.length));
        }
    }
}
