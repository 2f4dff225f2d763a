package org.tlscensus.jobs.extract;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a pcapng file (draft-ietf-opsawg-pcapng): one section in little-endian order, times in
 * nanoseconds.
 */
final class PcapngOutput implements Closeable {
    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int DECRYPTION_SECRETS = 10;
    private static final int TLS_KEY_LOG = 0x544c534b;

    // Options (section 3.5 and those of the blocks).
    private static final int COMMENT = 1;
    private static final int IF_NAME = 2;
    private static final int IF_TSRESOL = 9;
    private static final int SHB_USERAPPL = 4;
    private static final byte NANOSECONDS = 9;

    private static final int BLOCK_OVERHEAD = 12; // type and twice the length
    private static final int MOST_TEXT = 1 << 12; // an option's length is 16 bits

    private final OutputStream out;
    private int interfaces;

    /** An option of a block. */
    private record Option(int code, byte[] value) {
        static Option text(int code, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new Option(code, bytes.length <= MOST_TEXT ? bytes : shortened(text));
        }

        private static byte[] shortened(String text) {
            return text.substring(0, MOST_TEXT / 4).getBytes(StandardCharsets.UTF_8);
        }

        int length() {
            return 4 + padded(value.length);
        }

        void write(ByteBuffer into) {
            into.putShort((short) code).putShort((short) value.length);
            putPadded(into, value, 0, value.length);
        }
    }

    /** Takes over the stream, and writes the section's header. */
    PcapngOutput(OutputStream out, String application) throws IOException {
        this.out = out;
        ByteBuffer body = body(16);
        body.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
        block(SECTION_HEADER, body, List.of(Option.text(SHB_USERAPPL, application)));
    }

    /** Adds secrets of connections, as lines of a key log; readers want them before packets. */
    void secrets(byte[] keyLog) throws IOException {
        ByteBuffer body = body(8 + padded(keyLog.length));
        body.putInt(TLS_KEY_LOG).putInt(keyLog.length);
        putPadded(body, keyLog, 0, keyLog.length);
        block(DECRYPTION_SECRETS, body, List.of());
    }

    /** Adds an interface; its number. */
    int addInterface(int linkType, String name) throws IOException {
        ByteBuffer body = body(8);
        body.putShort((short) linkType).putShort((short) 0).putInt(0); // no snap length
        List<Option> options =
                List.of(
                        Option.text(IF_NAME, name),
                        new Option(IF_TSRESOL, new byte[] {NANOSECONDS}));
        block(INTERFACE_DESCRIPTION, body, options);
        return interfaces++;
    }

    void packet(CapturedPacket packet) throws IOException {
        ByteBuffer body = body(20 + padded(packet.capturedLength()));
        long nanos = packet.timeNanos();
        body.putInt(packet.interfaceNumber()).putInt((int) (nanos >>> 32)).putInt((int) nanos);
        body.putInt(packet.capturedLength()).putInt(packet.originalLength());
        putPadded(body, packet.bytes(), packet.offset(), packet.capturedLength());
        List<Option> comments = new ArrayList<>();
        packet.connections().forEach(id -> comments.add(Option.text(COMMENT, id)));
        block(ENHANCED_PACKET, body, comments);
    }

    private static ByteBuffer body(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }

    private static void putPadded(ByteBuffer into, byte[] bytes, int offset, int length) {
        into.put(bytes, offset, length);
        into.position(into.position() + padded(length) - length);
    }

    private void block(int type, ByteBuffer body, List<Option> options) throws IOException {
        int optionBytes = options.stream().mapToInt(Option::length).sum();
        int end = options.isEmpty() ? 0 : 4; // opt_endofopt, all zeros
        int length = BLOCK_OVERHEAD + body.capacity() + optionBytes + end;
        byte[] bytes = new byte[length];
        ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(type).putInt(length).put(body.clear());
        options.forEach(option -> option.write(block));
        block.position(length - 4);
        block.putInt(length);
        out.write(bytes);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
