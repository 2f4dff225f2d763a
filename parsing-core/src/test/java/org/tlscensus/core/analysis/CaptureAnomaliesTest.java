package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tlscensus.core.packet.Bytes;
import org.tlscensus.core.packet.FlowScope;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.LookupPart;

/** What is counted of a capture beside its packets: a capture for each word. */
class CaptureAnomaliesTest {
    private static final int WIFI = 105;
    private static final String OPENED = "0 > S 100; 0.1 < SA 700 101; 0.2 > A 101 701; ";
    private static final String HELLO =
            "160301002d010000290303"
                    + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
                    + "000002c02f0100";
    private static final String OCSP_REQUEST =
            "POST / HTTP/1.1\r\nContent-Type: application/ocsp-request\r\n"
                    + "Content-Length: 100\r\n\r\n0";

    private static final AnalysisLimits DEFAULTS = AnalysisLimits.DEFAULTS;

    /** Takes nothing. */
    private static class Sink implements RowSink {
        private CapturePart part;

        @Override
        public void connection(ConnectionPart connection) {}

        @Override
        public void certificate(CertificateSighting certificate) {}

        @Override
        public void capture(CapturePart told) {
            part = told;
        }

        @Override
        public void lookup(LookupPart lookup) {}
    }

    private static CapturePart read(MadePackets made, AnalysisOptions options, long memory)
            throws IOException {
        return read(made, options, memory, new Sink());
    }

    private static CapturePart read(
            MadePackets made, AnalysisOptions options, long memory, Sink sink) throws IOException {
        CaptureSplit whole = new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null);
        try (SplitReader run = new SplitReader(whole, made.captures(), options, memory, sink)) {
            while (run.step()) {
                // the rows come by the sink
            }
        }
        return sink.part;
    }

    private static CapturePart read(MadePackets made) throws IOException {
        return read(made, CutsDoNotMatterTest.ALL, SplitReader.DEFAULT_MEMORY_BYTES);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] segment(int port) {
        return Bytes.ip(4, 6, Bytes.tcp(port, 443, "16"));
    }

    /** With a new enum constant the compiler asks for its capture. */
    private CapturePart with(CaptureAnomaly anomaly) throws IOException {
        return switch (anomaly) {
            case BACKWARD_TIME -> read(MadePackets.segments("5 > S 100; 4 < SA 700 101"));
            case CUT_PAYLOAD -> {
                byte[] packet = segment(1);
                byte[] cut = Arrays.copyOf(packet, packet.length - 1);
                yield read(new MadePackets(MadePackets.RAW).add(0, cut, packet.length));
            }
            case FURTHER_FRAME -> {
                byte[] frames =
                        Bytes.aggregate(Bytes.ethernetIp(segment(1)), Bytes.ethernetIp(segment(2)));
                yield read(new MadePackets(WIFI).add(0, Bytes.wifi("8801", "8000", frames)));
            }
            case LOOKAHEAD_BOUND ->
                    read(
                            MadePackets.segments(OPENED + "1 > PA 101 701 " + HELLO),
                            with(withDialogueBytes(10)),
                            SplitReader.DEFAULT_MEMORY_BYTES);
            case MEMORY_BOUND ->
                    read(
                            MadePackets.segments(OPENED + "1 > PA 101 701 " + hex(OCSP_REQUEST)),
                            CutsDoNotMatterTest.ALL,
                            1);
            case HANDSHAKE_MEMORY_BOUND ->
                    throw new AssertionError(
                            "connections leave before their messages are too much");
            case FAILED ->
                    read(
                            MadePackets.segments(OPENED + "1 > R 101"),
                            CutsDoNotMatterTest.ALL,
                            SplitReader.DEFAULT_MEMORY_BYTES,
                            new Sink() {
                                @Override
                                public void connection(ConnectionPart connection) {
                                    throw new IllegalStateException("a bug");
                                }
                            });
        };
    }

    private static AnalysisOptions with(AnalysisLimits limits) {
        return new AnalysisOptions(
                AnalysisOptions.DEFAULTS.tcpIdleNanos(),
                AnalysisOptions.DEFAULTS.udpIdleNanos(),
                true,
                false,
                limits,
                null);
    }

    private static AnalysisLimits withDialogueBytes(int bytes) {
        return new AnalysisLimits(
                DEFAULTS.waitingBytes(),
                DEFAULTS.answerBytes(),
                DEFAULTS.answerNanos(),
                DEFAULTS.cleartextBytes(),
                DEFAULTS.watchedBytes(),
                DEFAULTS.watchedDatagrams(),
                DEFAULTS.lookaheadBytes(),
                DEFAULTS.firstPackets(),
                bytes,
                bytes,
                DEFAULTS.knownCertificates(),
                DEFAULTS.tls());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HANDSHAKE_MEMORY_BOUND")
    void aCaptureHasIt(CaptureAnomaly anomaly) throws IOException {
        assertEquals(Map.of(anomaly.columnName(), 1L), with(anomaly).anomalies());
    }

    /** Packets that do not count are counted, by what they do not count for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    false |                 | decoded=2
                    true  |                 | decoded=1, bad_checksum=1
                    false | src port 40001  | decoded=2
                    false | src port 40002  | filtered=2
                    true  | src port 40002  | filtered=1, bad_checksum=1
                    """)
    void outcomesByOptions(boolean verifyChecksums, String filter, String expected)
            throws IOException {
        byte[] sound =
                Bytes.bytes(
                        "4500002a 00010000 4006af22 0a000001 c0a80102"
                                + "9c4101bb 00000001 00000002 5018ffff 301d0000 1603");
        byte[] damaged = sound.clone();
        damaged[damaged.length - 1] ^= 1;
        AnalysisOptions options =
                new AnalysisOptions(
                        AnalysisOptions.DEFAULTS.tcpIdleNanos(),
                        AnalysisOptions.DEFAULTS.udpIdleNanos(),
                        true,
                        verifyChecksums,
                        DEFAULTS,
                        null,
                        List.of(),
                        FlowScope.NONE,
                        false,
                        new PacketSelection(filter, null, null),
                        0);
        MadePackets made = new MadePackets(MadePackets.RAW).add(0, sound).add(1, damaged);
        CapturePart part = read(made, options, SplitReader.DEFAULT_MEMORY_BYTES);
        Map<String, Long> counted = new TreeMap<>(part.packetsByReason());
        counted.values().removeIf(count -> count == 0);
        Map<String, Long> wanted = new TreeMap<>();
        for (String word : expected.split(", ", -1)) {
            wanted.put(word.split("=", -1)[0], Long.valueOf(word.split("=", -1)[1]));
        }
        assertEquals(wanted, counted);
    }

    @Test
    void aCaptureHasNone() throws IOException {
        assertEquals(Map.of(), read(MadePackets.segments(OPENED + "1 > R 101")).anomalies());
    }
}
