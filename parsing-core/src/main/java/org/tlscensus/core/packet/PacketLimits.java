package org.tlscensus.core.packet;

/**
 * Bounds of packet decoding.
 *
 * @param depth headers in each other: link layers, tags, tunnels, extension headers. Real stacks
 *     have about ten
 * @param datagrams datagrams that wait for fragments
 * @param fragmentBytes payload that waits for fragments
 * @param fragmentNanos how long a datagram waits, in capture time (RFC 8200 section 4.5: 60
 *     seconds)
 * @param verifyChecksums whether wrong checksums count. Off, since captures of a machine's own
 *     traffic hold checksums that its network card was to fill in
 */
public record PacketLimits(
        int depth, int datagrams, int fragmentBytes, long fragmentNanos, boolean verifyChecksums) {

    public static final PacketLimits DEFAULTS =
            new PacketLimits(32, 4096, 16 << 20, 60_000_000_000L, false);

    public PacketLimits withChecksums(boolean verified) {
        return new PacketLimits(depth, datagrams, fragmentBytes, fragmentNanos, verified);
    }
}
