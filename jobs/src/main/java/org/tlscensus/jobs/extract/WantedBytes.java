package org.tlscensus.jobs.extract;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.row.CaptureBlock;

/**
 * Bytes of a capture in which wanted packets may be.
 *
 * @param start of a packet record
 * @param end one past the last byte, also between records; {@link Long#MAX_VALUE}: all that follows
 * @param context what a reader must know to begin at the start; null: it begins with the file
 */
record WantedBytes(long start, long end, byte[] context) {
    static final List<WantedBytes> ALL = List.of(new WantedBytes(0, Long.MAX_VALUE, null));

    /**
     * The runs of blocks whose times meet those of wanted connections. Of a datagram in fragments
     * the last one tells the time, so that blocks with fragments count for as long as these are
     * waited for.
     *
     * @param blocks of the capture, in the order of the file
     * @param wanted connections whose packets the capture holds
     */
    static List<WantedBytes> of(
            List<CaptureBlock> blocks, List<WantedConnection> wanted, long fragmentNanos) {
        List<WantedBytes> runs = new ArrayList<>();
        boolean isOpen = false;
        for (int i = 0; i < blocks.size(); i++) {
            CaptureBlock block = blocks.get(i);
            long last = block.lastNanos() + (block.hasFragments() ? fragmentNanos : 0);
            boolean isWanted =
                    wanted.stream().anyMatch(one -> one.mayHold(block.firstNanos(), last));
            long end = i + 1 < blocks.size() ? blocks.get(i + 1).offset() : Long.MAX_VALUE;
            if (isWanted && isOpen) {
                WantedBytes before = runs.remove(runs.size() - 1);
                runs.add(new WantedBytes(before.start, end, before.context));
            } else if (isWanted) {
                runs.add(new WantedBytes(block.offset(), end, block.context()));
            }
            isOpen = isWanted;
        }
        return runs;
    }

    /** How many bytes that is of a file. */
    long bytes(long length) {
        return Math.max(0, Math.min(end, length) - start);
    }
}
