package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.FlowEntry;
import org.tlscensus.core.flow.FlowKey;

/** A connection in the flow table, in whatever form it is kept there. */
abstract sealed class TrackedFlow extends FlowEntry permits Connection, UnansweredConnection {
    TrackedFlow(FlowKey key) {
        super(key);
    }

    TrackedFlow(TrackedFlow before) {
        super(before);
    }

    /** Time of its latest packet, nanoseconds since the epoch. */
    public abstract long endNanos();

    /** Bytes of the task's memory that are charged for it. */
    abstract int chargedBytes();
}
