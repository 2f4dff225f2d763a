package org.tlscensus.core.flow;

import java.util.Arrays;
import java.util.List;

/**
 * Ranges of positions that were seen, apart from each other, and how far they span. What it costs
 * to add one grows with the logarithm of their number: they lie in blocks, as in a B-tree of two
 * levels.
 *
 * <p>Invariant: ranges ascend and do not touch; no block is empty, and two neighbours hold more
 * than a quarter of what they might, so that there are few blocks.
 */
final class SeenRanges {
    /** Ranges kept apart. One lost packet in a hundred reaches it after some 600 MB. */
    static final int MAX_RANGES = 4096;

    private static final int BLOCK_RANGES = 64;

    private long spanStart;
    private long spanEnd;
    private long forgottenGaps;
    private long[][] blocks = {new long[4]}; // start, end, start, end, …
    private int[] sizes = new int[1]; // ranges in a block
    private int blockCount;
    private int count; // ranges in all blocks
    private int atBlock; // the range that was sought
    private int atRange;

    /** All positions from 0 to an end were seen, and nothing else. */
    SeenRanges(long end) {
        if (end > 0) {
            add(0, end);
        }
    }

    /** A position that is known, by payload or without. */
    void mark(long position) {
        spanStart = Math.min(spanStart, position);
        spanEnd = Math.max(spanEnd, position);
    }

    /** The positions from {@code start} up to {@code end} were seen. */
    void add(long start, long end) {
        mark(start);
        mark(end);
        if (seek(start) && end() >= start) {
            setEnd(Math.max(end(), end));
        } else {
            insertAfter(start, end);
        }
        absorb();
        if (count > MAX_RANGES) {
            forgetAGap();
        }
    }

    void addForgottenGaps(long bytes) {
        forgottenGaps += bytes;
    }

    /** Finds the last range that begins at a position or before it; false: all begin later. */
    private boolean seek(long position) {
        int low = 0;
        int high = blockCount - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (blocks[middle][0] <= position) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        atBlock = high;
        atRange = -1;
        return high >= 0 && seekInBlock(position);
    }

    private boolean seekInBlock(long position) {
        long[] block = blocks[atBlock];
        int low = 0;
        int high = sizes[atBlock] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (block[2 * middle] <= position) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        atRange = high;
        return true;
    }

    private long end() {
        return blocks[atBlock][2 * atRange + 1];
    }

    private void setEnd(long end) {
        blocks[atBlock][2 * atRange + 1] = end;
    }

    /** Puts a range behind the one that was found, or in front of all; it is then the one found. */
    private void insertAfter(long start, long end) {
        if (blockCount == 0) {
            blockCount = 1;
        }
        atBlock = Math.max(atBlock, 0);
        if (sizes[atBlock] == BLOCK_RANGES) {
            split();
        }
        atRange++;
        int size = sizes[atBlock]++;
        if (2 * size == blocks[atBlock].length) {
            blocks[atBlock] = Arrays.copyOf(blocks[atBlock], 4 * size);
        }
        long[] block = blocks[atBlock];
        System.arraycopy(block, 2 * atRange, block, 2 * atRange + 2, 2 * (size - atRange));
        block[2 * atRange] = start;
        block[2 * atRange + 1] = end;
        count++;
    }

    /** Moves the upper half of a full block to one of its own. */
    private void split() {
        int half = BLOCK_RANGES / 2;
        if (blockCount == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * blockCount);
            sizes = Arrays.copyOf(sizes, 2 * blockCount);
        }
        int from = atBlock + 1;
        System.arraycopy(blocks, from, blocks, from + 1, blockCount - from);
        System.arraycopy(sizes, from, sizes, from + 1, blockCount - from);
        blockCount++;
        blocks[from] = new long[2 * BLOCK_RANGES];
        System.arraycopy(blocks[atBlock], 2 * half, blocks[from], 0, 2 * half);
        sizes[atBlock] = half;
        sizes[from] = half;
        if (atRange >= half) {
            atBlock = from;
            atRange -= half;
        }
    }

    /** Lets the range that was found take in those behind it that it reaches. */
    private void absorb() {
        boolean isChanged = false;
        while (hasNext() && nextStart() <= end()) {
            setEnd(Math.max(end(), removeNext()));
            isChanged = true;
        }
        if (isChanged) {
            mergeBlocks();
        }
    }

    private boolean hasNext() {
        return atRange + 1 < sizes[atBlock] || atBlock + 1 < blockCount;
    }

    private long nextStart() {
        boolean isInBlock = atRange + 1 < sizes[atBlock];
        return isInBlock ? blocks[atBlock][2 * atRange + 2] : blocks[atBlock + 1][0];
    }

    /** Removes the range behind the one that was found; its end. */
    private long removeNext() {
        boolean isInBlock = atRange + 1 < sizes[atBlock];
        int of = isInBlock ? atBlock : atBlock + 1;
        int range = isInBlock ? atRange + 1 : 0;
        long[] block = blocks[of];
        long end = block[2 * range + 1];
        int size = --sizes[of];
        count--;
        System.arraycopy(block, 2 * range + 2, block, 2 * range, 2 * (size - range));
        if (size == 0) {
            removeBlock(of);
        }
        return end;
    }

    private void removeBlock(int at) {
        blockCount--;
        System.arraycopy(blocks, at + 1, blocks, at, blockCount - at);
        System.arraycopy(sizes, at + 1, sizes, at, blockCount - at);
        blocks[blockCount] = null;
    }

    /** Joins small blocks around the range that was found, which is then found no more. */
    private void mergeBlocks() {
        for (int first = Math.min(atBlock + 1, blockCount - 2); first >= 0; first--) {
            if (first < atBlock - 1) {
                return;
            }
            int size = sizes[first];
            int next = sizes[first + 1];
            if (size + next <= BLOCK_RANGES / 2) {
                blocks[first] = Arrays.copyOf(blocks[first], 2 * BLOCK_RANGES);
                System.arraycopy(blocks[first + 1], 0, blocks[first], 2 * size, 2 * next);
                sizes[first] = size + next;
                removeBlock(first + 1);
            }
        }
    }

    /** Closes the second gap: the first is kept, since an earlier part may still fill it. */
    private void forgetAGap() {
        atBlock = sizes[0] > 1 ? 0 : 1;
        atRange = sizes[0] > 1 ? 1 : 0;
        forgottenGaps += nextStart() - end();
        setEnd(removeNext());
        mergeBlocks();
    }

    long spanStart() {
        return spanStart;
    }

    long spanEnd() {
        return spanEnd;
    }

    long forgottenGaps() {
        return forgottenGaps;
    }

    /** Whether all positions from 0 to the end of the span were seen, and it knows no more. */
    boolean isWhole() {
        boolean isOne = count == 1 && blocks[0][0] == 0 && blocks[0][1] == spanEnd;
        return isOne && spanStart == 0 && forgottenGaps == 0;
    }

    /** Positions seen, each counted once. */
    long covered() {
        long covered = -forgottenGaps;
        for (int block = 0; block < blockCount; block++) {
            for (int i = 0; i < 2 * sizes[block]; i += 2) {
                covered += blocks[block][i + 1] - blocks[block][i];
            }
        }
        return covered;
    }

    /** Appends start, end, start, end, … of all ranges. */
    void addBoundsTo(List<Long> bounds) {
        for (int block = 0; block < blockCount; block++) {
            for (int i = 0; i < 2 * sizes[block]; i++) {
                bounds.add(blocks[block][i]);
            }
        }
    }

    /** How many blocks hold them. */
    int blocks() {
        return blockCount;
    }
}
