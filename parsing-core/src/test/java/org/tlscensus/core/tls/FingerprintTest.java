package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/** Corners of the fingerprints; the corpus has them on real hellos. */
class FingerprintTest {
    private static ClientHello hello(String extensions) throws ParseException {
        byte[] message = Wire.clientHello(extensions);
        byte[] body = Arrays.copyOfRange(message, 4, message.length);
        return ClientHello.parse(new ByteCursor(body), false, anomaly -> {});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no extensions           | tls  |                                     | t12i020000_37f356531c84_000000000000
                    GREASE is left out      | tls  | 3a3a 0000 002b 0005 04 0a0a 0304    | t13i020100_37f356531c84_b9a491fefe05
                    one letter is both      | quic | 0010 0004 0002 01 68                | q12i0201hh_37f356531c84_000000000000
                    bytes that are no text  | tls  | 0010 0005 0003 02 ab cd             | t12i0201ad_37f356531c84_000000000000
                    name, no other          | dtls | 0000 0006 0004 00 0001 61           | d12d020100_37f356531c84_000000000000
                    versions of GREASE only | tls  | 002b 0003 02 0a0a                   | t12i020100_37f356531c84_b9a491fefe05
                    """)
    void ja4(String name, String transport, String extensions, String expected)
            throws ParseException {
        assertEquals(expected, Ja4.of(hello(extensions == null ? "" : extensions), transport));
    }
}
