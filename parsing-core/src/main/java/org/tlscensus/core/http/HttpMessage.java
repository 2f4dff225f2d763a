package org.tlscensus.core.http;

import org.tlscensus.core.x509.CrlScanner;

/**
 * A message that was found.
 *
 * @param content of a body that may be OCSP, its codings undone; null for any other
 * @param list what a revocation list that is the body has; null for any other body
 * @param bodyBytes bytes of the body that were there, as they were sent
 * @param error what is wrong with the framing or the coding of such a body, or null
 * @param start the byte of the run at which it begins
 * @param end one past its last byte; -1 when that was not seen and is not said
 * @param firstNanos time of its first byte
 * @param lastNanos time when all of it was there; null when that was not seen
 */
public record HttpMessage(
        HttpHeader header,
        byte[] content,
        CrlScanner list,
        long bodyBytes,
        String error,
        long start,
        long end,
        long firstNanos,
        Long lastNanos) {}
