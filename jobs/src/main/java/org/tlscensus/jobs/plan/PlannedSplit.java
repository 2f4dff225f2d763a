package org.tlscensus.jobs.plan;

import java.io.Serializable;
import org.tlscensus.core.analysis.CaptureSplit;

/**
 * A split of a site's captures.
 *
 * @param number place among the splits of the site
 * @param capture index of the first file among the captures of the site
 * @param files how many files it reads from that one on
 * @param start first byte
 * @param end one past the last byte, or {@link Long#MAX_VALUE}
 * @param context of a start that is known to be a record boundary, else null
 * @param bytes stored bytes to read
 */
public record PlannedSplit(
        String site,
        long number,
        int capture,
        int files,
        long start,
        long end,
        byte[] context,
        long bytes)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** As the core knows it. */
    public CaptureSplit split() {
        return new CaptureSplit(number, capture, files, start, end, context);
    }

    /** The same split, with its first record proven. */
    public PlannedSplit beginningAt(long record, byte[] provenContext) {
        return new PlannedSplit(site, number, capture, files, record, end, provenContext, bytes);
    }

    /** The same split, of files that have other indexes. */
    public PlannedSplit ofCapture(int index) {
        return new PlannedSplit(site, number, index, files, start, end, context, bytes);
    }

    /** What reading it costs: its bytes, and the opening of files in bytes read meanwhile. */
    long cost() {
        return SplitSize.cost(bytes, files);
    }
}
