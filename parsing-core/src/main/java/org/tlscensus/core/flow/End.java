package org.tlscensus.core.flow;

import org.tlscensus.core.wire.Side;

/**
 * One of the two ends of a flow, told by its address (see {@link FlowKey}); which of them is the
 * client is another question.
 */
public enum End {
    LOW,
    HIGH;

    /** As parts of connections have it. */
    public static End of(boolean isHigh) {
        return isHigh ? HIGH : LOW;
    }

    /** As parts of connections have it. */
    public boolean isHigh() {
        return this == HIGH;
    }

    public End other() {
        return this == HIGH ? LOW : HIGH;
    }

    /** The side that this end is when that one is the client. */
    public Side side(End client) {
        return this == client ? Side.CLIENT : Side.SERVER;
    }

    /** The end of a side when this one is the client. */
    public End ofSide(Side side) {
        return side == Side.CLIENT ? this : other();
    }
}
