package org.tlscensus.core.analysis;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.row.CaptureBlock;

/**
 * Where reading a capture file could begin, every few megabytes, and when what follows was
 * captured.
 */
final class BlockMarks {
    private static final long BLOCK_BYTES = 4 << 20;

    private final List<CaptureBlock> blocks = new ArrayList<>(0);
    private boolean isOpen;
    private long offset;
    private long firstNanos;
    private long lastNanos;
    private boolean hasFragments;
    private byte[] context;

    /** The packet that the reader stands at. */
    void packet(CaptureReader reader) {
        if (!isOpen || reader.position() - offset >= BLOCK_BYTES) {
            end();
            begin(reader);
        }
        long nanos = reader.timeNanos();
        firstNanos = Math.min(firstNanos, nanos);
        lastNanos = Math.max(lastNanos, nanos);
    }

    private void begin(CaptureReader reader) {
        isOpen = true;
        offset = reader.position();
        firstNanos = Long.MAX_VALUE;
        lastNanos = Long.MIN_VALUE;
        hasFragments = false;
        context = reader.context().toBytes(); // a packet's record does not change it
    }

    /** The packet is a fragment, and its datagram is not complete. */
    void fragment() {
        hasFragments = true;
    }

    private void end() {
        if (isOpen) {
            blocks.add(new CaptureBlock(offset, firstNanos, lastNanos, hasFragments, context));
            isOpen = false;
        }
    }

    /** The blocks, in the order of the file. */
    List<CaptureBlock> blocks() {
        end();
        return List.copyOf(blocks);
    }
}
