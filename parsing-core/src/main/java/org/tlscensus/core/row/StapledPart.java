package org.tlscensus.core.row;

/**
 * An OCSP response that a TLS handshake carried.
 *
 * @param timeNanos when it was there, nanoseconds since the epoch
 * @param certificateSha256 the certificate it was sent for; NULL when that was not seen
 */
public record StapledPart(long timeNanos, byte[] response, String certificateSha256) {}
