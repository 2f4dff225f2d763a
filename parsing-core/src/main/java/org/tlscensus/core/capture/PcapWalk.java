package org.tlscensus.core.capture;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Packet records of a pcap file.
 *
 * <pre>
 *   0  seconds since the epoch, unsigned
 *   4  micro- or nanoseconds
 *   8  captured length
 *  12  original length
 *  16  (modified format only) interface, protocol, packet type, padding: 8 bytes
 * </pre>
 */
final class PcapWalk implements RecordWalk {
    private static final long NANOS = 1_000_000_000L;
    private static final long LIKELY_NANOS = TimeUnit.DAYS.toNanos(1);
    private static final int LIKELY_ORIGINAL = 1 << 24;

    private final CaptureContext context;
    private final boolean littleEndian;
    private final int headerBytes;
    private final int linkType;
    private final int fractionNanos; // nanoseconds per unit of the fraction
    private long lastNanos = Long.MIN_VALUE;

    PcapWalk(CaptureContext context) {
        this.context = context;
        littleEndian = context.littleEndian();
        headerBytes = context.recordHeaderBytes();
        Interface only = context.interfaces().get(0);
        linkType = only.linkType();
        fractionNanos = only.resolution() == Interface.NANOSECONDS ? 1 : 1000;
    }

    @Override
    public Step step(BlockInput input, PacketView packet) throws IOException {
        if (!input.require(headerBytes)) {
            return input.available() == 0 ? Step.END : Step.TORN;
        }
        int at = input.cursor();
        int captured = input.int32(at + 8, littleEndian);
        if (!RecordRules.isCapturedLength(captured)
                || input.int32(at + 12, littleEndian) == 0 && isHeader(input)) {
            return Step.INVALID;
        }
        if (!input.require(headerBytes + captured)) {
            return Step.TORN;
        }
        at = input.cursor();
        packet.timeNanos = nanos(input.int32(at, littleEndian), input.int32(at + 4, littleEndian));
        packet.hasTime = true;
        packet.offset = at + headerBytes;
        packet.capturedLength = captured;
        packet.originalLength = input.int32(at + 12, littleEndian);
        packet.linkType = linkType;
        packet.interfaceNumber = 0;
        lastNanos = packet.timeNanos;
        input.take(headerBytes + captured);
        return Step.PACKET;
    }

    /** A file header could pass for the record of an empty packet. */
    private static boolean isHeader(BlockInput input) throws IOException {
        input.require(PcapHeader.MAX_BYTES);
        int at = input.cursor();
        return PcapHeader.betweenRecords(input.buffer(), at, at + input.available()) != null;
    }

    private long nanos(int seconds, int fraction) {
        return Integer.toUnsignedLong(seconds) * NANOS
                + Integer.toUnsignedLong(fraction) * fractionNanos;
    }

    @Override
    public byte[] secrets() {
        return new byte[0];
    }

    @Override
    public CaptureContext context() {
        return context;
    }

    @Override
    public int likelyRecord(byte[] buffer, int at, int limit) {
        if (limit - at < headerBytes) {
            return -1;
        }
        int seconds = int32(buffer, at);
        int fraction = int32(buffer, at + 4);
        int captured = int32(buffer, at + 8);
        int original = int32(buffer, at + 12);
        boolean sizes =
                captured > 0
                        && RecordRules.isCapturedLength(captured)
                        && original >= captured
                        && original <= LIKELY_ORIGINAL;
        boolean time =
                fraction >= 0
                        && (long) fraction * fractionNanos < NANOS
                        && (lastNanos == Long.MIN_VALUE
                                || Math.abs(nanos(seconds, fraction) - lastNanos) < LIKELY_NANOS);
        return sizes && time ? headerBytes + captured : -1;
    }

    private int int32(byte[] buffer, int at) {
        return littleEndian
                ? (int) BlockInput.INT_LE.get(buffer, at)
                : (int) BlockInput.INT_BE.get(buffer, at);
    }
}
