package org.tlscensus.jobs.extract;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tlscensus.core.flow.FlowEntry;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.flow.FlowTable;
import org.tlscensus.core.packet.FlowScope;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.wire.AddressText;

/** The wanted connections of a site, by what packets show of their ends. */
final class WantedFlows {
    private static final int IPV4 = 4;
    private static final long MAPPED_IPV4 = 0xffff_0000_0000L;
    private static final String EAPOL = "eapol";

    private final FlowTable<Flow> flows = new FlowTable<>();
    private final Map<String, List<WantedConnection>> byStation = new HashMap<>();
    private final FlowKey key = new FlowKey();
    private final int scopeAtFirst;

    /**
     * @param scope what told flows apart when the rows were made
     */
    WantedFlows(FlowScope scope) {
        scopeAtFirst = scope.equals(FlowScope.NONE) ? 0 : Scoped.NOT_KNOWN;
    }

    /** The connections between two ends, in all VLANs and networks. */
    private static final class Flow extends FlowEntry {
        private final List<Scoped> connections = new ArrayList<>(1);

        Flow(FlowKey key) {
            super(key);
        }

        WantedConnection at(PacketDecoder packet, long nanos) {
            Scoped first = null;
            for (Scoped connection : connections) {
                if (connection.wanted.holds(nanos)) {
                    if (connection.scope == packet.scopeId()) {
                        return connection.wanted;
                    }
                    if (first == null && connection.mayBeginWith(packet)) {
                        first = connection;
                    }
                }
            }
            if (first == null) {
                return null;
            }
            first.scope = packet.scopeId();
            return first.wanted;
        }
    }

    /**
     * A connection, and which VLAN or network it is in. Rows name no network: that of the first
     * packet of the connection's time is it.
     */
    private static final class Scoped {
        private static final int NOT_KNOWN = -1;

        private final WantedConnection wanted;
        private int scope;

        Scoped(WantedConnection wanted, int scope) {
            this.wanted = wanted;
            this.scope = scope;
        }

        boolean mayBeginWith(PacketDecoder packet) {
            return scope == NOT_KNOWN && Objects.equals(wanted.vlan(), packet.vlan());
        }
    }

    void add(WantedConnection wanted) {
        if (wanted.transport().equals(EAPOL)) {
            // Both may send to the group's address, so that either end has to do.
            for (String station : List.of(wanted.clientAddress(), wanted.serverAddress())) {
                byStation.computeIfAbsent(station, a -> new ArrayList<>(1)).add(wanted);
            }
            return;
        }
        long[] client = words(wanted.clientAddress());
        long[] server = words(wanted.serverAddress());
        int protocol = wanted.transport().equals("tcp") ? FlowKey.TCP : FlowKey.UDP;
        key.set(
                client[0],
                client[1],
                wanted.clientPort(),
                server[0],
                server[1],
                wanted.serverPort(),
                protocol);
        Flow flow = flows.get(key);
        if (flow == null) {
            flow = new Flow(key);
            flows.put(flow);
        }
        flow.connections.add(new Scoped(wanted, scopeAtFirst));
    }

    private static long[] words(String text) {
        byte[] address = AddressText.parse(text);
        if (address == null) {
            throw new IllegalStateException("the tables have an address " + text);
        }
        ByteBuffer in = ByteBuffer.wrap(address);
        return address.length == IPV4
                ? new long[] {0, MAPPED_IPV4 | in.getInt() & 0xffff_ffffL}
                : new long[] {in.getLong(), in.getLong()};
    }

    /** The connection of the segment or datagram that was decoded; null when it is not wanted. */
    WantedConnection ofFlow(PacketDecoder packet, long nanos) {
        key.set(
                packet.sourceHigh(),
                packet.sourceLow(),
                packet.sourcePort(),
                packet.destinationHigh(),
                packet.destinationLow(),
                packet.destinationPort(),
                packet.isTcp() ? FlowKey.TCP : FlowKey.UDP);
        Flow flow = flows.get(key);
        return flow == null ? null : flow.at(packet, nanos);
    }

    /** The conversation of the EAPOL frame that was decoded; null when it is not wanted. */
    WantedConnection ofFrame(PacketDecoder frame, long nanos) {
        if (byStation.isEmpty()) {
            return null;
        }
        WantedConnection from = ofStation(frame.linkSource(), nanos);
        return from != null ? from : ofStation(frame.linkDestination(), nanos);
    }

    private WantedConnection ofStation(long address, long nanos) {
        List<WantedConnection> of = byStation.get(AddressText.mac(address));
        return of == null ? null : at(of, nanos);
    }

    private static WantedConnection at(List<WantedConnection> connections, long nanos) {
        for (WantedConnection connection : connections) {
            if (connection.holds(nanos)) {
                return connection;
            }
        }
        return null;
    }
}
