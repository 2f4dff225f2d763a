package org.tlscensus.core.analysis;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.tlscensus.core.packet.FlowScope;
import org.tlscensus.core.packet.TunnelPort;
import org.tlscensus.core.x509.TorPattern;

/**
 * What a user may set of the analysis. The rows are a function of these and of the packets.
 *
 * @param tcpIdleNanos silence after which a TCP connection is over
 * @param udpIdleNanos silence after which a UDP connection is over
 * @param allConnections whether connections without a known protocol get rows
 * @param verifyChecksums whether packets with wrong checksums are left out
 * @param limits bounds of memory and of reading on
 * @param tunnelPorts UDP ports at which tunnels are looked for beside their own
 * @param flowScope what tells flows apart beside addresses, ports and protocol
 * @param dropDuplicates whether a packet that the capture shows again does not count
 * @param selection which packets are looked at
 * @param packetSequence how many of the first packets with payload of each connection are told; 0:
 *     none
 * @param torRules how Tor's connections look, in the form of {@link TorPattern#parse}; null: as the
 *     program knows them
 */
public record AnalysisOptions(
        long tcpIdleNanos,
        long udpIdleNanos,
        boolean allConnections,
        boolean verifyChecksums,
        AnalysisLimits limits,
        String torRules,
        List<TunnelPort> tunnelPorts,
        FlowScope flowScope,
        boolean dropDuplicates,
        PacketSelection selection,
        int packetSequence)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A connection has no more than that many in {@code packetSequence}. */
    public static final int LONGEST_PACKET_SEQUENCE = 1_000;

    public AnalysisOptions {
        // Absent in what was kept before there was such an option.
        tunnelPorts = tunnelPorts == null ? List.of() : List.copyOf(tunnelPorts);
        flowScope = flowScope == null ? FlowScope.NONE : flowScope;
        selection = selection == null ? PacketSelection.ALL : selection;
    }

    /** Options that take every packet, and tell flows apart by addresses, ports and protocol. */
    public AnalysisOptions(
            long tcpIdleNanos,
            long udpIdleNanos,
            boolean allConnections,
            boolean verifyChecksums,
            AnalysisLimits limits,
            String torRules) {
        this(
                tcpIdleNanos,
                udpIdleNanos,
                allConnections,
                verifyChecksums,
                limits,
                torRules,
                List.of(),
                FlowScope.NONE,
                false,
                PacketSelection.ALL,
                0);
    }

    /**
     * TCP 15 minutes, since a Tor link's keepalive comes every 5; UDP 2 minutes (RFC 4787 section
     * 4.3).
     */
    public static final AnalysisOptions DEFAULTS =
            new AnalysisOptions(
                    Duration.ofMinutes(15).toNanos(),
                    Duration.ofMinutes(2).toNanos(),
                    false,
                    false,
                    AnalysisLimits.DEFAULTS,
                    null);

    /** These options with other ports of tunnels. */
    public AnalysisOptions withTunnelPorts(List<TunnelPort> ports) {
        return with(ports, flowScope, dropDuplicates, selection);
    }

    /** These options with other packets that count, and others that tell flows apart. */
    public AnalysisOptions with(
            List<TunnelPort> ports, FlowScope scope, boolean isOnce, PacketSelection packets) {
        return new AnalysisOptions(
                tcpIdleNanos,
                udpIdleNanos,
                allConnections,
                verifyChecksums,
                limits,
                torRules,
                ports,
                scope,
                isOnce,
                packets,
                packetSequence);
    }

    /** These options with so many of each connection's first packets told. */
    public AnalysisOptions withPacketSequence(int length) {
        return new AnalysisOptions(
                tcpIdleNanos,
                udpIdleNanos,
                allConnections,
                verifyChecksums,
                limits,
                torRules,
                tunnelPorts,
                flowScope,
                dropDuplicates,
                selection,
                length);
    }

    long idleNanos(boolean tcp) {
        return tcp ? tcpIdleNanos : udpIdleNanos;
    }
}
