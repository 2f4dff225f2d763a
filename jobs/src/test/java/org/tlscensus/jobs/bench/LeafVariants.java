package org.tlscensus.jobs.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A recorded handshake whose server certificate is in the clear, to be given others: the serial
 * number of the leaf is where certificates may differ in bytes of the same length, and nothing else
 * of the handshake has to know.
 */
final class LeafVariants {
    private static final int HANDSHAKE_RECORD = 22;
    private static final int RECORD_HEADER = 5;
    private static final int CERTIFICATE = 11;
    private static final int MESSAGE_HEADER = 4;
    private static final int SERIAL_BYTES = 4; // of these, a number is made

    private final Template template;
    private final int[] serial; // positions in the server's stream; empty without a certificate

    LeafVariants(Template template) {
        this.template = template;
        serial = serial(streamOf(template));
    }

    boolean hasLeaf() {
        return serial.length > 0;
    }

    /** The handshake with a certificate of its own. */
    Template variant(int number) {
        List<Frame> frames = new ArrayList<>();
        for (Frame frame : template.frames()) {
            frames.add(isOfStream(frame) ? withSerial(frame, number) : frame);
        }
        return new Template(frames);
    }

    private Frame withSerial(Frame frame, int number) {
        int start = frame.sequenceNumber() - begin(template);
        Frame changed = frame;
        for (int i = 0; i < SERIAL_BYTES; i++) {
            int at = serial[i] - start;
            if (at >= 0 && at < frame.payloadLength()) {
                changed = changed.withPayloadByte(at, (byte) (number >>> 8 * i));
            }
        }
        return changed;
    }

    private static boolean isOfStream(Frame frame) {
        return !frame.fromClient() && frame.isTcp() && frame.payloadLength() > 0;
    }

    private static int begin(Template template) {
        for (Frame frame : template.frames()) {
            if (isOfStream(frame)) {
                return frame.sequenceNumber();
            }
        }
        return 0;
    }

    /** What the server sent, up to the first gap. */
    private static byte[] streamOf(Template template) {
        int begin = begin(template);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (Frame frame : template.frames()) {
            if (isOfStream(frame) && frame.sequenceNumber() - begin == stream.size()) {
                stream.write(frame.bytes(), frame.payloadOffset(), frame.payloadLength());
            }
        }
        return stream.toByteArray();
    }

    private static int[] serial(byte[] stream) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        List<Integer> positions = new ArrayList<>(); // of each byte of the messages
        ByteBuffer in = ByteBuffer.wrap(stream);
        int at = 0;
        while (at + RECORD_HEADER <= stream.length && stream[at] == HANDSHAKE_RECORD) {
            int length = in.getShort(at + 3) & 0xffff;
            int end = Math.min(stream.length, at + RECORD_HEADER + length);
            for (int i = at + RECORD_HEADER; i < end; i++) {
                messages.write(stream[i]);
                positions.add(i);
            }
            at = end;
        }
        int first = serialIn(messages.toByteArray());
        return first < 0
                ? new int[0]
                : positions.subList(first, first + SERIAL_BYTES).stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /** Where the last bytes of the leaf's serial number are; negative when there is none. */
    private static int serialIn(byte[] messages) {
        ByteBuffer in = ByteBuffer.wrap(messages);
        int at = 0;
        while (at + MESSAGE_HEADER <= messages.length) {
            int length = in.getInt(at) & 0xffffff;
            if (messages[at] == CERTIFICATE) {
                return serialOf(messages, at + MESSAGE_HEADER + 6); // lengths of list and leaf
            }
            at += MESSAGE_HEADER + length;
        }
        return -1;
    }

    /** In a certificate of at least 256 bytes (RFC 5280 section 4.1): its version comes first. */
    private static int serialOf(byte[] bytes, int certificate) {
        int version = certificate + 8; // both sequences have lengths of two bytes
        byte[] expected = {(byte) 0xa0, 3, 2, 1, 2, 2};
        int end = version + expected.length;
        if (end >= bytes.length || !Arrays.equals(bytes, version, end, expected, 0, 6)) {
            return -1;
        }
        int length = bytes[end];
        int last = end + 1 + length;
        return length > SERIAL_BYTES && last <= bytes.length ? last - SERIAL_BYTES : -1;
    }
}
