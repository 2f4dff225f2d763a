package org.tlscensus.core.starttls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.ProxyProtocolRow;

/** What headers say. V stands for version 2's signature, a line's CRLF is left out. */
class ProxyHeaderTest {
    private static byte[] bytes(String header) {
        if (header.startsWith("V")) {
            String rest = header.substring(1).replace(" ", "");
            return HexFormat.of().parseHex("0d0a0d0a000d0a515549540a" + rest);
        }
        return (header + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PROXY TCP4 192.0.2.1 198.51.100.2 50000 443        | 1 192.0.2.1 50000 198.51.100.2 443 - -
                    PROXY TCP6 2001:DB8:0:0::1 ::ffff:192.0.2.7 0 65535 | 1 2001:db8::1 0 ::ffff:192.0.2.7 65535 - -
                    PROXY TCP6 :: ::1 1 2                              | 1 :: 1 ::1 2 - -
                    PROXY UNKNOWN                                      | 1 - - - - - -
                    PROXY UNKNOWN ffff::1 ffff::2 65535 65535          | 1 - - - - - -
                    PROXY TCP4 192.0.2.256 198.51.100.2 1 2            | 1 - 1 198.51.100.2 2 - - malformed
                    PROXY TCP4 192.0.2.1 198.51.100.2 1 65536          | 1 - - - - - - malformed
                    PROXY TCP4 2001:db8::1 2001:db8::2 1 2             | 1 - 1 - 2 - - malformed
                    PROXY TCP4                                         | 1 - - - - - - malformed
                    PROXY TCP6 1:2:3:4:5:6:7:8:9 1::2::3 1 2           | 1 - 1 - 2 - - malformed
                    PROXY SCTP 192.0.2.1 198.51.100.2 50000 443        | none
                    PROXYTCP4 192.0.2.1 198.51.100.2 50000 443         | none
                    POST / HTTP/1.1                                    | none
                    V 21 11 000c c0000201 c6336402 c350 01bb           | 2 192.0.2.1 50000 198.51.100.2 443 - -
                    V 21 12 000c c0000201 c6336402 c350 01bb           | 2 192.0.2.1 50000 198.51.100.2 443 - -
                    V 21 21 0024 20010db8000000000000000000000001 20010db8000000000000000000000002 0001 0002 | 2 2001:db8::1 1 2001:db8::2 2 - -
                    V 21 00 0000                                       | 2 - - - - - -
                    V 20 00 0000                                       | 2 - - - - - -
                    V 20 11 000c c0000201 c6336402 c350 01bb           | 2 - - - - - -
                    V 20 00 000c 04 0009 000000000000000000            | 2 - - - - - -
                    V 21 11 0018 c0000201 c6336402 c350 01bb 01 0002 6832 02 0004 612e6465 | 2 192.0.2.1 50000 198.51.100.2 443 a.de h2
                    V 21 11 000f c0000201 c6336402 c350 01bb 020005    | 2 192.0.2.1 50000 198.51.100.2 443 - - malformed
                    V 21 11 0004 c0000201                              | 2 - - - - - - malformed
                    V 21 01 0007 02 0004 612e6465                      | 2 - - - - a.de -
                    V 11 11 000c c0000201 c6336402 c350 01bb           | none
                    """)
    void says(String header, String expected) {
        byte[] bytes = bytes(header);
        int length = ProxyHeader.length(bytes, 0, bytes.length);
        assertEquals(expected, length < 0 ? "none" : outcome(bytes, length));
        for (int i = 1; length > 0 && i < length; i++) {
            assertEquals(ProxyHeader.NEED_MORE, ProxyHeader.length(bytes, 0, i), "of " + i);
        }
    }

    private static String outcome(byte[] bytes, int length) {
        assertEquals(bytes.length, length);
        byte[] longer = Arrays.copyOf(bytes, length + 9); // what follows is not looked at
        assertEquals(length, ProxyHeader.length(longer, 0, longer.length));
        ProxyHeader header = ProxyHeader.parse(longer, 0, length);
        ProxyProtocolRow row = header.row();
        Object[] values = {
            row.version(),
            row.sourceAddress(),
            row.sourcePort(),
            row.destinationAddress(),
            row.destinationPort(),
            row.authority(),
            row.alpn()
        };
        String text = Arrays.toString(values).replaceAll("[\\[\\],]", "").replace("null", "-");
        return text + (header.isMalformed() ? " malformed" : "");
    }

    @ParameterizedTest
    @CsvSource({"/run/a.sock, /run/b.sock", "'', /run/b.sock"})
    void namesUnixSockets(String from, String to) {
        byte[] bytes = Arrays.copyOf(bytes("V 21 31 00d8"), 16 + 216);
        System.arraycopy(from.getBytes(StandardCharsets.UTF_8), 0, bytes, 16, from.length());
        System.arraycopy(to.getBytes(StandardCharsets.UTF_8), 0, bytes, 16 + 108, to.length());
        ProxyProtocolRow row = ProxyHeader.parse(bytes, 0, bytes.length).row();
        assertEquals(new ProxyProtocolRow(2, from, null, to, null, null, null), row);
    }
}
