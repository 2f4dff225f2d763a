package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.row.ConnectionRow;

/** A handshake whose segments come in any disorder, and with copies that differ. */
class TcpDisorderTest {
    private static final int ACK = 0x10;
    private static final byte[] NOTHING = {};
    private static final byte[] FROM_CLIENT = HexFormat.of().parseHex("0a000001c00002019c4001bb");
    private static final byte[] FROM_SERVER = HexFormat.of().parseHex("c00002010a00000101bb9c40");
    private static final byte[] HELLO = MadeArchive.clientHello(1);
    private static final byte[] ANSWER = MadeArchive.SERVER_HELLO;

    private final List<byte[]> packets = new ArrayList<>();
    private int client; // sequence number of the first payload
    private int server;

    private void open(int clientSequence, int serverSequence) {
        packets.clear();
        client = clientSequence;
        server = serverSequence;
        packet(FROM_CLIENT, MadeArchive.SYN, client - 1, 0, NOTHING);
        packet(FROM_SERVER, MadeArchive.SYN | ACK, server - 1, client, NOTHING);
    }

    private void packet(byte[] ends, int flags, int sequence, int acknowledged, byte[] payload) {
        packets.add(
                MadeArchive.packet(packets.size(), ends, flags, sequence, acknowledged, payload));
    }

    private void fromClient(int at, byte[] payload) {
        packet(FROM_CLIENT, MadeArchive.PUSH_ACK, client + at, server, payload);
    }

    private void fromServer(int at, int answered, byte[] payload) {
        packet(FROM_SERVER, MadeArchive.PUSH_ACK, server + at, client + answered, payload);
    }

    private String row(int... cuts) throws IOException {
        byte[] file = MadeArchive.file(packets);
        Captures captures = new CutCapture(new BytesSource("made", file)).cutAt(cuts);
        List<CaptureSplit> splits = new ArrayList<>();
        for (int i = 0; i < captures.count(); i++) {
            splits.add(new CaptureSplit(i, i, 0, Long.MAX_VALUE, null));
        }
        AnalysisOptions options = AnalysisOptions.DEFAULTS;
        List<ConnectionRow> rows = SiteRows.run("s", captures, splits, options).connections();
        assertEquals(1, rows.size(), "rows");
        ConnectionRow row = rows.get(0);
        return row.tls().serverName()
                + " "
                + row.tls().cipherSuite()
                + " "
                + row.anomalies()
                + " missing "
                + row.clientMissingBytes()
                + " "
                + row.serverMissingBytes();
    }

    private void assertRow(String expected, String kind) throws IOException {
        assertEquals(expected, row(), kind);
        int stride = Math.max(1, packets.size() / 12);
        for (int at = 1; at < packets.size(); at += stride) {
            assertEquals(expected, row(at), kind + ", cut at " + at);
        }
    }

    private static List<int[]> segments(String order, int bytes, int size) {
        List<int[]> segments = new ArrayList<>();
        for (int at = 0; at < bytes; at += size) {
            int more = order.equals("overlapping") ? size / 2 + 1 : 0;
            segments.add(new int[] {at, Math.min(bytes, at + size + more)});
        }
        switch (order) {
            case "in order" -> {}
            case "reversed" -> Collections.reverse(segments);
            case "shuffled", "overlapping" -> Collections.shuffle(segments, new Random(size));
            case "the first last" -> Collections.rotate(segments, -1);
            case "each twice" -> {
                segments.addAll(List.copyOf(segments));
                Collections.shuffle(segments, new Random(bytes));
            }
            default -> throw new AssertionError(order);
        }
        return segments;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in order",
                "reversed",
                "shuffled",
                "overlapping",
                "the first last",
                "each twice"
            })
    void aHandshakeInAnyDisorder(String order) throws IOException {
        for (int initial : new int[] {101, -30, Integer.MAX_VALUE - 20}) {
            for (int size : new int[] {1, 2, 6, 7, 40, 1400}) {
                open(initial, initial + 11);
                for (int[] part : segments(order, HELLO.length, size)) {
                    fromClient(part[0], Arrays.copyOfRange(HELLO, part[0], part[1]));
                }
                for (int[] part : segments(order, ANSWER.length, size)) {
                    byte[] payload = Arrays.copyOfRange(ANSWER, part[0], part[1]);
                    fromServer(part[0], HELLO.length, payload);
                }
                packet(FROM_CLIENT, ACK, client + HELLO.length, server + ANSWER.length, NOTHING);
                assertRow(
                        "host1.example TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 [] missing 0 0",
                        order + " by " + size + " from " + initial);
            }
        }
    }

    /**
     * Of the hello, {@code R} is the real one and {@code F} another one, in two halves, 1 and 2; 3
     * is the second half with more behind it. {@code a} acknowledges all of the real one.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            the real one alone          | R1 R2 a       | host1 |
            sent again                  | R1 R2 R1 R2 a | host1 |
            a forged copy behind it     | R1 R2 F1 F2 a | host1 | overlapping_bytes_differ
            a forged copy before it     | F1 F2 R1 R2 a | host2 | overlapping_bytes_differ
            forged, while it waits      | R2 F2 R1 a    | host1 | overlapping_bytes_differ
            forged first, while it waits | F2 R2 R1 a   | host2 | overlapping_bytes_differ
            longer, real acknowledged   | F3 R2 a R1    | host1 | overlapping_bytes_differ
            longer, its end is new       | R2 F3 a R1    | host1 | not_a_record, overlapping_bytes_differ
            """)
    void copiesThatDiffer(String kind, String order, String name, String anomaly)
            throws IOException {
        byte[] forged = MadeArchive.clientHello(2);
        int half = HELLO.length - 20; // the name lies behind it
        open(-100, 500);
        for (String part : order.split(" ", -1)) {
            byte[] hello = part.startsWith("R") ? HELLO : forged;
            switch (part.substring(part.length() - 1)) {
                case "1" -> fromClient(0, Arrays.copyOf(hello, half));
                case "2" -> fromClient(half, Arrays.copyOfRange(hello, half, hello.length));
                case "3" -> fromClient(half, Arrays.copyOfRange(hello, half, hello.length + 9));
                default -> packet(FROM_SERVER, ACK, server, client + HELLO.length, NOTHING);
            }
        }
        fromServer(0, HELLO.length, ANSWER);
        String row =
                name
                        + ".example TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 ["
                        + (anomaly == null ? "" : anomaly)
                        + "] missing 0 0";
        assertEquals(row, row(), kind);
    }

    /** More than the bound waits before the hello comes. */
    @Test
    void theHelloComesLast() throws IOException {
        open(101, 500);
        byte[] stream = Arrays.copyOf(HELLO, HELLO.length + 5 + (1 << 14));
        System.arraycopy(HexFormat.of().parseHex("1703034000"), 0, stream, HELLO.length, 5);
        for (int at = stream.length - 1; at >= 0; at--) {
            fromClient(at, Arrays.copyOfRange(stream, at, at + 1));
        }
        String expected = "host1.example null [reassembly_limit] missing 0 0";
        assertEquals(expected, row());
    }
}
