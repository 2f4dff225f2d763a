package org.tlscensus.core.capture;

import java.io.IOException;
import java.util.List;

/** The first bytes of a capture file: compression, format, file header. */
final class FileStart {
    // A frame for a decoder to skip, before those of zstd and lz4 (RFC 8878 section 3.1.2): 16
    // magic
    // numbers, then its length. pzstd puts one before each of its frames.
    private static final int SKIPPABLE = 0x184d2a50;
    private static final int SKIPPABLE_MASK = ~0xf;
    private static final int SKIPPABLE_HEADER = 8;
    private static final int MOST_SKIPPED = 1000;

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
        byte[] head = new byte[SKIPPABLE_HEADER];
        long position = 0;
        for (int skipped = 0; skipped <= MOST_SKIPPED; skipped++) {
            int length = read(source, position, head);
            if (length < head.length || !isSkippable(head)) {
                Compression found = Compression.of(head, length);
                return skipped == 0 || found.hasSkippableFrames() ? found : Compression.NONE;
            }
            position += head.length + Integer.toUnsignedLong((int) BlockInput.INT_LE.get(head, 4));
        }
        return Compression.NONE;
    }

    private static boolean isSkippable(byte[] head) {
        return ((int) BlockInput.INT_LE.get(head, 0) & SKIPPABLE_MASK) == SKIPPABLE;
    }

    private static int read(ByteSource source, long position, byte[] into) throws IOException {
        int length = 0;
        while (length < into.length) {
            int read = source.read(position + length, into, length, into.length - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        return length;
    }

    /** The content of the file from its start. */
    static BlockInput open(ByteSource source, Compression compression, List<Damage> damages) {
        BlockInput.Bytes bytes =
                switch (compression) {
                    case NONE -> new StoredBytes(source, 0, damages);
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
        PcapHeader.Variant variant = PcapHeader.variantAt(input.buffer(), input.cursor());
        if (variant != null) {
            return pcap(input, variant);
        }
        return unreadable(
                String.format(
                        "no capture: begins with %08x, which is no magic number of pcap or pcapng",
                        input.int32(input.cursor(), false)));
    }

    private static Header pcap(BlockInput input, PcapHeader.Variant variant) throws IOException {
        if (!input.require(variant.headerBytes())) {
            return unreadable("the file ends inside the pcap file header");
        }
        PcapHeader header = PcapHeader.read(input.buffer(), input.cursor(), variant);
        input.skip(header.bytes());
        return new Header(header.format(), header.context(), input.position(), null);
    }

    /** The section header itself is read by the walk, like those of later sections. */
    private static Header pcapng(BlockInput input) throws IOException {
        if (!input.require(RecordRules.MIN_BLOCK)) {
            return unreadable("the file ends inside the pcapng section header");
        }
        CaptureContext context = section(input);
        if (context == null) {
            int order = input.int32(input.cursor() + 8, true);
            return unreadable(String.format("pcapng section of unknown byte order %08x", order));
        }
        String format = context.littleEndian() ? "pcapng-le" : "pcapng-be";
        return new Header(format, context, input.position(), null);
    }

    /** What a reader needs at the section header at the cursor; null: its byte order is none. */
    static CaptureContext section(BlockInput input) {
        int order = input.int32(input.cursor() + 8, true);
        boolean littleEndian = order == RecordRules.BYTE_ORDER_MAGIC;
        boolean isOrder =
                littleEndian || Integer.reverseBytes(order) == RecordRules.BYTE_ORDER_MAGIC;
        return isOrder ? new CaptureContext(littleEndian, 0, List.of()) : null;
    }

    private static Header unreadable(String why) {
        return new Header(null, null, 0, new Damage(0, why));
    }
}
