package org.tlscensus.core.row;

import java.util.List;

/**
 * What a part of a connection remembers of its packets, so that copies of them are known in the
 * next part.
 *
 * @param packets how many the part has, copies too
 * @param first of its first ones, those that are no copies of others in the part
 * @param last its last ones
 */
public record RecentPackets(long packets, List<Packet> first, List<Packet> last) {
    /**
     * A packet.
     *
     * @param place among the packets of the part, from 0
     * @param print hash of what copies have in common
     * @param payloadBytes transport payload
     */
    public record Packet(
            long place, long timeNanos, long print, boolean fromHigh, int payloadBytes) {}
}
