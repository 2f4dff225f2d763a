package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsNamesTest {
    @ParameterizedTest
    @CsvSource({
        "suite, 0x1301, TLS_AES_128_GCM_SHA256",
        "suite, 0xc02f, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "suite, 0x0034, TLS_DH_anon_WITH_AES_128_CBC_SHA",
        "suite, 0x0700c0, SSLv20_CK_DES_192_EDE3_CBC_WITH_MD5",
        "suite, 0x3a3a, grease_0x3A3A",
        "suite, 0x00d0, 0x00d0",
        "suite, 0x0800c0, 0x0800c0",
        "group, 0x001d, x25519",
        "group, 0x11ec, X25519MLKEM768",
        "group, 0x0202, MLKEM1024",
        "group, 0x6399, X25519Kyber768Draft00",
        "group, 0x7777, 0x7777",
        "extension, 0x0000, server_name",
        "extension, 0xfe0d, encrypted_client_hello",
        "extension, 0x44cd, application_settings",
        "extension, 0x9999, 0x9999",
        "scheme, 0x0804, rsa_pss_rsae_sha256",
        "scheme, 0x0906, mldsa87",
        "scheme, 0x0402, dsa_sha256",
        "scheme, 0xf9f9, 0xf9f9",
        "alert, 0x28, handshake_failure",
        "alert, 0x79, ech_required",
        "alert, 0xee, 0xee",
        "version, 0x0002, sslv2",
        "version, 0x0304, tls1.3",
        "version, 0x7f17, tls1.3-draft23",
        "version, 0xfefc, dtls1.3",
        "version, 0x0a0a, 0x0a0a",
    })
    void names(String registry, String number, String name) {
        int id = Integer.decode(number);
        String actual =
                switch (registry) {
                    case "suite" -> TlsNames.cipherSuite(id);
                    case "group" -> TlsNames.group(id);
                    case "extension" -> TlsNames.extension(id);
                    case "scheme" -> TlsNames.signatureScheme(id);
                    case "alert" -> TlsNames.alert(id);
                    default -> TlsVersions.word(id);
                };
        assertEquals(name, actual);
        switch (registry) {
            case "group" -> assertEquals(id, TlsNames.groupId(name));
            case "extension" -> assertEquals(id, TlsNames.extensionId(name));
            case "alert" -> assertEquals(id, TlsNames.alertId(name));
            default -> {}
        }
    }
}
