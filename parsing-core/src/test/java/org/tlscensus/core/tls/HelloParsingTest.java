package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

class HelloParsingTest {
    private static final int FIXED_PART = 34; // version and random

    private final Set<TlsAnomaly> anomalies = EnumSet.noneOf(TlsAnomaly.class);

    private ClientHello client(byte[] body) throws ParseException {
        return ClientHello.parse(new ByteCursor(body), false, anomalies::add);
    }

    private static byte[] withExtensions(String extensions) {
        byte[] message = Wire.clientHello(extensions);
        return Arrays.copyOfRange(message, 4, message.length);
    }

    @Test
    void allThatAClientOffers() throws ParseException {
        ClientHello hello =
                client(
                        withExtensions(
                                """
                                3a3a 0000
                                0000 0010 000e 00 000b 6578616d706c652e6f7267
                                000a 0008 0006 3a3a 11ec 001d
                                000b 0002 0100
                                000d 0006 0004 0403 0904
                                000f 0001 01
                                0010 000e 000c 02 6832 08 687474702f312e31
                                0005 0005 0100000000
                                0012 0000
                                0015 0003 000000
                                0017 0000
                                001b 0003 020002
                                0022 0004 0002 0403
                                0023 0004 01020304
                                002b 0007 06 2a2a 0304 7f1c
                                002d 0002 0101
                                0033 000c 000a 3a3a 0001 00 001d 0001 41
                                44cd 0005 0003 02 6832
                                fe0d 000e 00 0001 0003 2a 0002 aabb 0002 ccdd
                                ff01 0001 00
                                """
                                        .replace("\n", "")));
        ClientExtensions e = hello.extensions();
        assertEquals("example.org", e.serverName);
        assertArrayEquals(new int[] {0x3a3a, 0x11ec, 0x1d}, e.groups);
        assertArrayEquals(new int[] {0}, e.pointFormats);
        assertArrayEquals(new int[] {0x0403, 0x0904}, e.signatureSchemes);
        assertEquals(List.of("h2", "http/1.1"), e.alpn);
        assertEquals(
                List.of(true, true, true, true, true, true),
                List.of(
                        e.heartbeat,
                        e.statusRequest,
                        e.sctRequest,
                        e.extendedMasterSecret,
                        e.sessionTicket,
                        e.renegotiationInfo));
        assertEquals(3, e.paddingLength);
        assertArrayEquals(new int[] {2}, e.certificateCompression);
        assertArrayEquals(new int[] {0x0403}, e.delegatedCredentialSchemes);
        assertArrayEquals(new int[] {0x2a2a, 0x0304, 0x7f1c}, e.supportedVersions);
        assertArrayEquals(new int[] {1}, e.pskModes);
        assertArrayEquals(new int[] {0x3a3a, 0x1d}, e.keyShareGroups);
        assertEquals(List.of("h2"), e.applicationSettings);
        assertEquals(List.of(1, 3, 0x2a), List.of(e.echKdf, e.echAead, e.echConfigId));
        assertEquals(20, e.ids.length);
        assertEquals(Set.of(), anomalies);
    }

