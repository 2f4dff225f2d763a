package org.tlscensus.core.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the head of a capture file tells.
 *
 * @param format pcap-le, pcap-be, pcapng-le or pcapng-be; null when it is none of them
 * @param compression gzip, zstd, lz4, bzip2 or xz; null when the file is not compressed
 * @param linkTypes LINKTYPE_ numbers of the interfaces known before the first packet
 * @param snapLength of the first interface; null when there is none or no limit
 * @param firstTimeNanos time of the first packet; null when there is none, or it has no time
 * @param firstRecordPosition (decompressed) byte after the file's or the section's header
 * @param context what a reader needs at {@code firstRecordPosition}; null when nothing can be read
 * @param secrets TLS key logs of pcapng before the first packet; empty when there are none
 * @param damage why nothing can be read, or null
 */
public record CaptureHead(
        String format,
        String compression,
        List<Integer> linkTypes,
        Integer snapLength,
        Long firstTimeNanos,
        long firstRecordPosition,
        CaptureContext context,
        byte[] secrets,
        Damage damage) {

    /** Reads as much of the file as it takes to meet its first packet. */
    public static CaptureHead read(ByteSource source) throws IOException {
        List<Damage> damages = new ArrayList<>();
        Compression compression = FileStart.compression(source);
        try (BlockInput input = FileStart.open(source, compression, damages)) {
            FileStart.Header header = FileStart.read(input, source);
            if (header.damage() != null) {
                Damage first = damages.isEmpty() ? header.damage() : damages.get(0);
                return unreadable(compression, first);
            }
            CaptureReader reader = new CaptureReader(input, header.context(), damages);
            boolean any = reader.next();
            CaptureContext context = reader.context();
            Integer snap =
                    context.interfaces().isEmpty()
                            ? null
                            : context.interfaces().get(0).snapLength();
            return new CaptureHead(
                    header.format(),
                    compression.word(),
                    context.linkTypes(),
                    snap == null || snap == 0 ? null : snap,
                    any && reader.hasTime() ? reader.timeNanos() : null,
                    header.end(),
                    context,
                    reader.secrets(),
                    null);
        }
    }

    private static CaptureHead unreadable(Compression compression, Damage damage) {
        return new CaptureHead(
                null, compression.word(), List.of(), null, null, 0, null, new byte[0], damage);
    }

    /** The same head of a file whose records are laid out by another context further on. */
    public CaptureHead with(CaptureContext other) {
        return new CaptureHead(
                format,
                compression,
                linkTypes,
                snapLength,
                firstTimeNanos,
                firstRecordPosition,
                other,
                secrets,
                damage);
    }

    /** Whether the file can be read from its middle. */
    public boolean isSplittable() {
        return damage == null && compression == null;
    }
}
