package org.tlscensus.core.tls.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.tls.DatagramFlow;
import org.tlscensus.core.tls.DatagramFlow.Datagram;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.wire.Side;

/** On datagrams of OpenSSL, whole and altered. */
class DtlsDialogueTest {
    private static final int MESSAGE_SEQUENCE = 13 + 4; // in a datagram that begins a message
    private static final int RANDOM = 13 + 12 + 2; // of a hello

    private static List<Datagram> datagrams(String capture) throws IOException {
        return DatagramFlow.besides(DtlsDialogueTest.class).stream()
                .filter(flow -> flow.name().equals(capture))
                .findFirst()
                .orElseThrow()
                .datagrams();
    }

    private static DtlsDialogue run(List<Datagram> datagrams) {
        DtlsDialogue dialogue = new DtlsDialogue(TlsLimits.DEFAULTS, DatagramFlow.NO_LISTENER);
        for (Datagram datagram : datagrams) {
            feed(dialogue, datagram);
        }
        dialogue.end();
        return dialogue;
    }

    private static void feed(DtlsDialogue dialogue, Datagram datagram) {
        byte[] payload = datagram.payload();
        dialogue.datagram(datagram.sender(), datagram.timeNanos(), payload, 0, payload.length);
    }

    private static Datagram with(Datagram datagram, int at, int... bytes) {
        byte[] payload = datagram.payload().clone();
        for (int i = 0; i < bytes.length; i++) {
            payload[at + i] = (byte) bytes[i];
        }
        return new Datagram(datagram.sender(), datagram.timeNanos(), payload);
    }

    @Test
    void readsAHandshakeWithCookie() throws IOException {
        TlsRow row = run(datagrams("dtls12.pcap 1")).session().toRow();
        assertEquals("dtls1.2", row.version());
        assertEquals("CvCsxknGIti", row.history());
        assertEquals("dtls.example", row.serverName());
        assertEquals(List.of("coap"), row.clientHello().alpn());
        assertEquals(2, row.serverChain().size());
        assertTrue(row.established());
        assertFalse(row.resumed());
    }

    /** As ChannelData of TURN (RFC 8656 section 12.4). */
    private static Datagram inChannel(Datagram datagram, int number) {
        byte[] payload = datagram.payload();
        byte[] framed = new byte[4 + payload.length];
        framed[0] = 0x40;
        framed[1] = (byte) number;
        framed[2] = (byte) (payload.length >>> 8);
        framed[3] = (byte) payload.length;
        System.arraycopy(payload, 0, framed, 4, payload.length);
        return new Datagram(datagram.sender(), datagram.timeNanos(), framed);
    }

