package org.tlscensus.jobs.extract;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tlscensus.core.packet.FlowScope;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.core.packet.TunnelPort;

/** Tells which packets of a site's captures are wanted, and hands them on. */
final class SitePackets {
    private final WantedFlows flows;
    private final PacketDecoder decoder;
    private final FragmentQueue queue;
    private final Map<String, Long> packetsById = new HashMap<>();
    private final TreeSet<String> connections = new TreeSet<>(); // of the present packet
    private int packet; // number of the present one

    SitePackets(
            List<WantedConnection> wanted,
            List<TunnelPort> tunnelPorts,
            FlowScope scope,
            FragmentQueue queue) {
        flows = new WantedFlows(scope);
        wanted.forEach(flows::add);
        decoder = new PacketDecoder(PacketLimits.DEFAULTS, tunnelPorts, scope);
        this.queue = queue;
    }

    /** Takes the packet that a capture stands at. */
    void packet(OpenCapture capture, PcapngOutput out) throws IOException {
        decoder.setMark(++packet);
        connections.clear();
        long nanos = capture.timeNanos();
        Outcome outcome = decoder.decode(capture.reader());
        if (outcome == Outcome.FRAGMENT) {
            fragment(capture, out);
            return;
        }
        int datagram = decoder.firstFragmentMark();
        for (Outcome frame = outcome;
                frame != null && frame.hasContent();
                frame = decoder.nextFrame()) {
            note(frame, nanos);
        }
        if (outcome.hasContent() && datagram != packet) {
            queue.decide(datagram, List.copyOf(connections));
        }
        if (!connections.isEmpty()) {
            List<String> ids = List.copyOf(connections);
            queue.add(CapturedPacket.at(capture.reader(), capture.interfaceIn(out), ids));
        }
    }

    /** It may be wanted: who it belongs to is known when its datagram is complete. */
    private void fragment(OpenCapture capture, PcapngOutput out) throws IOException {
        int number = capture.interfaceIn(out);
        CapturedPacket held = CapturedPacket.at(capture.reader(), number, List.of());
        queue.addFragment(held, decoder.pendingDatagramMark());
    }

    private void note(Outcome frame, long nanos) {
        WantedConnection found =
                frame == Outcome.EAPOL
                        ? flows.ofFrame(decoder, nanos)
                        : flows.ofFlow(decoder, nanos);
        if (found != null) {
            connections.add(found.id());
            packetsById.merge(found.id(), 1L, Long::sum);
        }
    }

    /** Packets that were found, datagrams in fragments as one, by connection. */
    Map<String, Long> packetsById() {
        return packetsById;
    }
}
