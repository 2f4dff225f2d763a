package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.TlsRow;

/**
 * Every recorded handshake with the SYNs turned, as if who sends the ClientHello had accepted the
 * connection: the ends are TCP's, the roles are told, and all else stays as it was.
 */
class ReversedRolesTest {
    private static int compared; // handshakes

    private static final int SYN = 2;
    private static final int ACK = 16;
    private static final int FLAGS = 13; // in a TCP header

    static List<Path> captures() throws IOException {
        List<Path> captures = new ArrayList<>();
        for (String set : new String[] {"starttls", "tor", "keylog", "ocsp"}) {
            captures.addAll(CorpusFolder.dataSet(set));
        }
        captures.addAll(FaultsTest.captures());
        return captures;
    }

    /** Where the TCP header begins; 0 when it is not TCP over IPv4 over Ethernet. */
    private static int tcpAt(byte[] packet) {
        boolean isTcp = packet.length >= 54 && packet[12] == 8 && packet[23] == 6;
        return isTcp ? 14 + 4 * (packet[14] & 0xf) : 0;
    }

    /** Its flags; 0 for what is no TCP, or a SYN that brings data. */
    private static int flags(byte[] packet) {
        int at = tcpAt(packet);
        if (at == 0) {
            return 0;
        }
        int end = 14 + ((packet[16] & 0xff) << 8 | packet[17] & 0xff);
        boolean hasData = end > at + (packet[at + 12] >>> 4 & 0xf) * 4;
        return hasData ? 0 : packet[at + FLAGS];
    }

    private static boolean areOpposite(byte[] one, byte[] other) {
        for (int i = 0; i < 4; i++) {
            if (one[26 + i] != other[30 + i] || one[30 + i] != other[26 + i]) {
                return false;
            }
        }
        int a = tcpAt(one);
        int b = tcpAt(other);
        return one[a] == other[b + 2] && one[a + 1] == other[b + 3];
    }

    /** Turns each SYN and its SYN-ACK: who answered asks, and who asked answers. */
    private static List<byte[]> turned(List<byte[]> packets) {
        List<byte[]> turned = new ArrayList<>(packets);
        for (int i = 0; i < packets.size(); i++) {
            for (int j = i + 1; flags(turned.get(i)) == SYN && j < packets.size(); j++) {
                byte[] answer = turned.get(j);
                if (flags(answer) == (SYN | ACK) && areOpposite(turned.get(i), answer)) {
                    byte[] first = answer.clone();
                    byte[] second = turned.get(i).clone();
                    int from = tcpAt(first);
                    int to = tcpAt(second);
                    first[from + FLAGS] = SYN;
                    second[to + FLAGS] = SYN | ACK;
                    System.arraycopy(first, from + 4, second, to + 8, 4); // what it acknowledges
                    increment(second, to + 8);
                    turned.set(i, first);
                    turned.set(j, second);
                    break;
                }
            }
        }
        return turned;
    }

    private static void increment(byte[] bytes, int at) {
        for (int i = at + 3; i >= at && ++bytes[i] == 0; i--) {
            // carry
        }
    }

    private static Map<String, ConnectionRow> direct(Captures files) throws IOException {
        CaptureSplit whole = new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null);
        Map<String, ConnectionRow> direct = new HashMap<>();
        for (ConnectionRow row :
                SiteRows.run("site", files, List.of(whole), AnalysisOptions.DEFAULTS)
                        .connections()) {
            boolean isOpened = row.initialRtt() != null || "SF".equals(row.tcpState());
            boolean isPlain =
                    row.starttls() == null && row.proxyProtocol() == null && row.proxy() == null;
            if (row.tls() != null && row.tls().clientHello() != null && isOpened && isPlain) {
                String client = row.clientAddress() + " " + row.clientPort();
                String server = row.serverAddress() + " " + row.serverPort();
                direct.put(
                        Stream.of(client, server).sorted().toList() + " " + row.startTime(), row);
            }
        }
        return direct;
    }

    @ParameterizedTest
    @MethodSource("captures")
    void rolesAreTold(Path capture) throws IOException {
        String name = capture.getFileName().toString();
        CutCapture as = new CutCapture(new BytesSource(name, Files.readAllBytes(capture)));
        CutCapture turned = as.with(ReversedRolesTest::turned);
        Map<String, ConnectionRow> before = direct(as.cutAt());
        Map<String, ConnectionRow> after = direct(turned.cutAt());
        before.forEach(
                (flow, row) -> {
                    ConnectionRow other = after.get(flow);
                    if (other == null || other.clientAddress().equals(other.serverAddress())) {
                        return;
                    }
                    if (other.clientPort() == row.clientPort()) {
                        return; // its SYNs were not whole, and are as they were
                    }
                    compared++;
                    TlsRow tls = other.tls();
                    assertEquals(!row.tls().rolesReversed(), tls.rolesReversed(), flow);
                    assertEquals(row.serverAddress(), other.clientAddress(), flow);
                    assertEquals(row.clientAddress(), other.serverAddress(), flow);
                    TlsRow same = tls.withRolesReversed(row.tls().rolesReversed());
                    assertEquals(withoutRoundTrips(row.tls()), withoutRoundTrips(same), flow);
                });
    }

    /** They are counted in initial_rtt, which is another when the SYNs are turned. */
    private static String withoutRoundTrips(TlsRow tls) {
        return (tls.serverFlight() == null ? tls : tls.withRoundTrips(null)).toString();
    }

    @AfterAll
    static void someWereCompared() {
        System.out.println("handshakes with turned SYNs: " + compared);
        assertTrue(compared > 30, "handshakes: " + compared);
    }
}
