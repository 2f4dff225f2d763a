package org.tlscensus.core.analysis;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tlscensus.core.capture.BytesSource;

/**
 * An archive of dialogues that stand in the middle wherever it is cut: ClientHellos that are never
 * answered, idle sessions that could upgrade to TLS, connections of which one direction was
 * captured, and handshakes that take as long as many files.
 */
final class MadeArchive {
    static final int SYN = 2;
    static final int PUSH_ACK = 0x18;
    private static final int LINKTYPE_RAW = 101;
    private static final int SERVER = 0xC0000201; // 192.0.2.1

    /** ServerHello of TLS 1.2, with the hello's end of a server that resumes. */
    static final byte[] SERVER_HELLO =
            HexFormat.of()
                    .parseHex(
                            "160303002a02000026" + "0303" + "5a".repeat(32) + "00" + "c02f" + "00");

    private final List<byte[]> packets = new ArrayList<>();

    /**
     * @param connections of each kind
     * @param packetsLater how many packets later a dialogue goes on
     */
    MadeArchive(int connections, int packetsLater) {
        int delay = Math.max(1, packetsLater / 11);
        for (int i = 0; i < connections + 3 * delay; i++) {
            begin(i < connections ? i : -1);
            goOn(i - delay, connections);
            goOn(i - 2 * delay, connections);
            answer(i - 3 * delay, connections);
        }
    }

    private void begin(int i) {
        if (i < 0) {
            return;
        }
        byte[] hello = clientHello(i);
        client(i, 0, 443, SYN, 100, new byte[0]);
        client(i, 0, 443, PUSH_ACK, 101, hello); // never answered
        client(i, 1, 443, SYN, 100, new byte[0]);
        client(i, 1, 443, PUSH_ACK, 101, hello); // its server's side is not captured
        client(i, 2, 443, SYN, 100, new byte[0]);
        client(i, 2, 443, PUSH_ACK, 101, hello);
        client(i, 3, 25, SYN, 100, new byte[0]);
        server(i, 3, 25, 500, "220 mail.example ESMTP\r\n");
        client(i, 3, 25, PUSH_ACK, 101, text("EHLO client.example\r\n"));
        server(i, 3, 25, 524, "250-mail.example\r\n250 STARTTLS\r\n");
    }

    private void goOn(int i, int connections) {
        if (i >= 0 && i < connections) {
            client(i, 1, 443, PUSH_ACK, 101 + clientHello(i).length, text("\27\3\3\0\5hello"));
        }
    }

    private void answer(int i, int connections) {
        if (i >= 0 && i < connections) {
            packet(i, 2, 443, false, PUSH_ACK, 501, SERVER_HELLO);
        }
    }

    private void client(int i, int kind, int port, int flags, int sequence, byte[] payload) {
        packet(i, kind, port, true, flags, sequence, payload);
    }

    private void server(int i, int kind, int port, int sequence, String text) {
        packet(i, kind, port, false, PUSH_ACK, sequence, text(text));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void packet(
            int i, int kind, int port, boolean isClient, int flags, int sequence, byte[] payload) {
        int client = 0x0A000000 + i;
        int clientPort = 20_000 + kind;
        ByteBuffer ends = ByteBuffer.allocate(12);
        ends.putInt(isClient ? client : SERVER).putInt(isClient ? SERVER : client);
        ends.putShort((short) (isClient ? clientPort : port));
        ends.putShort((short) (isClient ? port : clientPort));
        int acknowledged = flags == SYN ? 0 : 101;
        packets.add(packet(packets.size(), ends.array(), flags, sequence, acknowledged, payload));
    }

    /**
     * A packet record.
     *
     * @param number of the packet, which gives its time
     * @param ends addresses and ports as they follow each other in the headers
     */
    static byte[] packet(
            int number, byte[] ends, int flags, int sequence, int acknowledged, byte[] payload) {
        int length = 40 + payload.length;
        long micros = 1_700_000_000_000_000L + number * 1000L;
        ByteBuffer out = ByteBuffer.allocate(16 + length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
        out.putInt(length).putInt(length).order(ByteOrder.BIG_ENDIAN);
        out.putShort((short) 0x4500).putShort((short) length).putInt(0x00004000);
        out.put((byte) 64).put((byte) 6).putShort((short) 0).put(ends);
        out.putInt(sequence).putInt(acknowledged);
        out.put((byte) 0x50).put((byte) flags).putShort((short) 64240).putInt(0).put(payload);
        return out.array();
    }

    static byte[] clientHello(int i) {
        byte[] name = text("host" + i + ".example");
        ByteBuffer body = ByteBuffer.allocate(58 + name.length);
        body.putShort((short) 0x0303).putInt(i).put(new byte[28]).put((byte) 0);
        body.putShort((short) 4).putInt(0xc02fc030).put((byte) 1).put((byte) 0);
        body.putShort((short) (name.length + 9)).putShort((short) 0);
        body.putShort((short) (name.length + 5)).putShort((short) (name.length + 3));
        body.put((byte) 0).putShort((short) name.length).put(name);
        int length = body.position();
        ByteBuffer record = ByteBuffer.allocate(9 + length);
        record.put((byte) 22).putShort((short) 0x0301).putShort((short) (length + 4));
        record.putInt(0x01000000 + length).put(body.array(), 0, length);
        return record.array();
    }

    /** The archive as so many files, in time order. */
    Captures files(int count) {
        List<BytesSource> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long from = (long) packets.size() * i / count;
            long to = (long) packets.size() * (i + 1) / count;
            files.add(new BytesSource("file-" + i, file(packets.subList((int) from, (int) to))));
        }
        return CutCapture.of(files);
    }

    /** A capture of raw IP packets. */
    static byte[] file(List<byte[]> of) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
        head.putInt(65535).putInt(LINKTYPE_RAW);
        out.writeBytes(head.array());
        of.forEach(out::writeBytes);
        return out.toByteArray();
    }

    long bytes() {
        return packets.stream().mapToLong(packet -> packet.length).sum();
    }
}
