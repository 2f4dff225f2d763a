package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.ConnectionReuse;

/** A connection as far as its ends were counted, for what comes next on its flow. */
interface CountedConnection extends ConnectionReuse.Present {
    SideCounters end(boolean high);

    @Override
    default Integer initialSequence(boolean high) {
        return end(high).initialOrNull();
    }

    @Override
    default Integer answered(boolean high) {
        return end(high).answeredOrNull();
    }

    @Override
    default boolean hasSequence(boolean high) {
        return end(high).space() != null;
    }

    @Override
    default int lowestSequence(boolean high) {
        return end(high).space().lowest();
    }
}
