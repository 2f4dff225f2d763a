package org.tlscensus.core.filter;

import org.tlscensus.core.packet.PacketDecoder;

/** Tells whether a packet with a flow is wanted. Allocates nothing. */
@FunctionalInterface
public interface PacketFilter {
    /** Takes every packet. */
    PacketFilter ALL = packet -> true;

    /** Whether the packet is wanted that the decoder has decoded to a flow. */
    boolean matches(PacketDecoder packet);

    /**
     * The filter that a text says.
     *
     * @throws FilterException saying what is wrong, and where
     */
    static PacketFilter parse(String text) {
        return text.isBlank() ? ALL : new FilterParser(text).parse();
    }
}
