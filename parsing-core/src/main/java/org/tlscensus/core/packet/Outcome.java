package org.tlscensus.core.packet;

import java.util.Locale;

/** What became of a packet. Each packet has one, so that their counts sum to the packets. */
public enum Outcome {
    /**
     * TCP or UDP was reached; a datagram in fragments counts here with the one that completes it.
     */
    DECODED,
    /** A fragment of a datagram that was not complete when it came. */
    FRAGMENT,
    /** EAP over a LAN (IEEE 802.1X): looked at for the TLS in it. */
    EAPOL,
    /** Not IP: ARP, spanning tree, control frames, … */
    NOT_IP,
    /** IP that carries neither TCP nor UDP, nor a tunnel that is known here. */
    NOT_TCP_OR_UDP,
    /** Encrypted below TCP and UDP: ESP, protected 802.11. */
    ENCRYPTED,
    /** The capture ends inside a header. */
    TRUNCATED,
    /** A header that cannot be what it says. */
    MALFORMED,
    /** A checksum is wrong; only when they are verified. */
    BAD_CHECKSUM,
    /** A link type that is not known here. */
    UNKNOWN_LINK_TYPE,
    /** More tunnels, tags or extension headers in each other than the limit. */
    TOO_DEEP;

    /** The key of {@code packets_by_reason}. */
    public String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
