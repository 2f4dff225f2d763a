package org.tlscensus.core.tls.quic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.tls.DatagramFlow;
import org.tlscensus.core.tls.DatagramFlow.Datagram;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.wire.Side;

/** On datagrams of ngtcp2's client and server, whole and altered. */
class QuicDialogueTest {
    private static final long SEED = 9000;
    private static final Path FOLDER = Path.of("../datasets/quic"); // of recordings

    private static List<Datagram> datagrams(String capture) throws IOException {
        return DatagramFlow.in(FOLDER).stream()
                .filter(flow -> flow.name().equals(capture))
                .findFirst()
                .orElseThrow()
                .datagrams();
    }

    private static QuicDialogue run(List<Datagram> datagrams) {
        QuicDialogue dialogue = new QuicDialogue(TlsLimits.DEFAULTS, DatagramFlow.NO_LISTENER);
        for (Datagram datagram : datagrams) {
            if (dialogue.isDecided()) {
                break;
            }
            byte[] payload = datagram.payload();
            dialogue.datagram(datagram.sender(), datagram.timeNanos(), payload, 0, payload.length);
        }
        dialogue.end();
        return dialogue;
    }

    private static String outcome(QuicDialogue dialogue) {
        TlsRow row = dialogue.session().toRow();
        if (row == null) {
            return "none";
        }
        return String.join(
                " ",
                row.quicVersion(),
                row.version() == null ? "-" : row.version(),
                row.cipherSuite() == null ? "-" : row.cipherSuite(),
                row.selectedGroup() == null ? "-" : row.selectedGroup(),
                row.serverName() == null ? "-" : row.serverName(),
                row.history(),
                row.established() ? "established" : "open",
                Boolean.TRUE.equals(row.resumed()) ? "resumed" : "full",
                row.serverAlerts().toString(),
                dialogue.session().anomalies().toString());
    }

    /** The flows of the captures, and what their rows are, in a file beside them. */
    private static Stream<Arguments> expected() throws IOException {
        return Files.readAllLines(FOLDER.resolve("expected.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\|"))
                .map(parts -> Arguments.of(parts[0].strip(), parts[1].strip()));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void readsNgtcp2(String capture, String expected) throws IOException {
        assertEquals(expected, outcome(run(datagrams(capture))));
    }

    /** Every datagram but the last ones; the ClientHello is what counts, wherever it comes. */
    @Test
    void anyOrderGivesTheHellos() throws IOException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (DatagramFlow flow : DatagramFlow.in(FOLDER)) {
            TlsRow expected = run(flow.datagrams()).session().toRow();
            for (int trial = 0; trial < 100; trial++) {
                List<Datagram> disturbed = new ArrayList<>(flow.datagrams());
                disturbed.addAll(flow.datagrams().subList(0, flow.datagrams().size() / 2));
                Collections.shuffle(disturbed, random);
                QuicDialogue dialogue = run(disturbed);
                TlsRow row = dialogue.session().toRow();
                String name = flow.name() + ", trial " + trial;
                assertEquals(expected.clientHello(), row.clientHello(), name);
                assertEquals(expected.serverHello(), row.serverHello(), name);
                assertEquals(expected.quicVersion(), row.quicVersion(), name);
                assertEquals(expected.ja4(), row.ja4(), name);
            }
        }
    }

    @Test
    void sidesMayBeSwapped() throws IOException {
        List<Datagram> swapped =
                datagrams("retry.pcap 1").stream()
                        .map(d -> new Datagram(d.sender().other(), d.timeNanos(), d.payload()))
                        .toList();
        QuicDialogue dialogue = run(swapped);
        assertEquals(outcome(run(datagrams("retry.pcap 1"))), outcome(dialogue));
        assertEquals(Side.SERVER, dialogue.session().clientSide());
    }

    /** Without the client's first packet nobody can open the server's. */
    @Test
    void serverAloneMakesNoRow() throws IOException {
        List<Datagram> server =
                datagrams("v1.pcap 1").stream().filter(d -> d.sender() == Side.SERVER).toList();
        assertEquals("none", outcome(run(server)));
    }

    @Test
    void clientAloneMakesARow() throws IOException {
        List<Datagram> client =
                datagrams("v1.pcap 1").stream().filter(d -> d.sender() == Side.CLIENT).toList();
        assertEquals("1 - - - localhost C open full [] []", outcome(run(client)));
    }

    /** Another connection on the same ports: the first one counts. */
    @Test
    void secondConnectionIsAnAnomaly() throws IOException {
        List<Datagram> datagrams = new ArrayList<>(datagrams("v1.pcap 1").subList(0, 2));
        datagrams.addAll(datagrams("early-data.pcap 2").subList(0, 2));
        QuicDialogue dialogue = run(datagrams);
        assertEquals(Set.of("quic_second_connection"), dialogue.session().anomalies());
        assertFalse(dialogue.session().toRow().resumed());
    }

    @Test
    void everyPrefixOfTheFirstDatagrams() throws IOException {
        List<Datagram> datagrams = datagrams("v1.pcap 1");
        for (int cut = 0; cut < 2; cut++) {
            byte[] payload = datagrams.get(cut).payload();
            for (int length = 0; length < payload.length; length++) {
                List<Datagram> some = new ArrayList<>(datagrams);
                some.set(
                        cut,
                        new Datagram(
                                some.get(cut).sender(),
                                some.get(cut).timeNanos(),
                                Arrays.copyOf(payload, length)));
                TlsRow row = run(some).session().toRow();
                assertEquals(cut == 0, row == null, "datagram " + cut + " cut to " + length);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Initial of version 1   | c0 00000001 08 0011223344556677 00 00 4004 01020304 0000000000 | true
                    Initial of version 2   | d0 6b3343cf 08 0011223344556677 00 00 4004 01020304 0000000000 | true
                    a version nobody knows | c0 12345678 08 0011223344556677 00 00 4004 01020304 0000000000 | false
                    id of 21 bytes         | c0 00000001 15 001122334455667700112233445566770011223344 00 00 4004 | false
                    length past the end    | c0 00000001 08 0011223344556677 00 00 4404 01020304 0000000000 | false
                    token past the end     | c0 00000001 08 0011223344556677 00 4444 4004 01020304 00000000 | false
                    short header           | 40 00000001 08 0011223344556677 00 00 4004 01020304 0000000000 | false
                    too short              | c0 00000001 08 0011223344556677 00 00 00                       | false
                    """)
    void matches(String name, String hex, boolean expected) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertEquals(expected, QuicDialogue.matches(bytes, 0, bytes.length), name);
    }

    @Test
    void readsGooglesHello() {
        // Flags, connection id, Q043, packet number, hash, stream frame; CHLO with SNI and VER.
        String hex =
                "09 0011223344556677 51303433 01 000102030405060708090a0b a0010000 "
                        + "43484c4f 0200 0000 534e4900 0b000000 56455200 0f000000 "
                        + HexFormat.of()
                                .formatHex(
                                        "example.org"
                                                .getBytes(
                                                        java.nio.charset.StandardCharsets.US_ASCII))
                        + "51303433";
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertTrue(QuicDialogue.matches(bytes, 0, bytes.length));
        QuicDialogue dialogue = run(List.of(new Datagram(Side.CLIENT, 1, bytes)));
        TlsRow row = dialogue.session().toRow();
        assertEquals("Q043", row.quicVersion());
        assertEquals("example.org", row.serverName());
        assertNull(row.clientHello());
    }
}
