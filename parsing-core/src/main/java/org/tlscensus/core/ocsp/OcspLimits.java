package org.tlscensus.core.ocsp;

/**
 * Bounds of what an OCSP message may cost. Reaching one is said in {@code parse_error}.
 *
 * @param maxBytes bytes of a message that is looked at: real ones have some 2 kB
 * @param maxSingles single requests or responses that are read: real ones have one
 * @param maxTimestamps signed certificate timestamps of a single response: real ones have a few
 * @param maxNotes notes of what does not parse in one of them
 */
public record OcspLimits(int maxBytes, int maxSingles, int maxTimestamps, int maxNotes) {
    public static final OcspLimits DEFAULT = new OcspLimits(1 << 18, 1000, 100, 8);
}
