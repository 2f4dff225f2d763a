package org.tlscensus.core.capture;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gzip file that ends anywhere too early is told, in its header too (RFC 1952 section 2.3). */
class GzipCutsTest {
    private static final int PLAIN_HEADER = 10;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no fields      | 00 | ''
                    name           | 08 | 6e616d6500
                    extra field    | 04 | 05006578747261
                    comment        | 10 | 636f6d6d656e7400
                    header's check | 02 | 0000
                    all            | 1e | 050065787472616e616d6500636f6d6d656e74000000
                    """)
    void aCutAtEveryByteIsTold(String name, String flags, String fields) throws IOException {
        byte[] whole = member(HexFormat.fromHexDigits(flags), HexFormat.of().parseHex(fields));
        for (int length = 0; length < whole.length; length++) {
            assertFalse(damages(Arrays.copyOf(whole, length)).isEmpty(), "cut at " + length);
        }
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.writeBytes(whole);
        twice.writeBytes(whole);
        for (int length = whole.length + 1; length < 2 * whole.length; length++) {
            byte[] cut = Arrays.copyOf(twice.toByteArray(), length);
            assertFalse(damages(cut).isEmpty(), "cut at " + length);
        }
    }

    private static List<Damage> damages(byte[] file) throws IOException {
        try (CaptureReader reader = CaptureReader.open(new BytesSource("cut", file))) {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = reader.next();
            }
            return reader.damages();
        }
    }

    private static byte[] member(int flags, byte[] fields) throws IOException {
        byte[] packet = "a packet".getBytes(StandardCharsets.US_ASCII);
        byte[] capture =
                CaptureFormat.PCAP_LITTLE.write(1, List.of(new CaptureFormat.Packet(1000, packet)));
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(plain)) {
            gzip.write(capture);
        }
        byte[] bytes = plain.toByteArray();
        bytes[3] = (byte) flags;
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        member.write(bytes, 0, PLAIN_HEADER);
        member.writeBytes(fields);
        member.write(bytes, PLAIN_HEADER, bytes.length - PLAIN_HEADER);
        return member.toByteArray();
    }
}
