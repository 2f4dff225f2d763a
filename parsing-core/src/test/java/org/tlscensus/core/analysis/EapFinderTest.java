package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.row.ConnectionRow;

/** Several EAP conversations at once, again, and damaged; made of recorded ones. */
class EapFinderTest {
    private static final Path FOLDER = Path.of("..", "datasets", "faults");
    private static final int RADIUS = 42; // behind Ethernet, IPv4 and UDP

    private record Packet(long nanos, byte[] bytes) {}

    private static List<Packet> packets(String name) throws IOException {
        List<Packet> packets = new ArrayList<>();
        byte[] file = Files.readAllBytes(FOLDER.resolve(name));
        try (CaptureReader reader = CaptureReader.open(new BytesSource(name, file))) {
            while (reader.next()) {
                int from = reader.offset();
                byte[] bytes =
                        Arrays.copyOfRange(reader.bytes(), from, from + reader.capturedLength());
                packets.add(new Packet(reader.timeNanos(), bytes));
            }
        }
        return packets;
    }

    private static Captures capture(List<Packet> packets) {
        return CutCapture.of(List.of(source(packets)));
    }

    private static BytesSource source(List<Packet> packets) {
        return source(packets, 1);
    }

    private static BytesSource source(List<Packet> packets, int linkType) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0xa1b23c4d).putShort((short) 2).putShort((short) 4).putLong(0);
        out.writeBytes(head.putInt(1 << 18).putInt(linkType).array());
        for (Packet packet : packets) {
            ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            record.putInt((int) (packet.nanos() / 1_000_000_000L));
            record.putInt((int) (packet.nanos() % 1_000_000_000L));
            record.putInt(packet.bytes().length).putInt(packet.bytes().length);
            out.writeBytes(record.array());
            out.writeBytes(packet.bytes());
        }
        return new BytesSource("made", out.toByteArray());
    }

    private static List<ConnectionRow> rows(Captures files) throws IOException {
        List<CaptureSplit> splits = new ArrayList<>();
        for (int i = 0; i < files.count(); i++) {
            splits.add(new CaptureSplit(i, i, 0, Long.MAX_VALUE, null));
        }
        return SiteRows.run("site", files, splits, AnalysisOptions.DEFAULTS).connections();
    }

    private static List<Packet> changed(
            List<Packet> packets, long laterNanos, UnaryOperator<byte[]> change) {
        return packets.stream()
                .map(p -> new Packet(p.nanos() + laterNanos, change.apply(p.bytes().clone())))
                .toList();
    }

    /** Each packet of one behind the same packet of the other. */
    private static List<Packet> mixed(List<Packet> one, List<Packet> other) {
        List<Packet> mixed = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            mixed.add(one.get(i));
            mixed.add(new Packet(one.get(i).nanos() + 1000, other.get(i).bytes()));
        }
        return mixed;
    }

    /** Another identifier, and another State; of fragments also another IP identification. */
    private static byte[] otherRadius(byte[] packet) {
        packet[18] = (byte) (packet[18] ^ 0x77);
        boolean isFirst = (packet[20] & 0x1f) == 0 && packet[21] == 0;
        if (isFirst) {
            packet[RADIUS + 1] = (byte) (packet[RADIUS + 1] + 100);
        }
        byte[] state = {(byte) 0xc8, (byte) 0xb4, (byte) 0xca, 0x13}; // what all begin with
        for (int at = 34; at + state.length <= packet.length; at++) {
            if (Arrays.equals(packet, at, at + state.length, state, 0, state.length)) {
                packet[at] = (byte) (packet[at] ^ 0x55);
            }
        }
        return packet;
    }

    private static void check(List<Packet> packets, int conversations, String transport)
            throws IOException {
        List<ConnectionRow> rows = rows(capture(packets));
        assertEquals(conversations, rows.size());
        for (ConnectionRow row : rows) {
            assertEquals(transport, row.transport());
            assertEquals(2, row.tls().serverChain().size());
            assertEquals(2, row.tls().clientChain().size());
            assertEquals("eap_tls", row.protocol());
            assertTrue(row.tls().established());
        }
        assertEquals(
                rows.size(), rows.stream().map(ConnectionRow::connectionId).distinct().count());
        String expected = text(rows);
        CutCapture cut = new CutCapture(source(packets));
        for (int at = 1; at < packets.size(); at++) {
            assertEquals(expected, text(rows(cut.cutAt(at))), "cut at " + at);
        }
    }

    private static String text(List<ConnectionRow> rows) {
        StringBuilder text = new StringBuilder();
        for (ConnectionRow row : rows) {
            String columns = row.toString();
            text.append(columns, 0, columns.lastIndexOf(", captures=")).append('\n');
        }
        return text.toString();
    }

    @Test
    void severalConversationsGoOverOneRadiusFlow() throws IOException {
        List<Packet> one = packets("eap-tls-radius-a.pcap");
        List<Packet> other = changed(one, 0, EapFinderTest::otherRadius);
        check(mixed(one, other), 2, "radius");
        List<Packet> after = new ArrayList<>(one);
        after.addAll(changed(one, 5_000_000_000L, EapFinderTest::otherRadius));
        check(after, 2, "radius");
    }

    /** Every packet comes again at once: a client or authenticator repeats what got no answer. */
    @ParameterizedTest
    @ValueSource(strings = {"eap-tls-radius-a.pcap", "eap-tls-eapol-a.pcap"})
    void repetitionsAreOneConversation(String name) throws IOException {
        List<Packet> one = packets(name);
        check(mixed(one, one), 1, name.contains("radius") ? "radius" : "eapol");
    }

    /** On a wire with group addresses, one authentication follows the other. */
    @Test
    void authenticationsFollowEachOther() throws IOException {
        List<Packet> one = packets("eap-tls-eapol-a.pcap");
        List<Packet> twice = new ArrayList<>(one);
        twice.addAll(changed(one, 10_000_000_000L, EapFinderTest::otherIdentifier));
        check(twice, 2, "eapol");
        List<Packet> unfinished = new ArrayList<>(one.subList(0, one.size() - 1));
        unfinished.addAll(changed(one, 10_000_000_000L, EapFinderTest::otherIdentifier));
        check(unfinished, 2, "eapol");
        List<Packet> hourly = new ArrayList<>(one.subList(0, one.size() - 1));
        hourly.addAll(changed(one, 3600_000_000_000L, UnaryOperator.identity()));
        check(hourly, 2, "eapol");
    }

    /** A split reads on for as long as a conversation may last, which is not for ever. */
    @ParameterizedTest
    @CsvSource({
        "eap-tls-eapol-a.pcap, 20, true",
        "eap-tls-radius-a.pcap, 18, true",
        "eap-tls-eapol-a.pcap, 50, false",
        "eap-tls-radius-a.pcap, 50, false",
        "eap-tls-eapol-a.pcap, 70, false"
    })
    void slowOnesAreFollowedForMinutes(String name, int seconds, boolean isWhole)
            throws IOException {
        List<Packet> slow = new ArrayList<>();
        for (Packet packet : packets(name)) {
            long nanos = 1_700_000_000_000_000_000L + slow.size() * (long) seconds * 1_000_000_000L;
            slow.add(new Packet(nanos, packet.bytes()));
        }
        List<ConnectionRow> rows = rows(capture(slow));
        assertEquals(isWhole, rows.size() == 1 && rows.get(0).tls().established());
        CutCapture cut = new CutCapture(source(slow));
        for (int at = 1; at < slow.size(); at++) {
            assertEquals(text(rows), text(rows(cut.cutAt(at))), "cut at " + at);
        }
    }

    private static byte[] otherIdentifier(byte[] frame) {
        if (frame[15] == 0) {
            frame[19] = (byte) (frame[19] + 50);
        }
        return frame;
    }

    /** Over the air each station is addressed, so that they go at once. */
    @Test
    void stationsAuthenticateAtOnce() throws IOException {
        List<Packet> one = changed(packets("eap-tls-eapol-a.pcap"), 0, f -> addressed(f, 1));
        List<Packet> other = changed(packets("eap-tls-eapol-a.pcap"), 0, f -> addressed(f, 2));
        check(mixed(one, other), 2, "eapol");
    }

    private static byte[] addressed(byte[] frame, int station) {
        byte[] authenticator = {2, 0, 0, 0, 0, 9};
        byte[] supplicant = {2, 0, 0, 0, 0, (byte) station};
        boolean isFromSupplicant = frame[6] == (byte) 0x92;
        System.arraycopy(isFromSupplicant ? authenticator : supplicant, 0, frame, 0, 6);
        System.arraycopy(isFromSupplicant ? supplicant : authenticator, 0, frame, 6, 6);
        return frame;
    }

    /** A tag before the type, as on a trunk. */
    @Test
    void framesMayBeTagged() throws IOException {
        List<Packet> tagged =
                changed(
                        packets("eap-tls-eapol-a.pcap"),
                        0,
                        frame -> {
                            byte[] longer = new byte[frame.length + 4];
                            System.arraycopy(frame, 0, longer, 0, 12);
                            longer[12] = (byte) 0x81;
                            longer[15] = 7;
                            System.arraycopy(frame, 12, longer, 16, frame.length - 12);
                            return longer;
                        });
        check(tagged, 1, "eapol");
        assertEquals(List.of(7), rows(capture(tagged)).get(0).vlan());
    }

    /** A cooked capture has the sender's address alone. */
    @Test
    void framesMayBeCooked() throws IOException {
        List<Packet> cooked =
                changed(
                        packets("eap-tls-eapol-a.pcap"),
                        0,
                        frame -> {
                            byte[] other = new byte[frame.length + 2];
                            other[3] = 1; // Ethernet
                            other[5] = 6;
                            System.arraycopy(frame, 6, other, 6, 6);
                            System.arraycopy(frame, 12, other, 14, frame.length - 12);
                            return other;
                        });
        List<ConnectionRow> rows = rows(CutCapture.of(List.of(source(cooked, 113))));
        assertEquals(1, rows.size());
        assertEquals("92:d8:a1:85:ad:81", rows.get(0).clientAddress());
        assertEquals("b6:79:91:81:20:a5", rows.get(0).serverAddress());
        assertTrue(rows.get(0).tls().established());
    }

    @ParameterizedTest
    @ValueSource(strings = {"eap-tls-radius-a.pcap", "eap-tls-eapol-a.pcap"})
    void everyPrefixAndMutantIsBorne(String name) throws IOException {
        List<Packet> whole = packets(name);
        Random random = new Random(2);
        for (int round = 0; round < 1500; round++) {
            List<Packet> some = new ArrayList<>(whole);
            int which = random.nextInt(some.size());
            byte[] bytes = some.get(which).bytes().clone();
            if (round % 3 == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            for (int c = 0; c < 3 && bytes.length > 14; c++) {
                bytes[14 + random.nextInt(Math.min(bytes.length - 14, 120))] =
                        (byte) random.nextInt();
            }
            some.set(which, new Packet(some.get(which).nanos(), bytes));
            rows(capture(some));
        }
    }
}
