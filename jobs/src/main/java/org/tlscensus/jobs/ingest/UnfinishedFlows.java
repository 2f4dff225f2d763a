package org.tlscensus.jobs.ingest;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The flows that have an open part. A connection that looks whole belongs to another part only
 * where that one is open; so of all others the rows stand as they are, and are never moved.
 *
 * <p>Flows are told by their hashes: two flows that share one are joined with nothing, and come out
 * as they were. Up to {@link #MAX_EXACT} the hashes themselves are kept, 8 bytes each; beyond it
 * only their upper bits, so that more flows are taken for unfinished and memory stays bounded.
 */
final class UnfinishedFlows implements Serializable {
    private static final long serialVersionUID = 1L;

    /** 64 MB of hashes. */
    private static final int MAX_EXACT = 8 << 20;

    /** 64 MB of bits. */
    private static final int BITS_LOG = 29;

    private final long[] hashes; // sorted; null when there are bits
    private final long[] bits; // one for each value of a hash's upper bits

    private UnfinishedFlows(long[] hashes, long[] bits) {
        this.hashes = hashes;
        this.bits = bits;
    }

    /** Those that one task met; they may repeat. */
    static final class Found implements Serializable {
        private static final long serialVersionUID = 1L;

        private long[] hashes = new long[16];
        private int count;
        private long[] bits;

        void add(long hash) {
            if (bits != null) {
                mark(bits, hash);
                return;
            }
            if (count == hashes.length) {
                shrink();
            }
            if (bits == null) {
                hashes[count++] = hash;
            } else {
                mark(bits, hash);
            }
        }

        /** Makes room: by leaving repetitions out, by growing, in the end by keeping bits only. */
        private void shrink() {
            count = distinct(hashes, count);
            if (count > MAX_EXACT / 2) {
                bits = new long[1 << BITS_LOG - 6];
                for (int i = 0; i < count; i++) {
                    mark(bits, hashes[i]);
                }
                hashes = new long[0];
                count = 0;
            } else if (count > hashes.length / 2) {
                hashes = Arrays.copyOf(hashes, hashes.length * 2);
            }
        }
    }

    private static void mark(long[] bits, long hash) {
        int bit = (int) (hash >>> Long.SIZE - BITS_LOG);
        bits[bit >>> 6] |= 1L << bit;
    }

    private static int distinct(long[] hashes, int count) {
        Arrays.sort(hashes, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (kept == 0 || hashes[kept - 1] != hashes[i]) {
                hashes[kept++] = hashes[i];
            }
        }
        return kept;
    }

    /** The flows that some tasks met. */
    static UnfinishedFlows of(List<Found> found) {
        long count = found.stream().mapToLong(f -> f.count).sum();
        boolean isExact = count <= MAX_EXACT && found.stream().allMatch(f -> f.bits == null);
        if (isExact) {
            long[] all = new long[(int) count];
            int at = 0;
            for (Found f : found) {
                System.arraycopy(f.hashes, 0, all, at, f.count);
                at += f.count;
            }
            return new UnfinishedFlows(Arrays.copyOf(all, distinct(all, all.length)), null);
        }
        long[] bits = new long[1 << BITS_LOG - 6];
        for (Found f : found) {
            for (int i = 0; i < f.count; i++) {
                mark(bits, f.hashes[i]);
            }
            for (int i = 0; f.bits != null && i < bits.length; i++) {
                bits[i] |= f.bits[i];
            }
        }
        return new UnfinishedFlows(null, bits);
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return bits == null && hashes.length == 0;
    }

    /** Whether a flow is one of them; now and then also of another. */
    boolean contains(long hash) {
        if (bits == null) {
            return Arrays.binarySearch(hashes, hash) >= 0;
        }
        int bit = (int) (hash >>> Long.SIZE - BITS_LOG);
        return (bits[bit >>> 6] & 1L << bit) != 0;
    }
}
