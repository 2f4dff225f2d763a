package org.tlscensus.core.analysis;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.CaptureHead;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.Damage;
import org.tlscensus.core.capture.MemorySource;

/**
 * A file of an overlap group. When it cannot be read any further, for whatever reason, it has no
 * further packet and says why; the other files go on.
 */
final class OverlapFile implements Closeable {
    private final int number; // in the overlap group
    private final boolean isLastTry;
    private ByteSource source; // null: it could not be opened
    private CaptureReader reader; // null: nothing can be read
    private Damage unreadable;
    private Damage failure; // why reading ended early
    private boolean isBug; // ours, not the disk's
    private boolean standsAtPacket;

    /** Makes the reader of a file that can be read. */
    interface Opening {
        CaptureReader reader(ByteSource source, CaptureHead head) throws IOException;
    }

    private OverlapFile(int number, boolean isLastTry) {
        this.number = number;
        this.isLastTry = isLastTry;
    }

    /**
     * Opens a file.
     *
     * @param smallBytes up to this size it is read at once and not kept open
     */
    static OverlapFile open(
            Captures captures, int first, int number, int smallBytes, Opening opening)
            throws IOException {
        OverlapFile file = new OverlapFile(number, captures.isLastTry());
        try {
            file.source = MemorySource.ofSmall(captures.open(first + number), smallBytes);
            CaptureHead head = CaptureHead.read(file.source);
            file.unreadable = head.damage();
            if (head.damage() == null) {
                file.reader = opening.reader(file.source, head);
            }
        } catch (IOException e) {
            file.requireLastTry(e);
            file.unreadable = cannotBeRead(0, e);
        } catch (RuntimeException | StackOverflowError e) {
            file.isBug = true;
            file.unreadable = Bugs.damage(0, e);
        }
        return file;
    }

    private void requireLastTry(IOException failure) throws IOException {
        boolean isInterrupted =
                failure instanceof ClosedByInterruptException
                        || failure instanceof InterruptedIOException
                        || Thread.currentThread().isInterrupted();
        if (isInterrupted || !isLastTry) {
            close();
            throw failure;
        }
    }

    private static Damage cannotBeRead(long offset, IOException e) {
        return new Damage(offset, "cannot be read: " + e.getMessage());
    }

    /** Moves to the next packet. */
    void advance() throws IOException {
        standsAtPacket = false;
        if (reader == null || failure != null) {
            return;
        }
        try {
            standsAtPacket = reader.next();
        } catch (IOException e) {
            requireLastTry(e);
            failure = cannotBeRead(reader.bytesRead(), e);
        } catch (RuntimeException | StackOverflowError e) {
            isBug = true;
            failure = Bugs.damage(reader.bytesRead(), e);
        }
    }

    int number() {
        return number;
    }

    boolean standsAtPacket() {
        return standsAtPacket;
    }

    long timeNanos() {
        return reader.timeNanos();
    }

    /** The reader of a file that can be read; else null. */
    CaptureReader reader() {
        return reader;
    }

    /** Why nothing of it can be read; null when it can. */
    Damage unreadable() {
        return unreadable;
    }

    /** Why reading it ended before its end; null when it did not. */
    Damage failure() {
        return failure;
    }

    /** Whether it is our fault that it cannot be read. */
    boolean isBug() {
        return isBug;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
        if (source != null) {
            source.close();
        }
    }
}
