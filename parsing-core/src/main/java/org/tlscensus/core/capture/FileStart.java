package org.tlscensus.core.capture;

import java.io.IOException;
import java.util.List;

/** The first bytes of a capture file: compression, format, file header. */
final class FileStart {
    private static final int MAGIC_BYTES = 6;
    private static final int PCAP_HEADER = 24;

    // First word of a pcap file, as its writer's byte order has it.
    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;

    /** Linux 2.2's patched libpcap: 8 more bytes in each record header. */
    private static final int MODIFIED = 0xa1b2cd34;

    /** Endace's variant of the microsecond format. */
    private static final int NAVTEL = 0xa12b3c4d;

    /** IXIA's formats: nanoseconds, 4 more bytes in the file header. */
    private static final int IXIA_HARDWARE = 0x1c0001ac;

    private static final int IXIA_SOFTWARE = 0x1c0001ab;

    private static final int LINK_TYPE_MASK =
            0xffff; // above it: frame check sequence, reserved bits

    /** About how much longer the content of a compressed file is, for a small one. */
    private static final int EXPANSION = 4;

    private FileStart() {}

    /**
     * What the file header told.
     *
     * @param end (decompressed) byte after it
     * @param damage why the file cannot be read; then the rest is meaningless
     */
    record Header(String format, CaptureContext context, long end, Damage damage) {}

    static Compression compression(ByteSource source) throws IOException {
        byte[] head = new byte[MAGIC_BYTES];
        int length = 0;
        while (length < head.length) {
            int read = source.read(length, head, length, head.length - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        return Compression.of(head, length);
    }

    /** The content of the file from its start. */
    static BlockInput open(ByteSource source, Compression compression, List<Damage> damages) {
        BlockInput.Bytes bytes =
                switch (compression) {
                    case NONE -> new StoredBytes(source, 0);
                    case GZIP -> new GzipBytes(source, damages);
                    case ZSTD, LZ4, BZIP2, XZ -> new DecodedBytes(source, compression, damages);
                };
        long expansion = compression == Compression.NONE ? 1 : EXPANSION;
        return new BlockInput(bytes, 0, source.length() * expansion);
    }

    /** Reads the file header; the cursor is then after a pcap header, or at a pcapng section. */
    static Header read(BlockInput input, ByteSource source) throws IOException {
        if (!input.require(Integer.BYTES)) {
            String what = source.length() == 0 ? "the file is empty" : "no capture: too short";
            return unreadable(what);
        }
        int magic = input.int32(input.cursor(), true);
        if (magic == RecordRules.SECTION_HEADER) {
            return pcapng(input);
        }
        for (boolean littleEndian : new boolean[] {true, false}) {
            switch (input.int32(input.cursor(), littleEndian)) {
                case MICROSECONDS, NAVTEL -> {
                    return pcap(input, littleEndian, Interface.MICROSECONDS, 16, 0);
                }
                case NANOSECONDS -> {
                    return pcap(input, littleEndian, Interface.NANOSECONDS, 16, 0);
                }
                case MODIFIED -> {
                    return pcap(input, littleEndian, Interface.MICROSECONDS, 24, 0);
                }
                case IXIA_HARDWARE, IXIA_SOFTWARE -> {
                    return pcap(input, littleEndian, Interface.NANOSECONDS, 16, Integer.BYTES);
                }
                default -> {}
            }
        }
        return unreadable(
                String.format(
                        "no capture: begins with %08x, which is no magic number of pcap or pcapng",
                        input.int32(input.cursor(), false)));
    }

    private static Header pcap(
            BlockInput input, boolean littleEndian, int resolution, int recordHeader, int extra)
            throws IOException {
        if (!input.require(PCAP_HEADER + extra)) {
            return unreadable("the file ends inside the pcap file header");
        }
        int at = input.cursor();
        int snapLength = input.int32(at + 16, littleEndian);
        int linkType = input.int32(at + 20, littleEndian) & LINK_TYPE_MASK;
        input.skip(PCAP_HEADER + extra);
        Interface only = new Interface(linkType, Math.max(snapLength, 0), resolution, 0);
        return new Header(
                littleEndian ? "pcap-le" : "pcap-be",
                new CaptureContext(littleEndian, recordHeader, List.of(only)),
                input.position(),
                null);
    }

    /** The section header itself is read by the walk, like those of later sections. */
    private static Header pcapng(BlockInput input) throws IOException {
        if (!input.require(RecordRules.MIN_BLOCK)) {
            return unreadable("the file ends inside the pcapng section header");
        }
        int order = input.int32(input.cursor() + 8, true);
        boolean littleEndian = order == RecordRules.BYTE_ORDER_MAGIC;
        if (!littleEndian && Integer.reverseBytes(order) != RecordRules.BYTE_ORDER_MAGIC) {
            return unreadable(String.format("pcapng section of unknown byte order %08x", order));
        }
        return new Header(
                littleEndian ? "pcapng-le" : "pcapng-be",
                new CaptureContext(littleEndian, 0, List.of()),
                input.position(),
                null);
    }

    private static Header unreadable(String why) {
        return new Header(null, null, 0, new Damage(0, why));
    }
}
