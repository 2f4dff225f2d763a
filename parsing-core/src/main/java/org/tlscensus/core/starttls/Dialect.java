package org.tlscensus.core.starttls;

import org.tlscensus.core.wire.Side;

/** A protocol's reading of the bytes; what it learns goes to its {@link StartTlsState}. */
interface Dialect {
    /**
     * Takes bytes up to the end of the next unit (line, message, tag).
     *
     * @param role who sent them, as the protocol has it
     * @return how many bytes were taken, at least 1; all, if the unit does not end in them
     */
    int take(Side role, byte[] bytes, int offset, int length);

    /** Whether the last unit of that role has begun and not ended. */
    boolean isMidway(Side role);

    /** Bytes of that role are missing here. */
    void gap(Side role);
}