    /** A damaged extension spoils itself; the others stand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    groups of an odd length     | 000a 0005 0003 001d 00                | malformed_extension
                    groups without their length | 000a 0000                             | malformed_extension
                    a list past the extension   | 000a 0004 0004 001d                   | malformed_extension
                    bytes after the list        | 000a 0005 0002 001d 00                | malformed_extension
                    a name past the list        | 0000 0008 0006 00 0009 616263          | malformed_extension
                    an empty server name list   | 0000 0002 0000                        | malformed_extension
                    a key share past the list   | 0033 0007 0005 001d 0002 41           | malformed_extension
                    versions of an odd length   | 002b 0004 03 030403                   | malformed_extension
                    twice                       | 000b 0002 0100 000b 0002 0101         | duplicate_extension
                    """)
    void aDamagedExtensionSpoilsItselfOnly(String name, String extension, String anomaly)
            throws ParseException {
        ClientHello hello =
                client(withExtensions("0012 0000" + extension + "0010 0005 0003 02 6832"));
        assertEquals(List.of("h2"), hello.extensions().alpn);
        assertEquals(true, hello.extensions().sctRequest);
        assertEquals(List.of(anomaly), anomalies.stream().map(TlsAnomaly::word).toList());
    }

    @Test
    void anExtensionThatIsNotAllThereDoesNotCount() throws ParseException {
        ClientHello hello = client(withExtensions("0012 0000 0010 0005 0003"));
        assertArrayEquals(new int[] {18}, hello.extensions().ids);
        assertEquals(Set.of(TlsAnomaly.MALFORMED_CLIENT_HELLO), anomalies);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no suites at all          | 00 0000 0100          | 0 | malformed_client_hello
                    suites past the end       | 00 0086 c02f 0100     | 0 | malformed_client_hello
                    suites of an odd length   | 00 0003 c02f00 0100   | 1 | malformed_client_hello
                    no compression methods    | 00 0002 c02f          | 1 | malformed_client_hello
                    bytes after the block     | 00 0002 c02f 0100 0000 ff | 1 | malformed_client_hello
                    a long session id         | 21 %s 0002 c02f 0100  | 1 | session_id_too_long
                    without extensions        | 00 0002 c02f 0100     | 1 |
                    """)
    void aDamagedHelloYieldsWhatIsThere(String name, String tail, int suites, String anomaly)
            throws ParseException {
        String body = tail.replace("%s", "ab".repeat(33));
        ClientHello hello = client(Wire.hex("0303" + Wire.RANDOM + body));
        assertEquals(suites, hello.cipherSuites().length);
        List<String> words = anomalies.stream().map(TlsAnomaly::word).toList();
        assertEquals(anomaly == null ? List.of() : List.of(anomaly), words);
    }

    @Test
    void everyPrefixOfAClientHelloThrowsOrIsNamed() throws ParseException {
        byte[] body = withExtensions("000b 0002 0100 0023 0000");
        int withoutExtensions = body.length - 12;
        for (int length = 0; length < body.length; length++) {
            byte[] prefix = Arrays.copyOf(body, length);
            anomalies.clear();
            if (length < FIXED_PART) {
                assertThrows(ParseException.class, () -> client(prefix), "prefix of " + length);
            } else {
                client(prefix);
                boolean isValid = length == withoutExtensions;
                assertEquals(isValid, anomalies.isEmpty(), "prefix of " + length);
            }
        }
    }

    @Test
    void everyPrefixOfAServerHelloThrowsOrIsNamed() throws ParseException {
        byte[] message = Wire.serverHello("c02f", "000b 0002 0100 0023 0000");
        byte[] body = Arrays.copyOfRange(message, 4, message.length);
        int withoutExtensions = body.length - 12;
        for (int length = 0; length < body.length; length++) {
            ByteCursor in = new ByteCursor(Arrays.copyOf(body, length));
            anomalies.clear();
            if (length < FIXED_PART + 3) {
                assertThrows(
                        ParseException.class,
                        () -> ServerHello.parse(in, anomalies::add),
                        "prefix of " + length);
            } else {
                ServerHello.parse(in, anomalies::add);
                boolean isValid = length == withoutExtensions;
                assertEquals(isValid, anomalies.isEmpty(), "prefix of " + length);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    random alone            | 0303 | 5f00000000000000 | -
                    TLS 1.3 server, 1.2     | 0303 | 444f574e47524401 | tls1.2
                    TLS 1.2 server, 1.1     | 0302 | 444f574e47524400 | tls1.1
                    """)
    void downgradeSentinel(String name, String version, String last, String expected)
            throws ParseException {
        String random = Wire.RANDOM.substring(0, 48) + last;
        byte[] body = Wire.hex(version + random + "00 c02f 00");
        ServerHello hello = ServerHello.parse(new ByteCursor(body), anomalies::add);
        assertEquals(expected, hello.downgradeSentinel());
        assertEquals(0x52efc37bL, hello.gmtUnixTime());
    }

    @Test
    void aDraftsServerHelloHasNoSessionId() throws ParseException {
        byte[] body = Wire.hex("7f12" + Wire.RANDOM + "1301 0004 0029 0000");
        ServerHello hello = ServerHello.parse(new ByteCursor(body), anomalies::add);
        assertEquals(0x1301, hello.cipherSuite());
        assertNull(hello.sessionId());
        assertNull(hello.gmtUnixTime());
        assertEquals("tls1.3-draft18", TlsVersions.word(hello.version()));
        assertArrayEquals(new int[] {41}, hello.extensions().ids);
    }
}
