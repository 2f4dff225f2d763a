package org.tlscensus.core.capture;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The packets whose records begin in a byte range of a capture file. Ranges that follow each other
 * have each packet once.
 *
 * <p>A boundary that is found by content is a guess. So a range that is at its end looks where the
 * next one begins, by the same search; when that is not where its own walk came to, no range says
 * anything wrong: it fails.
 */
public final class CaptureRange implements Closeable {
    /** Up to here a file is walked from its start, which cannot go wrong; most heads end before. */
    private static final long WALKED_BYTES = 1 << 20;

    private final ByteSource source;
    private final long start;
    private final long end;
    private final CaptureReader reader;
    private boolean isOver;

    private CaptureRange(ByteSource source, long start, long end, CaptureReader reader) {
        this.source = source;
        this.start = start;
        this.end = end;
        this.reader = reader;
    }

    /**
     * Opens a range; the source stays the caller's.
     *
     * @param start first byte; 0 is the start of the file. Another wants a file that {@link
     *     CaptureHead#isSplittable can be read from its middle}
     * @param end one past the last byte, or {@link Long#MAX_VALUE}
     */
    public static CaptureRange open(ByteSource source, long start, long end) throws IOException {
        return new CaptureRange(source, start, end, readerAt(source, start));
    }

    private static CaptureReader readerAt(ByteSource source, long start) throws IOException {
        if (start <= WALKED_BYTES) {
            return CaptureReader.open(source);
        }
        CaptureHead head = CaptureHead.read(source);
        OptionalLong boundary = BoundaryFinder.find(source, head, start);
        return CaptureReader.openAt(source, boundary.orElse(source.length()), head.context());
    }

    /**
     * Moves to the next packet; false at the end of the range.
     *
     * @throws IOException when the file cannot be read, or when the next range would not begin
     *     where this one ends
     */
    public boolean next() throws IOException {
        if (isOver) {
            return false;
        }
        boolean standsAtPacket = nextFrom(reader, start);
        if (standsAtPacket && reader.position() < end) {
            return true;
        }
        isOver = true;
        if (end < source.length()) {
            requireFollower(standsAtPacket);
        }
        return false;
    }

    /** Moves to the next packet whose record begins at a byte or after it. */
    private static boolean nextFrom(CaptureReader reader, long from) throws IOException {
        boolean standsAtPacket = reader.next();
        while (standsAtPacket && reader.position() < from) {
            standsAtPacket = reader.next();
        }
        return standsAtPacket;
    }

    private void requireFollower(boolean standsAtPacket) throws IOException {
        try (CaptureReader follower = readerAt(source, end)) {
            boolean follows =
                    nextFrom(follower, end) == standsAtPacket
                            && (!standsAtPacket
                                    || follower.position() == reader.position()
                                            && hasContextOf(follower));
            if (!follows) {
                throw new IOException(
                        source.name()
                                + ": from byte "
                                + end
                                + " on it cannot be told where packets begin: read it as a whole");
            }
        }
    }

    private boolean hasContextOf(CaptureReader follower) {
        return Arrays.equals(reader.context().toBytes(), follower.context().toBytes());
    }

    /** The reader that stands at the packet. */
    public CaptureReader packet() {
        return reader;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
