package org.tlscensus.core.capture;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The header of a pcap file (draft-ietf-opsawg-pcap section 4): at the start of a file, and between
 * packet records where captures were joined by {@code cat}.
 *
 * <pre>
 *   0  magic number, in the writer's byte order
 *   4  version 2.4, two numbers of 16 bits
 *   8  time zone, seconds; always 0 today
 *  12  significant figures, 0
 *  16  snap length
 *  20  link type
 *  24  (IXIA only) 4 bytes
 * </pre>
 *
 * @param bytes length of the header
 */
record PcapHeader(boolean littleEndian, int recordHeaderBytes, int bytes, Interface only) {
    static final int MIN_BYTES = 24;
    static final int MAX_BYTES = 28;

    private static final int VERSION = 0x00020004;
    private static final int VERSION_LITTLE = 0x00040002;
    private static final long MOST_ZONE_SECONDS = TimeUnit.DAYS.toSeconds(1);

    private static final int LINK_TYPE_MASK =
            0xffff; // above it: frame check sequence, reserved bits

    /** Variants of the format, each with a magic number of its own. */
    enum Variant {
        MICROSECONDS(0xa1b2c3d4, Interface.MICROSECONDS, 16, 24),
        NANOSECONDS(0xa1b23c4d, Interface.NANOSECONDS, 16, 24),
        /** Linux 2.2's patched libpcap: 8 more bytes in each record header. */
        MODIFIED(0xa1b2cd34, Interface.MICROSECONDS, 24, 24),
        /** Endace's variant of the microsecond format. */
        NAVTEL(0xa12b3c4d, Interface.MICROSECONDS, 16, 24),
        /** IXIA's formats: 4 more bytes in the file header. */
        IXIA_HARDWARE(0x1c0001ac, Interface.NANOSECONDS, 16, 28),
        IXIA_SOFTWARE(0x1c0001ab, Interface.NANOSECONDS, 16, 28);

        private final int magic;
        private final int resolution;
        private final int recordHeaderBytes;
        private final int headerBytes;

        Variant(int magic, int resolution, int recordHeaderBytes, int headerBytes) {
            this.magic = magic;
            this.resolution = resolution;
            this.recordHeaderBytes = recordHeaderBytes;
            this.headerBytes = headerBytes;
        }

        private static final Variant[] ALL = values();

        /** The variant with a magic number; null when it is none. */
        static Variant of(int magic) {
            for (Variant variant : ALL) {
                if (variant.magic == magic) {
                    return variant;
                }
            }
            return null;
        }

        /** Lengths that a record's header has in some variant. */
        static int[] recordHeaders() {
            return Arrays.stream(ALL).mapToInt(v -> v.recordHeaderBytes).distinct().toArray();
        }

        int headerBytes() {
            return headerBytes;
        }
    }

    /** The variant whose magic number stands at an index, in either byte order; or null. */
    static Variant variantAt(byte[] buffer, int at) {
        Variant variant = Variant.of((int) BlockInput.INT_LE.get(buffer, at));
        return variant != null ? variant : Variant.of((int) BlockInput.INT_BE.get(buffer, at));
    }

    /** The header of a variant, all of which must be in the buffer. */
    static PcapHeader read(byte[] buffer, int at, Variant variant) {
        boolean littleEndian = (int) BlockInput.INT_LE.get(buffer, at) == variant.magic;
        int snapLength = int32(buffer, at + 16, littleEndian);
        int linkType = int32(buffer, at + 20, littleEndian) & LINK_TYPE_MASK;
        return new PcapHeader(
                littleEndian,
                variant.recordHeaderBytes,
                variant.headerBytes,
                new Interface(linkType, Math.max(snapLength, 0), variant.resolution, 0));
    }

    /**
     * The header at an index where a packet record is expected, or null. It could be told from a
     * record by its magic number alone only as long as no packet has that time, so all fields whose
     * values are known must have them: as a record it would be one of a packet of no bytes.
     *
     * @param limit one past the last byte of the buffer
     */
    static PcapHeader betweenRecords(byte[] buffer, int at, int limit) {
        if (limit - at < MIN_BYTES || !isVersion(buffer, at + 4)) {
            return null;
        }
        Variant variant = variantAt(buffer, at);
        if (variant == null || variant.headerBytes > limit - at) {
            return null;
        }
        PcapHeader header = read(buffer, at, variant);
        long zone = int32(buffer, at + 8, header.littleEndian);
        int figures = int32(buffer, at + 12, header.littleEndian);
        return figures == 0 && Math.abs(zone) <= MOST_ZONE_SECONDS ? header : null;
    }

    private static boolean isVersion(byte[] buffer, int at) {
        int version = (int) BlockInput.INT_BE.get(buffer, at);
        return version == VERSION || version == Integer.reverseBytes(VERSION_LITTLE);
    }

    /** Whether records after this header are laid out like those of a context. */
    boolean hasRecordsOf(CaptureContext context) {
        return littleEndian == context.littleEndian()
                && recordHeaderBytes == context.recordHeaderBytes();
    }

    CaptureContext context() {
        return new CaptureContext(littleEndian, recordHeaderBytes, List.of(only));
    }

    String format() {
        return littleEndian ? "pcap-le" : "pcap-be";
    }

    private static int int32(byte[] buffer, int at, boolean littleEndian) {
        return littleEndian
                ? (int) BlockInput.INT_LE.get(buffer, at)
                : (int) BlockInput.INT_BE.get(buffer, at);
    }
}
