package org.tlscensus.core.analysis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.packet.Bytes;

/** A capture that is written packet by packet. */
final class MadePackets {
    static final int RAW = 101;

    private static final int CLIENT_PORT = 40_001;
    private static final int SERVER_PORT = 443;

    private final int linkType;
    private final List<byte[]> records = new ArrayList<>();

    MadePackets(int linkType) {
        this.linkType = linkType;
    }

    /**
     * Segments of one connection, separated by semicolons: seconds, {@code >} from the client or
     * {@code <} from the server, flags of SFRAP, sequence number, acknowledgment number, payload in
     * hex.
     */
    static MadePackets segments(String text) {
        MadePackets made = new MadePackets(RAW);
        for (String segment : text.split(";", -1)) {
            made.addSegment(CLIENT_PORT, segment.trim());
        }
        return made;
    }

    /** Adds a segment, as {@link #segments} has it, of a client's port. */
    MadePackets addSegment(int clientPort, String segment) {
        String[] words = segment.split(" +", -1);
        boolean isClients = words[1].equals(">");
        byte[] tcp =
                tcp(
                        isClients ? clientPort : SERVER_PORT,
                        isClients ? SERVER_PORT : clientPort,
                        words);
        return add(Double.parseDouble(words[0]), isClients ? ip(tcp) : ipBack(tcp));
    }

    private static byte[] tcp(int source, int destination, String[] words) {
        int flags = 0;
        for (char letter : words[2].toCharArray()) {
            flags |= 1 << "FSRPA".indexOf(letter);
        }
        return Bytes.bytes(
                Bytes.u16(source),
                Bytes.u16(destination),
                number(words, 3),
                number(words, 4),
                new byte[] {0x50, (byte) flags},
                "ffff 0000 0000",
                words.length > 5 ? words[5] : "");
    }

    private static byte[] number(String[] words, int index) {
        int number = words.length > index ? Integer.parseInt(words[index]) : 0;
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    /** From 10.0.0.1 to 192.168.1.2. */
    static byte[] ip(byte[] tcp) {
        return Bytes.ip(4, 6, tcp);
    }

    private static byte[] ipBack(byte[] tcp) {
        byte[] packet = ip(tcp);
        byte[] client = new byte[4];
        System.arraycopy(packet, 12, client, 0, 4);
        System.arraycopy(packet, 16, packet, 12, 4);
        System.arraycopy(client, 0, packet, 16, 4);
        return packet;
    }

    MadePackets add(double seconds, byte[] packet) {
        return add(seconds, packet, packet.length);
    }

    MadePackets add(double seconds, byte[] packet, int originalLength) {
        ByteBuffer head = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt((int) seconds).putInt((int) (seconds % 1 * 1e6));
        head.putInt(packet.length).putInt(originalLength);
        records.add(Bytes.bytes(head.array(), packet));
        return this;
    }

    /** The packets as a pcap file. */
    byte[] capture() {
        ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
        head.putInt(16, 1 << 18).putInt(20, linkType);
        return Bytes.bytes(head.array(), Bytes.bytes(records.toArray()));
    }

    Captures captures() {
        return CutCapture.of(List.of(new BytesSource("made.pcap", capture())));
    }
}
