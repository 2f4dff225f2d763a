package org.tlscensus.core.analysis;

/**
 * A split: the packet records that begin in a byte range of a capture file, or all of a stretch of
 * files that overlap in time.
 *
 * @param number place among the splits of the site, in time order
 * @param capture index of the file, or of the first of the stretch, among the captures of the site
 * @param start first byte of the range; 0 is the start of the file
 * @param end one past the last byte, or {@link Long#MAX_VALUE}: to the end of the file
 * @param context the reader's context at {@code start}, when {@code start} is known to be a record
 *     boundary; null when the boundary is to be found by content
 */
public record Unit(long number, int capture, long start, long end, byte[] context) {

    /** The split with a beginning that is known. */
    Unit from(long knownStart, byte[] knownContext) {
        return new Unit(number, capture, knownStart, end, knownContext);
    }
}
