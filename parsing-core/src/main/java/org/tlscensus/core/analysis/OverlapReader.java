package org.tlscensus.core.analysis;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.tlscensus.core.capture.BoundaryFinder;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.CaptureContext;
import org.tlscensus.core.capture.CaptureHead;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.Damage;

/**
 * Reads an overlap group of a site's archive: one capture file, or several that overlap in time and
 * are merged by the times of their packets, those of one file staying in their order.
 *
 * <p>Small files are read at once and not kept open, so that an overlap group may have any number
 * of them.
 */
final class OverlapReader implements Closeable {
    /** Up to this size a file is read at once. */
    private static final int SMALL_FILE = 1 << 20;

    private final List<OverlapFile> files = new ArrayList<>();
    private final PriorityQueue<OverlapFile>
            others = // that stand at a packet, but for the present one
            new PriorityQueue<>(
                            Comparator.comparingLong(OverlapFile::timeNanos)
                                    .thenComparingInt(OverlapFile::number));
    private OverlapFile present; // whose packet is handed out

    private OverlapReader() {}

    /** Opens the files from {@code first} on that overlap with it. */
    static OverlapReader open(Captures captures, int first) throws IOException {
        OverlapReader group = new OverlapReader();
        try {
            for (int i = 0; i < captures.overlapping(first); i++) {
                group.files.add(
                        OverlapFile.open(
                                captures,
                                first,
                                i,
                                SMALL_FILE,
                                (source, head) -> CaptureReader.open(source)));
            }
            for (OverlapFile file : group.files.subList(1, group.files.size())) {
                file.advance();
                if (file.standsAtPacket()) {
                    group.others.add(file);
                }
            }
        } catch (IOException | RuntimeException e) {
            group.close();
            throw e;
        }
        group.present = group.files.get(0);
        return group;
    }

    /** Opens the file of a split at the split's first packet record. */
    static OverlapReader open(Captures captures, CaptureSplit split) throws IOException {
        if (split.context() == null && split.start() == 0) {
            return open(captures, split.capture());
        }
        OverlapReader group = new OverlapReader();
        group.files.add(
                OverlapFile.open(
                        captures,
                        split.capture(),
                        0,
                        0,
                        (source, head) -> openWithin(source, head, split)));
        group.present = group.files.get(0);
        return group;
    }

    private static CaptureReader openWithin(ByteSource source, CaptureHead head, CaptureSplit split)
            throws IOException {
        return split.context() != null
                ? CaptureReader.openAt(
                        source, split.start(), CaptureContext.fromBytes(split.context()))
                : openByContent(source, head, split.start());
    }

    private static CaptureReader openByContent(ByteSource source, CaptureHead head, long start)
            throws IOException {
        if (start <= head.firstRecordPosition()) {
            return CaptureReader.open(source);
        }
        OptionalLong boundary = BoundaryFinder.find(source, head, start);
        if (boundary.isPresent()) {
            return CaptureReader.openAt(source, boundary.getAsLong(), head.context());
        }
        for (CaptureContext other : head.context().otherLayouts()) {
            boundary = BoundaryFinder.find(source, head.with(other), start);
            if (boundary.isPresent()) {
                return CaptureReader.openAt(source, boundary.getAsLong(), other);
            }
        }
        return CaptureReader.openAt(source, source.length(), head.context());
    }

    /** Moves to the next packet; false when no file has one. */
    boolean next() throws IOException {
        present.advance();
        OverlapFile earliest = others.peek();
        boolean isEarlier =
                earliest != null
                        && (!present.standsAtPacket()
                                || earliest.timeNanos() < present.timeNanos());
        if (isEarlier) {
            others.remove();
            if (present.standsAtPacket()) {
                others.add(present);
            }
            present = earliest;
        }
        return present.standsAtPacket();
    }

    /** The reader that stands at the packet. */
    CaptureReader packet() {
        return present.reader();
    }

    /** Which file of the overlap group the packet is from. */
    int file() {
        return present.number();
    }

    int fileCount() {
        return files.size();
    }

    /** Why nothing of a file can be read; null when it can. */
    Damage unreadable(int file) {
        return files.get(file).unreadable();
    }

    /** Why reading a file ended before its end; null when it did not. */
    Damage failure(int file) {
        return files.get(file).failure();
    }

    /** Whether it is our fault that a file cannot be read. */
    boolean isBug(int file) {
        return files.get(file).isBug();
    }

    /** The reader of a file that can be read. */
    CaptureReader reader(int file) {
        return files.get(file).reader();
    }

    /** Where a file's next packet record starts, or the end of the file. */
    long nextPacketPosition(int file) {
        OverlapFile of = files.get(file);
        return of.standsAtPacket() ? of.reader().position() : of.reader().nextPosition();
    }

    /** Bytes of the stored files read so far. */
    long bytesRead() {
        long bytes = 0;
        for (OverlapFile file : files) {
            bytes += file.reader() == null ? 0 : file.reader().bytesRead();
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        for (OverlapFile file : files) {
            file.close();
        }
    }
}
