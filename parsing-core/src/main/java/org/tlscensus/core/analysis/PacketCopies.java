package org.tlscensus.core.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.row.RecentPackets;
import org.tlscensus.core.row.RecentPackets.Packet;

/**
 * Finds packets that a capture shows twice, since two taps or both ends of a mirrored path gave
 * them: a packet that is like one of the {@value #WINDOW} before it on its connection, within
 * {@value #MOST_NANOS} nanoseconds. Which tags and link addresses it has, its time to live and its
 * checksums do not matter, for routers and switches change them.
 *
 * <p>A segment that was sent again is no copy: it has another identification. IPv6 has none; there
 * what is sent again that soon is taken for a copy.
 */
final class PacketCopies {
    static final int WINDOW = 32;
    static final long MOST_NANOS = 10_000_000;

    /** Of the two lists and their packets when they are full. */
    static final int BYTES = 2 * WINDOW * 48;

    private static final int PRINTED_BYTES = 64; // of a payload; TCP's numbers tell the rest
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final List<Packet> first = new ArrayList<>();
    private final ArrayDeque<Packet> last = new ArrayDeque<>();
    private long packets;
    private long found;

    /** Whether the packet is a copy of one before. */
    boolean isCopy(PacketDecoder packet, End from, long timeNanos) {
        Packet taken =
                new Packet(
                        packets,
                        timeNanos,
                        print(packet, from),
                        from.isHigh(),
                        packet.payloadOriginalLength());
        boolean isCopy = isAmongLast(taken, packets);
        if (isCopy) {
            found++;
        } else if (packets < WINDOW) {
            first.add(taken);
        }
        remember(taken);
        packets++;
        return isCopy;
    }

    /**
     * Takes over what a later part remembers.
     *
     * @return those of its packets that are copies of packets here
     */
    List<Packet> join(RecentPackets later) {
        List<Packet> copies = new ArrayList<>();
        for (Packet packet : later.first()) {
            long place = packets + packet.place();
            Packet here = at(packet, place);
            if (isAmongLast(here, place)) {
                copies.add(here);
            } else if (place < WINDOW) {
                first.add(here);
            }
        }
        for (Packet packet : later.last()) {
            remember(at(packet, packets + packet.place()));
        }
        packets += later.packets();
        return copies;
    }

    private static Packet at(Packet packet, long place) {
        return new Packet(
                place,
                packet.timeNanos(),
                packet.print(),
                packet.fromHigh(),
                packet.payloadBytes());
    }

    private void remember(Packet packet) {
        last.addLast(packet);
        if (last.size() > WINDOW) {
            last.removeFirst();
        }
    }

    private boolean isAmongLast(Packet packet, long place) {
        Iterator<Packet> before = last.descendingIterator();
        while (before.hasNext()) {
            Packet other = before.next();
            if (place - other.place() > WINDOW) {
                return false;
            }
            boolean isNear = Math.abs(packet.timeNanos() - other.timeNanos()) <= MOST_NANOS;
            if (other.print() == packet.print() && isNear) {
                return true;
            }
        }
        return false;
    }

    /** How many packets there were. */
    long packets() {
        return packets;
    }

    /** How many copies there were. */
    long found() {
        return found;
    }

    RecentPackets toPart() {
        return new RecentPackets(packets, List.copyOf(first), List.copyOf(last));
    }

    /** A hash of what a packet keeps on its way. */
    private static long print(PacketDecoder packet, End from) {
        long hash = mix(from.isHigh() ? 1 : 0, packet.identification());
        hash = mix(hash, packet.payloadOriginalLength());
        if (packet.isTcp()) {
            hash = mix(hash, packet.sequenceNumber());
            hash = mix(hash, packet.acknowledgmentNumber());
            hash = mix(hash, packet.tcpFlags());
        }
        byte[] bytes = packet.payloadBytes();
        int start = packet.payloadOffset();
        int end = start + Math.min(packet.payloadLength(), PRINTED_BYTES);
        for (int i = start; i < end; i++) {
            hash = mix(hash, bytes[i]);
        }
        return hash;
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * FACTOR;
        return mixed ^ mixed >>> 32;
    }
}
