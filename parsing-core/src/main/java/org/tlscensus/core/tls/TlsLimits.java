package org.tlscensus.core.tls;

import java.io.Serializable;

/**
 * Bounds of what a handshake may make us hold and follow. Reaching one is an anomaly, but for the
 * last, which only ends the following.
 *
 * @param helloBytes bytes of a handshake message that has no 24-bit list in it, such as a hello:
 *     its RFC allows no more
 * @param handshakeBytes bytes of a connection's handshake messages: certificates of a megabyte are
 *     met
 * @param certificates certificates of a chain that are kept
 * @param events letters of the history, and alerts of a side
 * @param followedBytes bytes of application data and of what cannot be read, of both sides, after
 *     which nothing more is expected
 */
public record TlsLimits(
        int helloBytes, int handshakeBytes, int certificates, int events, int followedBytes)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final TlsLimits DEFAULTS =
            new TlsLimits(1 << 18, 16 << 20, 1 << 12, 200, 1 << 16);

    /** The most bytes that are held of a handshake message of a type. */
    public int messageBytes(int type) {
        return HandshakeType.hasLongList(type)
                ? handshakeBytes
                : Math.min(helloBytes, handshakeBytes);
    }
}
