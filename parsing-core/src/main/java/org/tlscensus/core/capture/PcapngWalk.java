package org.tlscensus.core.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Blocks of a pcapng file (draft-ietf-opsawg-pcapng section 3.1).
 *
 * <pre>
 *   0  block type
 *   4  total length, a multiple of 4
 *   8  body
 *  -4  total length again
 * </pre>
 */
final class PcapngWalk implements RecordWalk {
    // Block types (section 4 and appendix).
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int PACKET = 2; // obsolete
    private static final int SIMPLE_PACKET = 3;
    private static final int LAST_STANDARD_BLOCK = 0xd;
    private static final int ENHANCED_PACKET = 6;
    private static final int DECRYPTION_SECRETS = 0xa;

    // Interface options (section 4.2).
    private static final int END_OF_OPTIONS = 0;
    private static final int IF_TSRESOL = 9;
    private static final int IF_TSOFFSET = 14;

    private static final int TLS_KEY_LOG = 0x544c534b; // secrets type (section 4.7)
    private static final int MOST_SECRET_BYTES = 32 << 20;

    private boolean littleEndian;
    private final List<Interface> interfaces;
    private final ByteArrayOutputStream secrets = new ByteArrayOutputStream(0);

    PcapngWalk(CaptureContext context) {
        littleEndian = context.littleEndian();
        interfaces = new ArrayList<>(context.interfaces());
    }

    @Override
    public Step step(BlockInput input, PacketView packet) throws IOException {
        if (!input.require(RecordRules.MIN_BLOCK)) {
            return input.available() == 0 ? Step.END : Step.TORN;
        }
        int at = input.cursor();
        int type = input.int32(at, littleEndian);
        boolean blockLittleEndian = littleEndian;
        if (type == RecordRules.SECTION_HEADER) {
            int order = input.int32(at + 8, true);
            blockLittleEndian = order == RecordRules.BYTE_ORDER_MAGIC;
            if (!blockLittleEndian && Integer.reverseBytes(order) != RecordRules.BYTE_ORDER_MAGIC) {
                return Step.INVALID;
            }
        }
        int length = input.int32(at + 4, blockLittleEndian);
        if (!RecordRules.isBlockLength(length)) {
            return Step.INVALID;
        }
        if (!input.require(length)) {
            return Step.TORN;
        }
        at = input.cursor();
        if (input.int32(at + length - 4, blockLittleEndian) != length) {
            return Step.INVALID;
        }
        littleEndian = blockLittleEndian;
        Step step = block(input, type, at + 8, at + length - 4, packet);
        if (step != Step.INVALID) {
            input.take(length);
        }
        return step;
    }

    private Step block(BlockInput input, int type, int body, int end, PacketView packet) {
        return switch (type) {
            case RecordRules.SECTION_HEADER -> {
                interfaces.clear();
                yield Step.OTHER;
            }
            case INTERFACE_DESCRIPTION -> describeInterface(input, body, end);
            case ENHANCED_PACKET -> {
                if (end - body < 20) {
                    yield Step.INVALID;
                }
                int number = input.int32(body, littleEndian);
                yield timedPacket(input, number, body, end, packet);
            }
            case PACKET -> {
                if (end - body < 20) {
                    yield Step.INVALID;
                }
                int number = input.int16(body, littleEndian);
                yield timedPacket(input, number, body, end, packet);
            }
            case SIMPLE_PACKET -> simplePacket(input, body, end, packet);
            case DECRYPTION_SECRETS -> secrets(input, body, end);
            default -> Step.OTHER; // names, statistics, custom and unknown blocks
        };
    }

    private Step secrets(BlockInput input, int body, int end) {
        if (end - body < 8) {
            return Step.OTHER;
        }
        int length = input.int32(body + 4, littleEndian);
        boolean fits = length >= 0 && length <= end - body - 8;
        if (fits
                && input.int32(body, littleEndian) == TLS_KEY_LOG
                && secrets.size() + length < MOST_SECRET_BYTES) {
            secrets.write(input.buffer(), body + 8, length);
            secrets.write('\n');
        }
        return Step.OTHER;
    }

