package org.tlscensus.jobs.plan;

import java.util.ArrayList;
import java.util.List;

/** Splits that one task reads, one after the other: many small files are not many tasks. */
public final class UnitGroups {
    /** What opening a file costs, in bytes read meanwhile. */
    private static final long OPEN_BYTES = 128 << 10;

    /** Groups for each core, so that the cores end together. */
    private static final int GROUPS_PER_CORE = 4;

    private UnitGroups() {}

    /** The splits in groups, in order. */
    public static List<List<PlannedUnit>> of(
            List<PlannedUnit> units, long splitBytes, int parallelism) {
        long cost = units.stream().mapToLong(UnitGroups::cost).sum();
        long target = Math.min(splitBytes, cost / (GROUPS_PER_CORE * (long) parallelism) + 1);
        List<List<PlannedUnit>> groups = new ArrayList<>();
        List<PlannedUnit> group = new ArrayList<>();
        long inGroup = 0;
        for (PlannedUnit unit : units) {
            if (!group.isEmpty() && inGroup + cost(unit) > target) {
                groups.add(group);
                group = new ArrayList<>();
                inGroup = 0;
            }
            group.add(unit);
            inGroup += cost(unit);
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }

    private static long cost(PlannedUnit unit) {
        return unit.bytes() + OPEN_BYTES;
    }
}
