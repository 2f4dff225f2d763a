package org.tlscensus.jobs.ingest;

import java.io.Serializable;
import org.tlscensus.jobs.plan.PlannedUnit;

/** A split, by its number in its site. */
record UnitId(String site, long unit) implements Serializable {
    private static final long serialVersionUID = 1L;

    static UnitId of(PlannedUnit unit) {
        return new UnitId(unit.site(), unit.number());
    }
}
