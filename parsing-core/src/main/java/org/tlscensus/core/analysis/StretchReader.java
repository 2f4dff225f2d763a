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
 * Reads a stretch of a site's archive: one capture file, or several that overlap in time and are
 * merged by the times of their packets, those of one file staying in their order.
 *
 * <p>Small files are read at once and not kept open, so that a stretch may have any number of them.
 */
final class StretchReader implements Closeable {
    /** Up to this size a file is read at once. */
    private static final int SMALL_FILE = 1 << 20;

    private final List<StretchFile> files = new ArrayList<>();
    private final PriorityQueue<StretchFile>
            others = // that stand at a packet, but for the present one
            new PriorityQueue<>(
                            Comparator.comparingLong(StretchFile::timeNanos)
                                    .thenComparingInt(StretchFile::number));
    private StretchFile present; // whose packet is handed out

    private StretchReader() {}

    /** Opens the files from {@code first} on that overlap with it. */
    static StretchReader open(Captures captures, int first) throws IOException {
        StretchReader stretch = new StretchReader();
        try {
            for (int i = 0; i < captures.overlapping(first); i++) {
                stretch.files.add(
                        StretchFile.open(
                                captures,
                                first,
                                i,
                                SMALL_FILE,
                                (source, head) -> CaptureReader.open(source)));
            }
            for (StretchFile file : stretch.files.subList(1, stretch.files.size())) {
                file.advance();
                if (file.standsAtPacket()) {
                    stretch.others.add(file);
                }
            }
        } catch (IOException | RuntimeException e) {
            stretch.close();
            throw e;
        }
        stretch.present = stretch.files.get(0);
        return stretch;
    }

    /** Opens the file of a split at the split's first packet record. */
    static StretchReader open(Captures captures, Unit unit) throws IOException {
        if (unit.context() == null && unit.start() == 0) {
            return open(captures, unit.capture());
        }
        StretchReader stretch = new StretchReader();
        stretch.files.add(
                StretchFile.open(
                        captures,
                        unit.capture(),
                        0,
                        0,
                        (source, head) -> openWithin(source, head, unit)));
        stretch.present = stretch.files.get(0);
        return stretch;
    }

    private static CaptureReader openWithin(ByteSource source, CaptureHead head, Unit unit)
            throws IOException {
        return unit.context() != null
                ? CaptureReader.openAt(
                        source, unit.start(), CaptureContext.fromBytes(unit.context()))
                : openByContent(source, head, unit.start());
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
        StretchFile earliest = others.peek();
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

    /** Which file of the stretch the packet is from. */
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
        StretchFile of = files.get(file);
        return of.standsAtPacket() ? of.reader().position() : of.reader().nextPosition();
    }

    /** Bytes of the stored files read so far. */
    long bytesRead() {
        long bytes = 0;
        for (StretchFile file : files) {
            bytes += file.reader() == null ? 0 : file.reader().bytesRead();
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        for (StretchFile file : files) {
            file.close();
        }
    }
}
