package org.tlscensus.core.analysis;

import java.util.Locale;

/** What is counted per capture file beside the outcomes of its packets. */
enum CaptureAnomaly {
    /** A packet's time lies before that of the packet before it. */
    BACKWARD_TIME,
    /** The snap length cut a packet's transport payload. */
    CUT_PAYLOAD,
    /** A dialogue stood in the middle when the bound of reading on was reached. */
    LOOKAHEAD_BOUND,
    /** A connection left the flow table since it was full. */
    FLOW_BOUND,
    /** A handshake message was passed over since the task's memory for them was full. */
    HANDSHAKE_MEMORY_BOUND;

    String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
