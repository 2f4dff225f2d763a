package org.tlscensus.core.ocsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OcspPathTest {
    /** Its base64 has slashes and plus signs: the issuer's hashes are all ones. */
    private static final byte[] REQUEST =
            HexFormat.of()
                    .parseHex(
                            "30423040303e303c303a300906052b0e03021a05000414"
                                    + "ff".repeat(20)
                                    + "0414"
                                    + "fb".repeat(20)
                                    + "0201"
                                    + "05");

    private static final String BASE64 = Base64.getEncoder().encodeToString(REQUEST);

    private static final String BASE64_URL = Base64.getUrlEncoder().encodeToString(REQUEST);

    private static final String ESCAPED =
            BASE64.replace("/", "%2F").replace("+", "%2B").replace("=", "%3d");

    @ParameterizedTest
    @ValueSource(strings = {"", "/ocsp", "/a-b_c/d", "/%7Ex", "/a/b/", "http://ocsp.example/x"})
    void theResponderStandsBefore(String responder) {
        assertTrue(BASE64.contains("/") && BASE64.contains("+"), BASE64);
        for (String request :
                new String[] {
                    BASE64,
                    BASE64.replace("/", "%2F").replace("+", "%2B").replace("=", "%3d"),
                    BASE64.replace("+", " "),
                    BASE64.replace("=", ""),
                    BASE64_URL,
                    BASE64_URL.replace("=", ""),
                    BASE64_URL.replace("=", "%3D"),
                    ESCAPED.replace("%", "%25"),
                    ESCAPED.replace("%", "%25").replace("%", "%25"),
                    BASE64.replace("=", "%253d"),
                    BASE64.replace("+", "%20")
                }) {
            OcspPath path = OcspPath.parse(responder + "/" + request).orElseThrow();
            assertEquals(responder, path.responderPath());
            assertArrayEquals(REQUEST, path.request());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/index.html", "no slash", "/%", "/%zz/%4", "/MAA=", "////"})
    void othersAreNone(String path) {
        assertTrue(OcspPath.parse(path).isEmpty());
    }

    @Test
    void longPathsAreNotLookedAt() {
        assertTrue(OcspPath.parse("/".repeat(5000) + BASE64).isEmpty());
        assertTrue(OcspPath.parse("/" + "A/".repeat(5000) + BASE64).isEmpty());
    }
}
