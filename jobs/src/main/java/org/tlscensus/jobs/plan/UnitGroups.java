package org.tlscensus.jobs.plan;

import java.util.ArrayList;
import java.util.List;

/** Splits that one task reads, one after the other. */
public final class UnitGroups {
    /** Groups for each core, so that the cores end together. */
    private static final int GROUPS_PER_CORE = 4;

    private UnitGroups() {}

    /** The splits in groups, in order. */
    public static List<List<PlannedUnit>> of(
            List<PlannedUnit> units, long splitBytes, int parallelism) {
        long cost = units.stream().mapToLong(PlannedUnit::cost).sum();
        long target = Math.min(splitBytes, cost / (GROUPS_PER_CORE * (long) parallelism) + 1);
        List<List<PlannedUnit>> groups = new ArrayList<>();
        List<PlannedUnit> group = new ArrayList<>();
        long inGroup = 0;
        for (PlannedUnit unit : units) {
            if (!group.isEmpty() && inGroup + unit.cost() > target) {
                groups.add(group);
                group = new ArrayList<>();
                inGroup = 0;
            }
            group.add(unit);
            inGroup += unit.cost();
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }
}
