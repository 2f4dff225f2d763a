package org.tlscensus.jobs.ingest;

import org.tlscensus.jobs.plan.PlannedUnit;

/** A split, by its number in its site. */
record UnitId(String site, long unit) {
    static UnitId of(PlannedUnit unit) {
        return new UnitId(unit.site(), unit.number());
    }
}
