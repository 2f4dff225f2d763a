package org.tlscensus.core.tls;

/**
 * Bounds of what a handshake may make us hold and follow. Reaching one is an anomaly, but for the
 * last, which only ends the following.
 *
 * @param handshakeBytes bytes of a handshake message; four times as many of a connection's
 *     handshake messages in the clear
 * @param certificates certificates of a chain that are kept
 * @param events letters of the history, and alerts of a side
 * @param followedBytes bytes of application data and of what cannot be read, of both sides, after
 *     which nothing more is expected
 */
public record TlsLimits(int handshakeBytes, int certificates, int events, int followedBytes) {
    public static final TlsLimits DEFAULTS = new TlsLimits(1 << 18, 100, 200, 1 << 16);
}
