package org.tlscensus.core.analysis;

import java.util.Locale;

/** What is counted per capture file beside the outcomes of its packets. */
enum CaptureAnomaly {
    /** A packet's time lies before that of a packet before it in its file. */
    BACKWARD_TIME,
    /** The snap length cut a packet's transport payload. */
    CUT_PAYLOAD,
    /**
     * A frame with TCP or UDP in a packet after the first such frame: of an A-MSDU. The packets of
     * all connections together are the decoded packets and these.
     */
    FURTHER_FRAME,
    /** A dialogue or message stood in the middle, and a bound of following it was reached. */
    LOOKAHEAD_BOUND,
    /** A message in the middle was given up, since the task's memory was full. */
    MEMORY_BOUND,
    /** A handshake message was passed over since the task's memory for them was full. */
    HANDSHAKE_MEMORY_BOUND,
    /** A packet or the rest of the file met a bug of tls-census: what it belonged to is lost. */
    FAILED;

    String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
