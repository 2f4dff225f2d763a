package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.StartTlsRow;
import org.tlscensus.core.row.TlsRow;

/**
 * Two taps, one a direction, whose clocks differ: answers come before their questions, up to whole
 * dialogues. What was said comes out as with one clock.
 */
class SkewedTapsTest {
    private static final long MILLI = 1_000_000;

    /**
     * What clocks that differ leave open: a direction that is out of order of its own, and a port
     * that is used again sooner than the clocks differ, so that packets of two connections mix.
     */
    private static final Set<String> NOT_TOLD = Set.of("syn-late.pcap", "port-reuse.pcap");

    private static List<Path> captures() throws IOException {
        List<Path> captures = new ArrayList<>(CorpusFolder.dataSet("starttls"));
        captures.addAll(FaultsTest.captures());
        return captures;
    }

    private static boolean isTold(Path capture) {
        return !NOT_TOLD.contains(capture.getFileName().toString());
    }

    private static CutCapture read(Path capture) throws IOException {
        String name = capture.getFileName().toString();
        return new CutCapture(new BytesSource(name, Files.readAllBytes(capture)));
    }

    private static SiteRows rows(Captures captures) throws IOException {
        List<CaptureSplit> splits = new ArrayList<>();
        for (int i = 0; i < captures.count(); i++) {
            splits.add(new CaptureSplit(i, i, 0, Long.MAX_VALUE, null));
        }
        return SiteRows.run("site", captures, splits, AnalysisOptions.DEFAULTS);
    }

    /** Whether the packet, TCP over IPv4 over Ethernet, goes to the lower port. */
    private static boolean isFromClient(byte[] packet) {
        int ports = 14 + 4 * (packet[14] & 0xf);
        boolean isTcp = packet.length > ports + 4 && packet[12] == 8 && packet[23] == 6;
        return isTcp && u16(packet, ports) > u16(packet, ports + 2);
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    /** What was said, by the ends of the connection. */
    private static Map<String, String> said(SiteRows rows) {
        Map<String, String> said = new HashMap<>();
        for (ConnectionRow row : rows.connections()) {
            StartTlsRow starttls = row.starttls();
            TlsRow tls = row.tls();
            String text =
                    String.join(
                            " ",
                            row.protocol(),
                            String.valueOf(row.proxyProtocol()),
                            String.valueOf(starttls),
                            tls == null ? "" : handshake(tls),
                            row.anomalies().toString());
            said.merge(
                    row.clientAddress() + row.clientPort() + row.serverAddress() + row.serverPort(),
                    text,
                    String::concat);
        }
        return said;
    }

    private static String handshake(TlsRow tls) {
        return String.join(
                " ",
                tls.version(),
                tls.cipherSuite(),
                tls.serverName(),
                tls.history(),
                String.valueOf(tls.serverChain()),
                String.valueOf(tls.clientChain()),
                String.valueOf(tls.established()),
                String.valueOf(tls.rolesReversed()),
                String.valueOf(tls.clientHello()));
    }

    @ParameterizedTest
    @ValueSource(longs = {-3000, -500, -50, -5, -1, 1, 5, 50, 500, 3000})
    void whatWasSaidComesOut(long milliseconds) throws IOException {
        int compared = 0;
        int different = 0;
        StringBuilder differences = new StringBuilder();
        for (Path capture : captures().stream().filter(SkewedTapsTest::isTold).toList()) {
            CutCapture cut = read(capture);
            Map<String, String> expected = said(rows(cut.cutAt()));
            CutCapture skewed = cut.skewed(milliseconds * MILLI, SkewedTapsTest::isFromClient);
            Map<String, String> actual = said(rows(skewed.cutAt()));
            for (Map.Entry<String, String> row : expected.entrySet()) {
                compared++;
                if (!row.getValue().equals(actual.get(row.getKey()))) {
                    different++;
                    differences.append(capture.getFileName() + " " + row.getKey());
                    differences.append("\n  " + row.getValue() + "\n  ");
                    differences.append(actual.get(row.getKey())).append('\n');
                }
            }
        }
        assertTrue(compared > 150, "connections: " + compared);
        assertEquals(0, different, differences.toString());
    }

    /** The rows of skewed captures do not depend on cuts either, also where they are not right. */
    @ParameterizedTest
    @ValueSource(longs = {-12_000, -500, -50, -5, 5, 20, 50, 500, 12_000})
    void cutsDoNotMatter(long milliseconds) throws IOException {
        int tried = 0;
        for (Path capture : captures()) {
            tried += cut(capture, read(capture), milliseconds, 15);
        }
        assertTrue(tried > 300, "cuts: " + tried);
    }

    /** Nor where connections on the same ports follow each other, sooner than the clocks differ. */
    @ParameterizedTest
    @ValueSource(longs = {-3000, -20, -3, 3, 20, 3000})
    void cutsDoNotMatterToPortsUsedAgain(long milliseconds) throws IOException {
        int tried = 0;
        for (Path capture : captures()) {
            boolean isEitherTheClient = capture.endsWith("simultaneous-open.pcap");
            if (isEitherTheClient && milliseconds == -3000) {
                continue; // not told: SYNs of both ends, of three connections, before any answer
            }
            CutCapture thrice = read(capture).repeated(3, SkewedTapsTest::again);
            tried += cut(capture, thrice, milliseconds, 6);
        }
        assertTrue(tried > 300, "cuts: " + tried);
    }

    private static int cut(Path capture, CutCapture of, long milliseconds, int cuts)
            throws IOException {
        CutCapture skewed = of.skewed(milliseconds * MILLI, SkewedTapsTest::isFromClient);
        List<String> whole = CutsDoNotMatterTest.rows(rows(skewed.cutAt()));
        int tried = 0;
        int stride = Math.max(1, skewed.packets() / cuts);
        for (int at = 1; at < skewed.packets(); at += stride) {
            List<String> cut = CutsDoNotMatterTest.rows(rows(skewed.cutAt(at)));
            assertEquals(whole, cut, capture + " at " + at);
            tried++;
        }
        return tried;
    }

    /** A packet of TCP, TCP over IPv4 over Ethernet, with the numbers of a later connection. */
    private static byte[] again(int time, byte[] packet) {
        byte[] again = packet.clone();
        int tcp = 14 + 4 * (packet[14] & 0xf);
        if (packet.length >= tcp + 20 && packet[12] == 8 && packet[23] == 6) {
            ByteBuffer header = ByteBuffer.wrap(again);
            int further = time * 77_777_777;
            header.putInt(tcp + 4, header.getInt(tcp + 4) + further);
            boolean isAnswer = (packet[tcp + 13] & 0x10) != 0;
            header.putInt(tcp + 8, header.getInt(tcp + 8) + (isAnswer ? further : 0));
        }
        return again;
    }
}
