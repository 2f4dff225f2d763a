package org.tlscensus.core.starttls;

/**
 * Bounds of what a cleartext dialogue may make us hold. What goes beyond one is dropped, and the
 * dialogue followed on.
 *
 * @param lineBytes bytes of a line or message that is not complete
 * @param openingBytes bytes of both sides in which the protocol has to show itself
 * @param heldBytes bytes of the client that wait for the answer to its request
 * @param pendingCommands commands that wait for their replies (pipelining)
 * @param mechanisms authentication mechanisms kept
 * @param bannerCharacters characters kept of the server's banner
 * @param elementDepth depth of XML elements that are told apart
 * @param tunnels proxies one behind the other
 */
public record StartTlsLimits(
        int lineBytes,
        int openingBytes,
        int heldBytes,
        int pendingCommands,
        int mechanisms,
        int bannerCharacters,
        int elementDepth,
        int tunnels) {
    public static final StartTlsLimits DEFAULTS =
            new StartTlsLimits(16 << 10, 2 << 10, 32 << 10, 64, 32, 256, 16, 3);
}
