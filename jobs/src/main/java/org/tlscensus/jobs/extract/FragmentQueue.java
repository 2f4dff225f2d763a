package org.tlscensus.jobs.extract;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Packets on their way out, in order. A fragment waits until its datagram is complete and shows
 * whether it is wanted, and what comes after it waits behind it.
 */
final class FragmentQueue {
    private static final int MOST_BYTES = 64 << 20;

    private final PcapngOutput out;
    private final long waitNanos;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long heldBytes;

    private static final class Waiting {
        private static final int DECIDED = -1;

        private CapturedPacket packet; // null: it is not wanted
        private int datagram; // number of its first fragment; DECIDED when it is known

        Waiting(CapturedPacket packet, int datagram) {
            this.packet = packet;
            this.datagram = datagram;
        }
    }

    /**
     * @param waitNanos capture time for which the decoder waits for a datagram's fragments
     */
    FragmentQueue(PcapngOutput out, long waitNanos) {
        this.out = out;
        this.waitNanos = waitNanos;
    }

    /** A packet that is wanted. */
    void add(CapturedPacket packet) throws IOException {
        if (waiting.isEmpty()) {
            out.packet(packet);
            return;
        }
        hold(packet.copy(), Waiting.DECIDED);
        drain(packet.timeNanos());
    }

    /** A fragment of a datagram that is not complete. */
    void addFragment(CapturedPacket packet, int datagram) throws IOException {
        hold(packet.copy(), datagram);
        drain(packet.timeNanos());
    }

    private void hold(CapturedPacket packet, int datagram) {
        waiting.add(new Waiting(packet, datagram));
        heldBytes += packet.capturedLength();
    }

    /** Of a datagram in fragments it is known now whose it is; nobody's: an empty list. */
    void decide(int datagram, List<String> connections) {
        for (Waiting one : waiting) {
            if (one.datagram == datagram) {
                one.datagram = Waiting.DECIDED;
                one.packet = connections.isEmpty() ? drop(one.packet) : one.packet.of(connections);
            }
        }
    }

    private CapturedPacket drop(CapturedPacket packet) {
        heldBytes -= packet.capturedLength();
        return null;
    }

    private void drain(long nowNanos) throws IOException {
        while (!waiting.isEmpty()) {
            Waiting first = waiting.peek();
            if (first.datagram != Waiting.DECIDED) {
                boolean isLate = nowNanos - first.packet.timeNanos() > waitNanos;
                if (!isLate && heldBytes <= MOST_BYTES) {
                    return;
                }
                first.packet = drop(first.packet);
            } else if (first.packet != null) {
                heldBytes -= first.packet.capturedLength();
                out.packet(first.packet);
            }
            waiting.remove();
        }
    }

    /** No more packets: what is not complete is not wanted. */
    void end() throws IOException {
        drain(Long.MAX_VALUE);
    }
}
