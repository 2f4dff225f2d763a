package org.tlscensus.jobs.extract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.FileByteSource;

/**
 * A capture of Ethernet whose packets come twice, each a microsecond after the other: in VLAN 5 and
 * in VLAN 6, or in GRE with key 5 and with key 6.
 */
final class TwiceWrapped {
    private static final int NANOSECOND_MAGIC = 0xa1b23c4d;
    private static final int ADDRESSES = 12; // bytes of a frame before its type

    private TwiceWrapped() {}

    static void write(Path capture, Path target, boolean isByVlan) throws IOException {
        try (FileByteSource source = new FileByteSource(capture);
                CaptureReader reader = CaptureReader.open(source);
                FileChannel out =
                        FileChannel.open(
                                target,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE)) {
            out.write(
                    buffer(24)
                            .putInt(NANOSECOND_MAGIC)
                            .putShort((short) 2)
                            .putShort((short) 4)
                            .putLong(0)
                            .putInt(1 << 18)
                            .putInt(1)
                            .flip());
            while (reader.next()) {
                for (int id = 5; id <= 6; id++) {
                    byte[] head = isByVlan ? vlan(reader, id) : gre(reader, id);
                    long nanos = reader.timeNanos() + (id - 5) * 1000L;
                    int rest = reader.capturedLength() - ADDRESSES;
                    out.write(
                            buffer(16 + head.length + rest)
                                    .putInt((int) (nanos / 1_000_000_000))
                                    .putInt((int) (nanos % 1_000_000_000))
                                    .putInt(head.length + rest)
                                    .putInt(head.length + reader.originalLength() - ADDRESSES)
                                    .put(head)
                                    .put(reader.bytes(), reader.offset() + ADDRESSES, rest)
                                    .flip());
                }
            }
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The frame's addresses and a tag (IEEE 802.1Q). */
    private static byte[] vlan(CaptureReader frame, int id) {
        ByteBuffer head = ByteBuffer.allocate(ADDRESSES + 4);
        head.put(frame.bytes(), frame.offset(), ADDRESSES);
        return head.putInt(0x81000000 | id).array();
    }

    /** A frame with IPv4 and GRE with a key (RFC 2890), and the addresses of the one inside. */
    private static byte[] gre(CaptureReader frame, int id) {
        byte[] outside = HexFormat.of().parseHex("0200000000010200000000020800");
        ByteBuffer head = ByteBuffer.allocate(outside.length + 20 + 8 + ADDRESSES);
        head.put(outside);
        head.putShort((short) 0x4500).putShort((short) (28 + frame.originalLength()));
        head.putInt(0x00004000).put((byte) 64).put((byte) 47).putShort((short) 0);
        head.putInt(0x0a000001).putInt(0x0a000002);
        head.putShort((short) 0x2000).putShort((short) 0x6558).putInt(id);
        head.put(frame.bytes(), frame.offset(), ADDRESSES);
        return head.array();
    }
}
