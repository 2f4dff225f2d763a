package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.packet.Bytes;
import org.tlscensus.core.row.CertificateRequestRow;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/** Messages by the RFCs' layouts, and the schemes and requests in them. */
class AuthenticationTest {
    private final Authentication authentication = new Authentication();

    private static ByteCursor bytes(String hex) {
        return new ByteCursor(Bytes.bytes(hex.replace(" ", "")));
    }

    private static String name(Integer scheme) {
        return scheme == null ? "" : TlsNames.signatureScheme(scheme);
    }

    /** What follows the group: a point, or generator and public value; then scheme and signature. */
    @ParameterizedTest
    @CsvSource({
        "ECDHE, 02aabb 0403 0002cccc, ecdsa_secp256r1_sha256",
        "ECDHE, 02aabb 0401 0000, rsa_pkcs1_sha256",
        "ECDHE, 02aabb 0602 0000, dsa_sha512",
        "ECDHE, 02aabb, ''", // ECDH_anon signs nothing
        "DHE, 000102 0002aabb 0804 0000, rsa_pss_rsae_sha256",
        "DHE, 000102 0002aabb, ''",
        "ECDHE_PSK, 02aabb, ''",
        "DHE_PSK, 000102 0002aabb, ''",
        "OTHER, aabbcc, ''"
    })
    void serverKeyExchangesNameTheirScheme(String exchange, String rest, String scheme)
            throws ParseException {
        authentication.serverKeyExchange(
                CipherSuites.KeyExchange.valueOf(exchange), bytes(rest));
        assertEquals(scheme, name(authentication.serverScheme()));
        assertNull(authentication.clientScheme());
    }

    @Test
    void verificationsAreTheSendersAndTheFirstCounts() throws ParseException {
        authentication.certificateVerify(true, bytes("0403 0000"));
        authentication.certificateVerify(true, bytes("0401 0000"));
        authentication.certificateVerify(false, bytes("0807 0000"));
        assertEquals("ecdsa_secp256r1_sha256", name(authentication.clientScheme()));
        assertEquals("ed25519", name(authentication.serverScheme()));
    }

    @Test
    void requestsAreRead() throws ParseException {
        authentication.request(bytes("03014002 0004 04030401 000a 0003aabbcc 0003ddeeff"), true);
        assertEquals(
                new CertificateRequestRow(List.of(1, 64, 2), List.of(0x0403, 0x0401), 2),
                authentication.request());
    }

    @Test
    void requestsBeforeTls12HaveNoSchemes() throws ParseException {
        authentication.request(bytes("0101 0000"), false);
        assertEquals(
                new CertificateRequestRow(List.of(1), null, 0), authentication.request());
    }

    @Test
    void requestsOfTls13AreExtensions() throws ParseException {
        ByteCursor block = bytes("0016 000d 0006 0004 0403 0804 002f 0008 0006 0004 aabbccdd");
        authentication.request13(
                Extensions.parse(block, TlsAnomaly.MALFORMED_MESSAGE, anomaly -> {}));
        assertEquals(
                new CertificateRequestRow(null, List.of(0x0403, 0x0804), 1),
                authentication.request());
    }

    @ParameterizedTest
    @CsvSource({"05 0102", "0101 0003 040304 0000", "0101 0002 0403 0004 0009 aabb"})
    void brokenRequestsAreNone(String hex) {
        assertThrows(ParseException.class, () -> authentication.request(bytes(hex), true));
        assertNull(authentication.request());
    }
}
