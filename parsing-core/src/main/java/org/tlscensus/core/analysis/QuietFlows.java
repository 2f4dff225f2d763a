package org.tlscensus.core.analysis;

import java.util.Arrays;
import org.tlscensus.core.flow.FlowTable;

/** Tells which connections have been quiet for longest, by a sample of them. */
final class QuietFlows {
    private static final int SAMPLED_SLOTS = 1024;

    private QuietFlows() {}

    /**
     * A time before which about that share of the connections had their last packet.
     *
     * @param share more than 0; with 1 all have
     */
    static long lastPacketOf(FlowTable<TrackedFlow> table, double share) {
        if (share >= 1) {
            return Long.MAX_VALUE;
        }
        long[] times = new long[SAMPLED_SLOTS];
        int[] count = new int[1];
        table.sweep(
                SAMPLED_SLOTS,
                flow -> {
                    times[count[0]++] = flow.endNanos();
                    return false;
                });
        if (count[0] == 0) {
            return Long.MAX_VALUE;
        }
        Arrays.sort(times, 0, count[0]);
        return times[(int) (share * count[0])];
    }
}
