package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.ConnectionReuse;
import org.tlscensus.core.row.ConnectionPart;

/** Why a connection leaves the flow table. */
enum EvictionReason {
    /** A SYN showed that its ports are used anew. */
    NEW_CONNECTION,
    /** A packet came after more than the idle time. */
    IDLE,
    /** It was silent for longer than the idle time; but a capture's clock may go back. */
    SILENT,
    /** What came may belong to it or not: only its earlier parts can tell. */
    UNSURE,
    /** It is closed, or the split is over, or its place is needed. */
    LEFT;

    /** Why it leaves when a packet came that may not belong to it. */
    static EvictionReason by(ConnectionReuse verdict) {
        return switch (verdict) {
            case NEW_BY_SYN -> NEW_CONNECTION;
            case NEW_BY_IDLE -> IDLE;
            case UNSURE -> UNSURE;
            case SAME -> LEFT;
        };
    }

    /**
     * Whether the part that leaves may have to be joined, as {@link ConnectionPart#completeness}.
     */
    String completeness(Connection connection, boolean isClosed) {
        boolean endIsCertain = this == NEW_CONNECTION || this == IDLE;
        boolean endIsLikely = endIsCertain || this == SILENT || this == LEFT && isClosed;
        boolean startIsLikely = connection.isKnownFromStart() || connection.openedBySyn();
        if (connection.isKnownFromStart() && endIsCertain) {
            return ConnectionPart.SETTLED;
        }
        return startIsLikely && endIsLikely ? ConnectionPart.POSSIBLE : ConnectionPart.UNFINISHED;
    }
}
