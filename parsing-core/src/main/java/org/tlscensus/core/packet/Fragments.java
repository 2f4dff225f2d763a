package org.tlscensus.core.packet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Datagrams whose fragments have not all come (RFC 791 section 3.2, RFC 8200 section 4.5). Of bytes
 * that come twice the first copy is kept. What waits too long, or is too much, is dropped, oldest
 * first.
 */
final class Fragments {
    private static final int MAX_DATAGRAM = 65_535;

    private final PacketLimits limits;
    private final Map<Key, Partial> partials = new LinkedHashMap<>();
    private long heldBytes;
    private int mark;

    Fragments(PacketLimits limits) {
        this.limits = limits;
    }

    private record Key(
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int space,
            int scopeId,
            int id,
            int protocol) {}

    /** Fragments of IP; those of a protocol over UDP have a space of their own a sender's port. */
    static final int OF_IP = 0;

    static int ofPort(int sourcePort) {
        return 1 << 16 | sourcePort;
    }

    /**
     * A datagram that is complete.
     *
     * @param protocol what it carries, by its first fragment
     * @param mark the mark of the fragment that came first
     */
    record Datagram(byte[] bytes, int length, int protocol, int mark) {}

    private static final class Partial {
        private final long firstNanos;
        private final int mark;
        private final BitSet filled = new BitSet();
        private byte[] bytes = new byte[2048];
        private int length = -1; // known with the last fragment
        private int protocol;

        Partial(long firstNanos, int mark, int protocol) {
            this.firstNanos = firstNanos;
            this.mark = mark;
            this.protocol = protocol;
        }

        void fill(byte[] from, int at, int offset, int count) {
            if (offset + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(offset + count, bytes.length * 2));
            }
            for (int i = filled.nextClearBit(offset); i < offset + count; ) {
                int next = filled.nextSetBit(i);
                int end = next < 0 ? offset + count : Math.min(next, offset + count);
                System.arraycopy(from, at + i - offset, bytes, i, end - i);
                filled.set(i, end);
                i = filled.nextClearBit(end);
            }
        }

        boolean isComplete() {
            return length >= 0 && filled.nextClearBit(0) >= length;
        }
    }

    void setMark(int mark) {
        this.mark = mark;
    }

    int mark() {
        return mark;
    }

    int pending(int ofMark) {
        int count = 0;
        for (Partial partial : partials.values()) {
            count += partial.mark == ofMark ? 1 : 0;
        }
        return count;
    }

    /**
     * Takes the fragment from {@code at} to the packet's end; the datagram when it is now complete.
     *
     * @param space within which ids are told apart
     */
    Datagram add(
            PacketFields fields,
            int space,
            int id,
            int protocol,
            int offset,
            boolean more,
            int at) {
        drop(fields.timeNanos);
        int count = Math.max(0, fields.end - at);
        if (offset + count > MAX_DATAGRAM) {
            return null;
        }
        // Fragments of one IPv6 datagram may name different next headers; the first one's counts.
        int keyProtocol = fields.sourceHigh == 0 ? protocol : 0;
        Key key =
                new Key(
                        fields.sourceHigh,
                        fields.sourceLow,
                        fields.destinationHigh,
                        fields.destinationLow,
                        space,
                        fields.scopeId,
                        id,
                        keyProtocol);
        // What brings the fragment may itself have come in fragments, the first of them earlier.
        int first = fields.firstFragmentMark;
        Partial partial = partials.get(key);
        if (partial == null) {
            partial = new Partial(fields.timeNanos, first, protocol);
            partials.put(key, partial);
            heldBytes += partial.bytes.length;
        }
        int held = partial.bytes.length;
        partial.fill(fields.bytes, at, offset, count);
        heldBytes += partial.bytes.length - held;
        if (offset == 0) {
            partial.protocol = protocol;
        }
        if (!more && partial.length < 0) {
            partial.length = offset + count;
        }
        if (!partial.isComplete()) {
            fields.pendingDatagramMark = partial.mark;
            return null;
        }
        partials.remove(key);
        heldBytes -= partial.bytes.length;
        return new Datagram(partial.bytes, partial.length, partial.protocol, partial.mark);
    }

    private void drop(long nowNanos) {
        Iterator<Partial> oldest = partials.values().iterator();
        while (oldest.hasNext()) {
            Partial partial = oldest.next();
            boolean old = nowNanos - partial.firstNanos > limits.fragmentNanos();
            boolean tooMuch =
                    partials.size() >= limits.datagrams() || heldBytes > limits.fragmentBytes();
            if (!old && !tooMuch) {
                return;
            }
            heldBytes -= partial.bytes.length;
            oldest.remove();
        }
    }
}
