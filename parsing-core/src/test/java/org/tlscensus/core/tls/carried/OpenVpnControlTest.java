package org.tlscensus.core.tls.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tlscensus.core.wire.Side.CLIENT;
import static org.tlscensus.core.wire.Side.SERVER;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
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
import org.tlscensus.core.tls.StreamReceiver;
import org.tlscensus.core.wire.Side;

/** OpenVPN's control packets as an observer meets them, with digests of any length. */
class OpenVpnControlTest {
    private static final byte[] CLIENT_HELLO = hello(1);
    private static final byte[] SERVER_HELLO = hello(2);

    /** What looks like a hello, and is long enough for several packets. */
    private static byte[] hello(int type) {
        byte[] bytes = new byte[400];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + type);
        }
        byte[] head = {22, 3, 1, 1, 0, (byte) type, 0, 0, (byte) 252, 3, 3};
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    record Packet(Side sender, byte[] bytes) {}

    /** Builds a side's packets, with an HMAC of so many bytes, or without any. */
    private static final class Peer {
        private final Side side;
        private final long id;
        private final int hmac;
        private int replay = 1;

        Peer(Side side, long id, int hmac) {
            this.side = side;
            this.id = id;
            this.hmac = hmac;
        }

        Packet packet(int opcode, int key, Integer number, byte[] body, long other, int... acks) {
            ByteBuffer out = ByteBuffer.allocate(2000);
            out.put((byte) (opcode << 3 | key)).putLong(id);
            if (hmac > 0) {
                byte[] digest = new byte[hmac];
                new Random(replay).nextBytes(digest);
                out.put(digest).putInt(replay++).putInt(1_700_000_000);
            }
            out.put((byte) acks.length);
            Arrays.stream(acks).forEach(out::putInt);
            if (acks.length > 0) {
                out.putLong(other);
            }
            if (number != null) {
                out.putInt(number);
            }
            out.put(body);
            return new Packet(side, Arrays.copyOf(out.array(), out.position()));
        }
    }

    /** Who hears what the control channel carries. */
    private static final class Heard implements StreamReceiver {
        private final List<ByteArrayOutputStream> said =
                List.of(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        private int gaps;

        @Override
        public void bytes(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
            said.get(sender.ordinal()).write(bytes, offset, length);
        }

        @Override
        public void gap(Side sender, long missingBytes) {
            gaps++;
        }

        byte[] of(Side side) {
            return said.get(side.ordinal()).toByteArray();
        }
    }

    /** A handshake's first two flights, in packets of 100 bytes. */
    private static List<Packet> handshake(int hmac) {
        Peer client = new Peer(CLIENT, 0x1122334455667788L, hmac);
        Peer server = new Peer(SERVER, 0x99aabbccddeeff00L, hmac);
        byte[] nothing = {};
        List<Packet> packets = new ArrayList<>();
        packets.add(client.packet(7, 0, 0, nothing, 0));
        packets.add(server.packet(8, 0, 0, nothing, client.id, 0));
        packets.add(client.packet(5, 0, null, nothing, server.id, 0));
        for (int i = 0; i < 4; i++) {
            byte[] part = Arrays.copyOfRange(CLIENT_HELLO, 100 * i, 100 * i + 100);
            packets.add(
                    client.packet(4, 0, i + 1, part, server.id, i == 0 ? new int[] {0} : none()));
            packets.add(server.packet(5, 0, null, nothing, client.id, i + 1));
        }
        for (int i = 0; i < 4; i++) {
            byte[] part = Arrays.copyOfRange(SERVER_HELLO, 100 * i, 100 * i + 100);
            packets.add(server.packet(4, 0, i + 1, part, client.id, 4, 3, 2, 1));
        }
        packets.add(client.packet(5, 0, null, nothing, server.id, 4, 3, 2, 1));
        return packets;
    }

    private static int[] none() {
        return new int[0];
    }

    private static OpenVpnControl run(Heard heard, List<Packet> packets) {
        OpenVpnControl control = new OpenVpnControl(heard);
        for (Packet packet : packets) {
            control.packet(packet.sender(), 1, packet.bytes(), 0, packet.bytes().length);
        }
        control.end();
        return control;
    }

    private static void assertWhole(Heard heard) {
        assertEquals(0, heard.gaps);
        assertEquals(Arrays.toString(CLIENT_HELLO), Arrays.toString(heard.of(CLIENT)));
        assertEquals(Arrays.toString(SERVER_HELLO), Arrays.toString(heard.of(SERVER)));
    }

    /** None; MD5, SHA-1, SHA-224, SHA-256, SHA-384, SHA-512; and others. */
    @ParameterizedTest
    @ValueSource(ints = {0, 16, 20, 24, 28, 32, 40, 48, 64})
    void anyDigest(int hmac) {
        List<Packet> packets = handshake(hmac);
        for (Packet packet : packets.subList(0, 2)) {
            byte[] bytes = packet.bytes();
            assertTrue(OpenVpnControl.matches(bytes, 0, bytes.length));
        }
        Heard heard = new Heard();
        OpenVpnControl control = run(heard, packets);
        assertWhole(heard);
        assertEquals(CLIENT, control.client());
        assertFalse(control.isEncrypted());
        assertTrue(control.isCertain());
    }

    /** The server's reset repeats the client's session id, and with it the exchange is proved. */
    @ParameterizedTest
    @CsvSource({"0, 1, false", "0, 2, true", "20, 1, false", "20, 2, true", "64, 3, true"})
    void theAnswerProvesIt(int hmac, int packets, boolean isCertain) {
        OpenVpnControl control = run(new Heard(), handshake(hmac).subList(0, packets));
        assertEquals(isCertain, control.isCertain());
    }

    @Test
    void anAnswerToAnotherSessionProvesNothing() {
        Packet client = new Peer(CLIENT, 1, 0).packet(7, 0, 0, new byte[0], 0);
        Packet server = new Peer(SERVER, 2, 0).packet(8, 0, 0, new byte[0], 3, 0);
        assertFalse(run(new Heard(), List.of(client, server)).isCertain());
    }

    /** The capture begins with the hello, or has no reset of one side. */
    @ParameterizedTest
    @CsvSource({"0, 3", "20, 3", "32, 3", "64, 3", "0, 1", "20, 1", "32, 2", "64, 2"})
    void withoutItsBeginning(int hmac, int left) {
        List<Packet> packets = handshake(hmac);
        byte[] first = packets.get(left == 2 ? 3 : left).bytes();
        assertTrue(OpenVpnControl.matches(first, 0, first.length));
        Heard heard = new Heard();
        run(heard, packets.subList(left, packets.size()));
        assertWhole(heard);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inAnyOrderAndTwice(long seed) {
        Random random = new Random(seed);
        List<Packet> packets = handshake((int) (seed % 2) * 20);
        List<Packet> mixed = new ArrayList<>(packets.subList(3, packets.size()));
        mixed.addAll(packets.subList(5, 12));
        Collections.shuffle(mixed, random);
        List<Packet> all = new ArrayList<>(packets.subList(0, 3));
        all.addAll(mixed);
        Heard heard = new Heard();
        run(heard, all);
        assertWhole(heard);
    }

    /** A piece that the other side has, and the capture has not, is not waited for for long. */
    @Test
    void whatTheCaptureLacksIsAGap() {
        List<Packet> packets = handshake(20);
        packets.remove(5); // the second of the client's pieces
        OpenVpnControl[] control = new OpenVpnControl[1];
        Heard heard = new Heard();
        control[0] = new OpenVpnControl(heard);
        for (Packet packet : packets) {
            control[0].packet(packet.sender(), 1, packet.bytes(), 0, packet.bytes().length);
        }
        assertEquals(100, heard.of(CLIENT).length);
        for (int i = 0; i < 20; i++) {
            Packet again = packets.get(3);
            control[0].packet(again.sender(), 1, again.bytes(), 0, again.bytes().length);
        }
        assertEquals(1, heard.gaps);
        assertEquals(300, heard.of(CLIENT).length);
    }

    /** Sessions that follow on the flow, by a new key or a new client, are not mixed in. */
    @Test
    void theFirstSessionCounts() {
        List<Packet> packets = handshake(0);
        Peer again = new Peer(CLIENT, 0x1122334455667788L, 0);
        Peer other = new Peer(CLIENT, 0x5555555555555555L, 0);
        packets.add(again.packet(3, 1, 0, new byte[0], 0));
        packets.add(again.packet(4, 1, 5, CLIENT_HELLO, 0));
        packets.add(other.packet(7, 0, 0, new byte[0], 0));
        packets.add(other.packet(4, 0, 5, CLIENT_HELLO, 0));
        Heard heard = new Heard();
        run(heard, packets);
        assertWhole(heard);
    }

    /** A client that got no answer begins anew. */
    @Test
    void anUnansweredSessionDoesNotCount() {
        List<Packet> packets = new ArrayList<>();
        packets.add(new Peer(CLIENT, 0x5555555555555555L, 28).packet(7, 0, 0, new byte[0], 0));
        packets.addAll(handshake(28));
        Heard heard = new Heard();
        run(heard, packets);
        assertWhole(heard);
    }

    private static Packet encrypted(Side side, int opcode, int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        bytes[0] = (byte) (opcode << 3);
        ByteBuffer.wrap(bytes).putInt(9, 1);
        if (opcode == 10) {
            ByteBuffer.wrap(bytes).putShort(length - 2, (short) (length - 54));
        }
        return new Packet(side, bytes);
    }

    /** tls-crypt, and tls-crypt-v2 with its wrapped key. */
    @ParameterizedTest
    @CsvSource({"7, 54", "10, 344", "10, 1078"})
    void whatIsEncryptedIsSaid(int opcode, int length) {
        Packet reset = encrypted(CLIENT, opcode, length);
        assertTrue(OpenVpnControl.matches(reset.bytes(), 0, length));
        Packet answer = encrypted(SERVER, 8, 66);
        Heard heard = new Heard();
        OpenVpnControl control = run(heard, List.of(reset, answer, encrypted(CLIENT, 4, 300)));
        assertTrue(control.isEncrypted());
        assertTrue(control.isCertain());
        assertTrue(control.isOver());
        assertEquals(0, heard.of(CLIENT).length + heard.of(SERVER).length);
    }

    /** One side's reset alone, or resets of one kind from both. */
    @ParameterizedTest
    @CsvSource({"7, 0", "10, 0", "7, 7", "10, 10", "8, 8"})
    void whatMayBeEncryptedIsNotSaidWithoutAnAnswer(int opcode, int answer) {
        List<Packet> packets = new ArrayList<>();
        packets.add(encrypted(CLIENT, opcode, 54));
        if (answer != 0) {
            packets.add(encrypted(SERVER, answer, 54));
        }
        OpenVpnControl control = run(new Heard(), packets);
        assertFalse(control.isCertain());
        assertFalse(control.isOver());
    }

    /** Requests whose first bytes, an identifier that counts, have come to those of a reset. */
    @ParameterizedTest
    @CsvSource({
        // ONC RPC: a portmapper's GETPORT, NFS's NULL
        "38434f690000000000000002000186a00000000300000003 00000000000000000000000000000000"
                + "000186a500000003 0000000375647000 0000000000000000,"
                + " 38434f690000000100000000000000000000000000000012"
                + "3133392e32352e32322e3130322e342e32340000",
        "3841aadf0000000000000002000186a30000000200000000 00000000000000000000000000000000,"
                + " 3841aadf00000001 00000000000000000000000000000000",
        // DNS: a query and its answer
        "40ec00000001000000000000013101300130033132370769 6e2d61646472046172706100000c0001,"
                + " 40ec80000001000100000000013101300130033132370769 6e2d61646472046172706100000c0001"
                + "c00c000c00010000271000 0b096c6f63616c686f737400",
        // VXLAN: a ping and its answer
        "08000000000000303900942a6fee8c836a70c5aff1f90800 4500001c000100004001f58cc0a80201c0a80202"
                + "0800f7ff00000000,"
                + " 08000000000000306a70c5aff1f93900942a6fee8c830800"
                + " 4500001c000100004001f58cc0a80202c0a80201 0000ffff00000000",
    })
    void anExchangeOfOthersProvesNothing(String request, String answer) {
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            packets.add(new Packet(CLIENT, fromHex(request)));
            packets.add(new Packet(SERVER, fromHex(answer)));
        }
        OpenVpnControl control = run(new Heard(), packets);
        assertFalse(control.isCertain());
        assertFalse(control.isOver());
    }

    private static byte[] fromHex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /** Datagrams of other protocols with a first byte that OpenVPN may have. */
    @Test
    void othersAreNone() {
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && i % 2 == 0) {
                bytes[0] = new byte[] {0x08, 0x20, 0x38, 0x40, 0x50}[i / 2 % 5];
            }
            assertFalse(OpenVpnControl.matches(bytes, 0, bytes.length));
        }
    }

    @Test
    void everyPrefixAndMutantIsBorne() {
        Random random = new Random(11);
        for (int hmac : new int[] {0, 20, 64}) {
            List<Packet> packets = handshake(hmac);
            for (int cut = 0; cut < packets.size(); cut++) {
                byte[] bytes = packets.get(cut).bytes();
                for (int length = 0; length < bytes.length; length++) {
                    byte[] prefix = Arrays.copyOf(bytes, length);
                    OpenVpnControl.matches(prefix, 0, length);
                    List<Packet> some = new ArrayList<>(packets);
                    some.set(cut, new Packet(packets.get(cut).sender(), prefix));
                    run(new Heard(), some);
                }
            }
            for (int i = 0; i < 3000; i++) {
                List<Packet> some = new ArrayList<>(packets);
                int which = random.nextInt(some.size());
                byte[] mutant = some.get(which).bytes().clone();
                for (int c = 0; c <= random.nextInt(4); c++) {
                    mutant[random.nextInt(Math.min(mutant.length, 120))] = (byte) random.nextInt();
                }
                OpenVpnControl.matches(mutant, 0, mutant.length);
                some.set(which, new Packet(some.get(which).sender(), mutant));
                run(new Heard(), some);
            }
        }
    }
}