    @Override
    public byte[] secrets() {
        return secrets.toByteArray();
    }

    private Step describeInterface(BlockInput input, int body, int end) {
        if (end - body < 8) {
            return Step.INVALID;
        }
        int resolution = Interface.MICROSECONDS;
        long offset = 0;
        int at = body + 8;
        while (end - at >= 4) {
            int code = input.int16(at, littleEndian);
            int length = input.int16(at + 2, littleEndian);
            if (code == END_OF_OPTIONS || length > end - at - 4) {
                break;
            }
            if (code == IF_TSRESOL && length >= 1) {
                resolution = input.buffer()[at + 4] & 0xff;
            } else if (code == IF_TSOFFSET && length >= 8) {
                offset = int64(input, at + 4);
            }
            at += 4 + (length + 3) / 4 * 4;
        }
        int linkType = input.int16(body, littleEndian);
        int snapLength = input.int32(body + 4, littleEndian);
        interfaces.add(new Interface(linkType, Math.max(snapLength, 0), resolution, offset));
        return Step.OTHER;
    }

    private long int64(BlockInput input, int at) {
        long first = input.int32(at, littleEndian);
        long second = input.int32(at + 4, littleEndian);
        return littleEndian
                ? second << 32 | first & 0xffff_ffffL
                : first << 32 | second & 0xffff_ffffL;
    }

    /** An enhanced packet block, or a packet block, whose fields lie alike from the time on. */
    private Step timedPacket(BlockInput input, int number, int body, int end, PacketView packet) {
        int captured = input.int32(body + 12, littleEndian);
        boolean fits = captured >= 0 && captured <= end - body - 20;
        if (!fits || number < 0 || number >= interfaces.size()) {
            return Step.INVALID;
        }
        Interface source = interfaces.get(number);
        long high = Integer.toUnsignedLong(input.int32(body + 4, littleEndian));
        long low = Integer.toUnsignedLong(input.int32(body + 8, littleEndian));
        packet.timeNanos = source.nanos(high << 32 | low);
        packet.hasTime = true;
        packet.linkType = source.linkType();
        packet.interfaceNumber = number;
        packet.offset = body + 20;
        packet.capturedLength = captured;
        packet.originalLength = input.int32(body + 16, littleEndian);
        return Step.PACKET;
    }

    /** A packet without a time (section 4.4). */
    private Step simplePacket(BlockInput input, int body, int end, PacketView packet) {
        if (end - body < 4 || interfaces.isEmpty()) {
            return Step.INVALID;
        }
        Interface source = interfaces.get(0);
        int original = input.int32(body, littleEndian);
        int room = end - body - 4;
        int captured = original < 0 ? room : Math.min(original, room);
        if (source.snapLength() > 0) {
            captured = Math.min(captured, source.snapLength());
        }
        packet.timeNanos = 0;
        packet.hasTime = false;
        packet.linkType = source.linkType();
        packet.interfaceNumber = 0;
        packet.offset = body + 4;
        packet.capturedLength = captured;
        packet.originalLength = original;
        return Step.PACKET;
    }

    @Override
    public CaptureContext context() {
        return new CaptureContext(littleEndian, 0, interfaces);
    }

    @Override
    public int likelyRecord(byte[] buffer, int at, int limit) {
        if (limit - at < RecordRules.MIN_BLOCK) {
            return -1;
        }
        int type = int32(buffer, at);
        boolean likelyType =
                type > 0 && type <= LAST_STANDARD_BLOCK || type == RecordRules.SECTION_HEADER;
        int length = int32(buffer, at + 4);
        if (!likelyType || !RecordRules.isBlockLength(length)) {
            return -1;
        }
        boolean whole = length <= limit - at;
        return whole && int32(buffer, at + length - 4) == length ? length : -1;
    }

    private int int32(byte[] buffer, int at) {
        return littleEndian
                ? (int) BlockInput.INT_LE.get(buffer, at)
                : (int) BlockInput.INT_BE.get(buffer, at);
    }
}
