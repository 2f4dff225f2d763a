package org.tlscensus.jobs.extract;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.Damage;
import org.tlscensus.core.packet.FlowScope;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.core.packet.TunnelPort;

/**
 * Reads captures in the order of time, those that overlap at once, and writes the wanted packets.
 * Packets of one capture keep their order.
 */
final class Extraction {
    private final List<Capture> captures;
    private final PcapngOutput out;
    private final FragmentQueue queue;
    private final Map<String, SitePackets> sites = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long bytes;

    /**
     * A capture that rows name.
     *
     * @param firstNanos time of its first packet, as the archive knows it
     * @param runs what is to be read of it, at least one, in the order of the file
     */
    record Capture(
            String site, String name, long firstNanos, List<WantedBytes> runs, Opening opening) {}

    /** Opens a capture. */
    interface Opening {
        ByteSource open() throws IOException;
    }

    Extraction(
            List<Capture> captures,
            List<WantedConnection> wanted,
            List<TunnelPort> tunnelPorts,
            FlowScope scope,
            PcapngOutput out) {
        this.captures = new ArrayList<>(captures);
        this.captures.sort(Comparator.comparingLong(Capture::firstNanos));
        this.out = out;
        queue = new FragmentQueue(out, PacketLimits.DEFAULTS.fragmentNanos());
        Map<String, List<WantedConnection>> bySite = new TreeMap<>();
        wanted.forEach(w -> bySite.computeIfAbsent(w.site(), s -> new ArrayList<>()).add(w));
        bySite.forEach(
                (site, of) -> sites.put(site, new SitePackets(of, tunnelPorts, scope, queue)));
    }

    /** Reads what is to be read of all captures. */
    void run() throws IOException {
        Standing standing = new Standing();
        try (standing) {
            int next = 0;
            while (next < captures.size() || !standing.isEmpty()) {
                while (next < captures.size() && standing.isBehind(captures.get(next))) {
                    open(captures.get(next++), standing);
                }
                OpenCapture earliest = standing.take();
                if (earliest != null) {
                    sites.get(earliest.site()).packet(earliest, out);
                    standing.advance(earliest, problems);
                }
            }
        }
        queue.end();
        bytes = standing.bytes;
    }

    private void open(Capture capture, Standing standing) throws IOException {
        try {
            standing.advance(OpenCapture.open(capture), problems);
        } catch (IOException e) {
            problems.add(
                    capture.site() + "/" + capture.name() + " cannot be read: " + e.getMessage());
        }
    }

    /** The captures that are open, each at a packet. */
    private static final class Standing implements Closeable {
        private final PriorityQueue<OpenCapture> byTime =
                new PriorityQueue<>(Comparator.comparingLong(OpenCapture::timeNanos));
        private long bytes;

        boolean isEmpty() {
            return byTime.isEmpty();
        }

        /** Whether a capture has to be open before the earliest packet is taken. */
        boolean isBehind(Capture capture) {
            return byTime.isEmpty() || capture.firstNanos() <= byTime.peek().timeNanos();
        }

        OpenCapture take() {
            return byTime.poll();
        }

        void advance(OpenCapture capture, List<String> problems) throws IOException {
            boolean standsAtPacket = false;
            try {
                standsAtPacket = capture.advance();
            } finally {
                if (standsAtPacket) {
                    byTime.add(capture);
                } else {
                    capture.close();
                    bytes += capture.bytes();
                    for (Damage damage : capture.damages()) {
                        problems.add(
                                String.format(
                                        "%s: byte %d: %s",
                                        capture.label(), damage.offset(), damage.description()));
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            for (OpenCapture capture : byTime) {
                capture.close();
            }
        }
    }

    /** Packets that were found, by connection. */
    Map<String, Long> packetsById() {
        Map<String, Long> all = new HashMap<>();
        sites.values().forEach(site -> all.putAll(site.packetsById()));
        return all;
    }

    /** Stored bytes that were read. */
    long bytes() {
        return bytes;
    }

    /** What was wrong with captures. */
    List<String> problems() {
        return problems;
    }
}
