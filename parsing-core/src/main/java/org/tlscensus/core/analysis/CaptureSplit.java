package org.tlscensus.core.analysis;

/**
 * A split, which is a run of a site's packets: the packet records that begin in a byte range of a
 * capture file, or all those of several files in a row.
 *
 * @param number place among the splits of the site, in time order
 * @param capture index of the first file among the captures of the site
 * @param files how many files it reads from that one on; an overlap group of files that overlap in
 *     time is always read as a whole
 * @param start first byte of the range; 0 is the start of the file
 * @param end one past the last byte, or {@link Long#MAX_VALUE}: to the end of the file
 * @param context the reader's context at {@code start}, when {@code start} is known to be a record
 *     boundary; null when the boundary is to be found by content
 */
public record CaptureSplit(
        long number, int capture, int files, long start, long end, byte[] context) {

    /** A split of one file, or of the files that overlap with it. */
    public CaptureSplit(long number, int capture, long start, long end, byte[] context) {
        this(number, capture, 1, start, end, context);
    }

    /** The split with a beginning that is known. */
    CaptureSplit from(long knownStart, byte[] knownContext) {
        return new CaptureSplit(number, capture, files, knownStart, end, knownContext);
    }
}
