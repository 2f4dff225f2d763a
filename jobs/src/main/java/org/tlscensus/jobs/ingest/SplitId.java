package org.tlscensus.jobs.ingest;

import java.io.Serializable;
import org.tlscensus.jobs.plan.PlannedSplit;

/** A split, by its number in its site. */
record SplitId(String site, long number) implements Serializable {
    private static final long serialVersionUID = 1L;

    static SplitId of(PlannedSplit split) {
        return new SplitId(split.site(), split.number());
    }
}
