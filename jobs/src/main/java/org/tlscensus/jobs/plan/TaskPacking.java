package org.tlscensus.jobs.plan;

import java.util.ArrayList;
import java.util.List;

/** Splits that one task reads, one after the other. */
public final class TaskPacking {
    /** Groups for each core, so that the cores end together. */
    private static final int GROUPS_PER_CORE = 4;

    private TaskPacking() {}

    /** The splits in groups, in order. */
    public static List<List<PlannedSplit>> of(
            List<PlannedSplit> splits, long splitBytes, int parallelism) {
        long cost = splits.stream().mapToLong(PlannedSplit::cost).sum();
        long target = Math.min(splitBytes, cost / (GROUPS_PER_CORE * (long) parallelism) + 1);
        List<List<PlannedSplit>> groups = new ArrayList<>();
        List<PlannedSplit> group = new ArrayList<>();
        long inGroup = 0;
        for (PlannedSplit split : splits) {
            if (!group.isEmpty() && inGroup + split.cost() > target) {
                groups.add(group);
                group = new ArrayList<>();
                inGroup = 0;
            }
            group.add(split);
            inGroup += split.cost();
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }
}
