package org.tlscensus.core.http;

/**
 * Bounds of what an HTTP message may cost. A message that reaches one is given up, or kept with an
 * error when it is known to be OCSP.
 *
 * @param headerBytes start line and fields; RFC 9110 has no bound, servers have 8 to 32 kB
 * @param bodyBytes a body that is kept, before and after its content coding is undone
 * @param listBytes a revocation list, which is read and not kept: of a longer one only its head is
 *     told
 * @param listFieldBytes what is kept of one: all but its entries
 * @param wholeListBytes a list that is kept as a whole, for what it says of certificates
 * @param skippedBytes a body that is not kept and yet followed, to find what comes after it
 */
public record HttpLimits(
        int headerBytes,
        int bodyBytes,
        int listBytes,
        int listFieldBytes,
        int wholeListBytes,
        int skippedBytes) {
    public static final HttpLimits DEFAULTS =
            new HttpLimits(32 << 10, 1 << 18, 128 << 20, 32 << 10, 1 << 20, 64 << 10);
}
