package org.tlscensus.jobs.plan;

import java.io.Serializable;
import org.tlscensus.core.analysis.Unit;

/**
 * A split of a site's captures.
 *
 * @param number place among the splits of the site
 * @param capture index among the captures of the site
 * @param start first byte
 * @param end one past the last byte, or {@link Long#MAX_VALUE}
 * @param context of a start that is known to be a record boundary, else null
 * @param bytes stored bytes to read
 */
public record PlannedUnit(
        String site, long number, int capture, long start, long end, byte[] context, long bytes)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** As the core knows it. */
    public Unit unit() {
        return new Unit(number, capture, start, end, context);
    }

    /** The same split, with its first record proven. */
    public PlannedUnit beginningAt(long record, byte[] provenContext) {
        return new PlannedUnit(site, number, capture, record, end, provenContext, bytes);
    }

    /** The same split, of a file that has another index. */
    public PlannedUnit ofCapture(int index) {
        return new PlannedUnit(site, number, index, start, end, context, bytes);
    }
}
