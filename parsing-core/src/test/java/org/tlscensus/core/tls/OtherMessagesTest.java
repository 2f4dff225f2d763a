package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

class OtherMessagesTest {
    private static String outcome(String suite, String hex) {
        try {
            CipherSuites.KeyExchange exchange =
                    CipherSuites.keyExchange(TlsNames.cipherSuiteId(suite));
            ServerKeyExchange message =
                    ServerKeyExchange.parse(exchange, new ByteCursor(Wire.hex(hex)));
            String group = message.group() == null ? "-" : TlsNames.group(message.group());
            return group + " " + message.dhBits();
        } catch (ParseException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA | 03 0017 01 04                | secp256r1 null
                    TLS_ECDH_anon_WITH_AES_128_CBC_SHA | 03 001d 01 04                | x25519 null
                    TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA | 0002 6869 03 0018 01 04      | secp384r1 null
                    TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA | 01 04                        | arbitrary_explicit_prime_curves null
                    TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA | 03 00                        | namedcurve: TRUNCATED at byte 1
                    TLS_DHE_RSA_WITH_AES_128_CBC_SHA   | 0002 8001 0001 02            | - 16
                    TLS_DHE_RSA_WITH_AES_128_CBC_SHA   | 0003 004001 0001 02          | - 15
                    TLS_DHE_PSK_WITH_AES_128_CBC_SHA   | 0000 0001 07 0001 02         | - 3
                    TLS_DHE_RSA_WITH_AES_128_CBC_SHA   | 0000                         | dh_p: BAD_LENGTH at byte 0
                    TLS_DHE_RSA_WITH_AES_128_CBC_SHA   | 0400 80                      | dh_p: TRUNCATED at byte 0
                    TLS_RSA_EXPORT_WITH_RC4_40_MD5     | 0040                         | - null
                    TLS_SRP_SHA_WITH_AES_128_CBC_SHA   | 0080                         | - null
                    """)
    void groupOfTheServerKeyExchange(String suite, String hex, String expected) {
        assertEquals(expected, outcome(suite, hex));
    }

    @Test
    void namedFiniteFieldGroupsAreKnownByTheirPrimes() {
        String start = "ffffffffffffffffadf85458a2bb4a9a";
        String rest = "51".repeat(256 - 16);
        assertEquals(
                "ffdhe2048 2048",
                outcome("TLS_DHE_RSA_WITH_AES_128_CBC_SHA", "0100" + start + rest));
        assertEquals(
                "- 2048",
                outcome(
                        "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
                        "0100" + start.replace("9a", "9b") + rest));
    }

    private static List<Integer> lengths(List<byte[]> all) {
        List<Integer> lengths = new ArrayList<>();
        all.forEach(bytes -> lengths.add(bytes == null ? null : bytes.length));
        return lengths;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    one response         | 01 000003 300100                 | [3]
                    none for the leaf    | 02 000008 000000 000002 3000     | [null, 2]
                    another status type  | 07 1234                          | []
                    """)
    void certificateStatus(String name, String hex, String expected) throws ParseException {
        List<byte[]> responses = CertificateStatus.parse(new ByteCursor(Wire.hex(hex)));
        assertEquals(expected, lengths(responses).toString());
    }

    @Test
    void everyPrefixOfACertificateStatusThrows() {
        byte[] body = Wire.hex("02 000008 000000 000002 3000");
        for (int length = 0; length < body.length; length++) {
            ByteCursor in = new ByteCursor(Arrays.copyOf(body, length));
            assertThrows(
                    ParseException.class, () -> CertificateStatus.parse(in), "prefix of " + length);
        }
    }

    private static String chain(String hex, boolean isTls13) {
        List<TlsAnomaly> anomalies = new ArrayList<>();
        CertificateMessage message =
                CertificateMessage.parse(
                        new ByteCursor(Wire.hex(hex)), isTls13, TlsLimits.DEFAULTS, anomalies::add);
        return lengths(message.certificates())
                + " "
                + lengths(message.staples())
                + " "
                + (message.scts() == null ? null : message.scts().size())
                + " "
                + anomalies;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    two        | 000009 000001 30 000002 3000           | [1, 2] [] null []
                    none       | 000000                                 | [] [] null []
                    cut        | 000009 000001 30 000002 30             | [1] [] null [MALFORMED_CERTIFICATE_MESSAGE, MALFORMED_CERTIFICATE_MESSAGE]
                    lengths    | 000005 000009 30 00                    | [] [] null [MALFORMED_CERTIFICATE_MESSAGE]
                    left over  | 000004 000001 30 ff                    | [1] [] null [MALFORMED_CERTIFICATE_MESSAGE]
                    """)
    void certificates(String name, String hex, String expected) {
        assertEquals(expected, chain(hex, false));
    }

    @Test
    void certificatesOfTls13HaveExtensions() {
        String staple = "0005 0006 01 000002 3000";
        String scts = "0012 0005 0003 0001 aa";
        assertEquals(
                "[1, 1] [2, null] 1 []",
                chain("00 00001f 000001 30 0013" + staple + scts + "000001 30 0000", true));
    }
}