    /** Two peers behind one relay: the row has the first's handshake, and says that more came. */
    @Test
    void tellsThePeersBehindARelayApart() throws IOException {
        List<Datagram> one = datagrams("dtls12.pcap 1");
        List<Datagram> other = datagrams("dtls12-mutual.pcap 1");
        List<Datagram> mixed = new ArrayList<>();
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            if (i < one.size()) {
                mixed.add(inChannel(one.get(i), 1));
            }
            if (i < other.size()) {
                mixed.add(inChannel(other.get(i), 2));
            }
        }
        TlsRow alone = run(one).session().toRow();
        DtlsDialogue both = run(mixed);
        assertEquals(alone.history(), both.session().toRow().history());
        assertEquals(alone.serverChain(), both.session().toRow().serverChain());
        assertEquals(Set.of("dtls_other_peer"), both.session().anomalies());
    }

    @Test
    void tellsTheVersions() throws IOException {
        assertEquals("dtls1.0", run(datagrams("dtls10.pcap 1")).session().toRow().version());
        TlsRow mutual = run(datagrams("dtls12-mutual.pcap 1")).session().toRow();
        assertTrue(mutual.clientCertificateRequested());
        assertEquals(2, mutual.clientChain().size());
        TlsRow resumed = run(datagrams("dtls12-resumed.pcap 2")).session().toRow();
        assertTrue(resumed.resumed());
        assertNull(resumed.serverChain());
    }

    /** Ended: nothing is decided before both sides have shown their Finished. */
    @Test
    void isDecidedWithTheLastFinished() throws IOException {
        DtlsDialogue dialogue = new DtlsDialogue(TlsLimits.DEFAULTS, DatagramFlow.NO_LISTENER);
        int needed = 0;
        List<Datagram> datagrams = datagrams("dtls12-no-ticket.pcap 1");
        for (Datagram datagram : datagrams) {
            if (!dialogue.isDecided()) {
                feed(dialogue, datagram);
                needed++;
            }
        }
        assertEquals(datagrams.size() - 4, needed); // data and closing alerts, one each
    }

    /** Servers that keep no state may count their messages from 0 again. */
    @Test
    void serverHelloMayHaveTheNumberOfTheVerifyRequest() throws IOException {
        List<Datagram> datagrams = new ArrayList<>(datagrams("dtls12-resumed.pcap 2"));
        Datagram serverHello = datagrams.get(3);
        datagrams.set(3, with(serverHello, MESSAGE_SEQUENCE, 0, 0));
        assertEquals(
                run(datagrams("dtls12-resumed.pcap 2")).session().toRow(),
                run(datagrams).session().toRow());
    }

    @Test
    void clientHelloWithCookieMayHaveTheNumberOfTheFirst() throws IOException {
        List<Datagram> datagrams = new ArrayList<>(datagrams("dtls12-resumed.pcap 2"));
        datagrams.set(2, with(datagrams.get(2), MESSAGE_SEQUENCE, 0, 0));
        assertEquals(
                run(datagrams("dtls12-resumed.pcap 2")).session().toRow(),
                run(datagrams).session().toRow());
    }

    @Test
    void anotherAssociationOnTheFlowIsAnAnomaly() throws IOException {
        List<Datagram> datagrams = new ArrayList<>(datagrams("dtls12.pcap 1").subList(0, 9));
        TlsRow alone = run(datagrams).session().toRow();
        datagrams.add(with(datagrams.get(0), RANDOM, 1, 2, 3, 4, 5));
        DtlsDialogue dialogue = run(datagrams);
        assertEquals(Set.of("dtls_second_association"), dialogue.session().anomalies());
        assertEquals(alone, dialogue.session().toRow());
    }

    @Test
    void lostMessageIsReportedAndTheRestUsed() throws IOException {
        List<Datagram> datagrams = new ArrayList<>(datagrams("dtls12.pcap 1"));
        datagrams.remove(5); // a fragment of the server's certificates
        DtlsDialogue dialogue = run(datagrams);
        assertEquals(Set.of("dtls_message_lost"), dialogue.session().anomalies());
        TlsRow row = dialogue.session().toRow();
        assertNull(row.serverChain());
        assertEquals("X25519", row.selectedGroup().toUpperCase(java.util.Locale.ROOT));
        assertTrue(row.established());
    }

    /** What a lost message holds up is used before the flow ends, when media follow. */
    @Test
    void doesNotWaitForEver() throws IOException {
        List<Datagram> datagrams = new ArrayList<>(datagrams("dtls12.pcap 1"));
        datagrams.remove(5);
        DtlsDialogue dialogue = new DtlsDialogue(TlsLimits.DEFAULTS, DatagramFlow.NO_LISTENER);
        datagrams.forEach(datagram -> feed(dialogue, datagram));
        assertFalse(dialogue.isDecided());
        Datagram media = new Datagram(Side.CLIENT, 0, new byte[] {(byte) 0x80, 0x60, 0, 1});
        for (int i = 0; i < 2000 && !dialogue.isDecided(); i++) {
            feed(dialogue, media);
        }
        assertTrue(dialogue.isDecided());
        assertTrue(dialogue.session().toRow().established());
    }

    @Test
    void mediaAroundTheHandshakeChangeNothing() throws IOException {
        List<Datagram> datagrams = new ArrayList<>();
        for (Datagram datagram : datagrams("dtls12-mutual.pcap 1")) {
            datagrams.add(new Datagram(Side.SERVER, 0, new byte[] {(byte) 0x80, 0x60, 0, 1}));
            datagrams.add(new Datagram(Side.CLIENT, 0, new byte[] {0, 1, 0, 0, 0x21, 0x12}));
            ByteBuffer relayed = ByteBuffer.allocate(4 + datagram.payload().length);
            relayed.putShort((short) 0x4001).putShort((short) datagram.payload().length);
            relayed.put(datagram.payload());
            datagrams.add(new Datagram(datagram.sender(), datagram.timeNanos(), relayed.array()));
        }
        assertEquals(
                run(datagrams("dtls12-mutual.pcap 1")).session().toRow(),
                run(datagrams).session().toRow());
    }

    /** The flow may have been opened by the end that is the TLS server. */
    @Test
    void sidesMayBeSwapped() throws IOException {
        List<Datagram> swapped =
                datagrams("dtls12-mutual.pcap 1").stream()
                        .map(d -> new Datagram(d.sender().other(), d.timeNanos(), d.payload()))
                        .toList();
        DtlsDialogue dialogue = run(swapped);
        assertEquals(Side.SERVER, dialogue.session().clientSide());
        assertEquals(
                run(datagrams("dtls12-mutual.pcap 1")).session().toRow(),
                dialogue.session().toRow());
    }

    /** A datagram cut anywhere throws nothing, and no cut handshake makes a wrong row. */
    @Test
    void everyPrefixOfEveryDatagram() throws IOException {
        List<Datagram> datagrams = datagrams("dtls12-mutual.pcap 1");
        TlsRow whole = run(datagrams).session().toRow();
        int cuts = 0;
        for (int cut = 0; cut < datagrams.size(); cut++) {
            byte[] payload = datagrams.get(cut).payload();
            for (int length = 0; length < payload.length; length += step(length), cuts++) {
                List<Datagram> some = new ArrayList<>(datagrams);
                some.set(
                        cut,
                        new Datagram(
                                some.get(cut).sender(),
                                some.get(cut).timeNanos(),
                                Arrays.copyOf(payload, length)));
                TlsRow row = run(some).session().toRow();
                List<String> chain = row.serverChain();
                assertTrue(
                        chain == null || chain.equals(whole.serverChain()),
                        "datagram " + cut + " cut to " + length);
            }
        }
        assertTrue(cuts > 1500, "cuts: " + cuts);
    }

    /** All lengths around the headers, and some of those in the bodies. */
    private static int step(int length) {
        return length < 64 ? 1 : 7;
    }

    /** Whoever sends fragments that never make a message is bounded. */
    @Test
    void holdsNoMoreThanItsBounds() {
        DtlsDialogue dialogue = new DtlsDialogue(TlsLimits.DEFAULTS, DatagramFlow.NO_LISTENER);
        for (int i = 0; i < 100_000; i++) {
            ByteBuffer datagram = ByteBuffer.allocate(13 + 12 + 1000);
            datagram.put((byte) 22).putShort((short) 0xfefd).putShort((short) 0).put(new byte[6]);
            datagram.putShort((short) (12 + 1000));
            datagram.put((byte) 11).put((byte) 0xff).putShort((short) 0xffff);
            datagram.putShort((short) (1 + i / 200 % 3)); // message_seq
            int offset = i % 16_000 * 1001;
            datagram.put((byte) (offset >>> 16)).putShort((short) offset);
            datagram.put((byte) 0).putShort((short) 1000);
            feed(dialogue, new Datagram(Side.CLIENT, i, datagram.array()));
        }
        assertTrue(dialogue.session().anomalies().contains("dtls_limit"));
        assertFalse(dialogue.session().sawHello());
    }
}
