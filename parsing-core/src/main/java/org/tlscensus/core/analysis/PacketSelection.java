package org.tlscensus.core.analysis;

import java.io.Serializable;
import org.tlscensus.core.filter.PacketFilter;

/**
 * Which packets are looked at.
 *
 * @param expression in the language of {@link org.tlscensus.core.filter}; null: all
 * @param fromNanos time of the first, nanoseconds since the epoch; null: no bound
 * @param toNanos one past the time of the last; null: no bound
 */
public record PacketSelection(String expression, Long fromNanos, Long toNanos)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Every packet. */
    public static final PacketSelection ALL = new PacketSelection(null, null, null);

    /**
     * Fails where the expression is none: where a user gives it, and not where packets are read.
     */
    public PacketSelection {
        if (expression != null) {
            PacketFilter.parse(expression);
        }
    }

    PacketFilter filter() {
        return expression == null ? PacketFilter.ALL : PacketFilter.parse(expression);
    }

    /** Whether packets of this time are looked at. */
    public boolean takes(long nanos) {
        return (fromNanos == null || nanos >= fromNanos) && (toNanos == null || nanos < toNanos);
    }

    /**
     * Whether a capture may have packets that are looked at.
     *
     * @param firstNanos time of its first packet; null when not known
     * @param lastNanos time of its last packet; null when not known
     */
    public boolean mayTakeOf(Long firstNanos, Long lastNanos) {
        boolean isBefore = fromNanos != null && lastNanos != null && lastNanos < fromNanos;
        boolean isBeyond = toNanos != null && firstNanos != null && firstNanos >= toNanos;
        return !isBefore && !isBeyond;
    }
}
