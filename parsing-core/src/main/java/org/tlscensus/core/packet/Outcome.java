package org.tlscensus.core.packet;

import java.util.Locale;

/**
 * What became of a packet. Each captured packet has one, so that their counts sum to the packets. A
 * packet that holds several frames (A-MSDU) has the outcome of the one that came furthest.
 */
public enum Outcome {
    DECODED(
            "TCP or UDP was reached; a datagram in fragments counts here with the one that completes"
                    + " it"),
    UNDECODED_TUNNEL(
            "UDP on the port of a tunnel or mirror whose inside could not be read: its header is not"
                    + " what it should be, or leads to what is not known here. It is taken for a"
                    + " datagram of its own flow, as one that is no tunnel would be"),
    EAPOL("EAP over a LAN (IEEE 802.1X): looked at for the TLS in it"),
    FRAGMENT("A fragment of a datagram that was not complete when it came"),
    NOT_IP("Not IP: ARP, spanning tree, control frames, …"),
    NOT_TCP_OR_UDP("IP that carries neither TCP nor UDP, nor a tunnel that is known here"),
    ENCRYPTED("Encrypted below TCP and UDP: ESP, protected 802.11"),
    TRUNCATED("The capture ends inside a header"),
    MALFORMED("A header that cannot be what it says"),
    BAD_CHECKSUM("A checksum is wrong; only when they are verified"),
    FILTERED("Left out by --filter, or its time lies before --from or not before --to"),
    UNKNOWN_LINK_TYPE("A link type that is not known here"),
    TOO_DEEP("More tunnels, tags or extension headers in each other than the limit"),
    FAILED("A bug of tls-census met it, which the file's damage tells: please report it");

    private final String meaning;

    Outcome(String meaning) {
        this.meaning = meaning;
    }

    /** Whether there is a segment or datagram of a flow. */
    public boolean hasFlow() {
        return this == DECODED || this == UNDECODED_TUNNEL;
    }

    /** Whether there is something to look at: of a flow, or EAP over a LAN. */
    public boolean hasContent() {
        return hasFlow() || this == EAPOL;
    }

    /** Of the outcomes of two frames of a packet the one that the packet has. */
    public Outcome or(Outcome later) {
        Outcome furthest = compareTo(later) <= 0 ? this : later;
        return furthest.compareTo(FRAGMENT) <= 0 ? furthest : this;
    }

    /** The key of {@code packets_by_reason}. */
    public String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For a person. */
    public String meaning() {
        return meaning;
    }
}
