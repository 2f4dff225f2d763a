package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.ConnectionReuse;
import org.tlscensus.core.flow.End;

/** A connection as far as its ends were counted, for what comes next on its flow. */
interface CountedConnection extends ConnectionReuse.Present {
    SideCounters end(End end);

    @Override
    default Integer initialSequence(End end) {
        return end(end).initialOrNull();
    }

    @Override
    default Integer answered(End end) {
        return end(end).answeredOrNull();
    }

    @Override
    default boolean hasSequence(End end) {
        return end(end).space() != null;
    }

    @Override
    default int lowestSequence(End end) {
        return end(end).space().lowest();
    }
}
