package org.tlscensus.jobs.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.PacketSelection;
import org.tlscensus.core.filter.FilterException;
import org.tlscensus.core.filter.PacketFilter;
import org.tlscensus.core.packet.FlowScope;
import org.tlscensus.core.packet.TunnelPort;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of which packets count, and which of them make one connection. */
final class PacketOptions {
    enum FlowKeyPart {
        VLAN,
        TUNNEL
    }

    enum Duplicates {
        KEEP,
        DROP
    }

    static final String NO_TIME = "--from is to be before --to: no packet lies between them";

    @Option(
            names = "--filter",
            paramLabel = "EXPRESSION",
            converter = Expression.class,
            description =
                    "Look only at these packets: host, net, port, portrange, proto, tcp, udp, ip,"
                            + " ip6, vlan, src, dst, and, or, not, as tcpdump has them. It is about"
                            + " the innermost addresses and ports, below tunnels.")
    private String filter;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Quantities.Moment.class,
            description =
                    "Look only at packets from this time on, like 2026-09-21 or"
                            + " 2026-09-21T14:30:00Z (UTC unless it says else). Captures that end"
                            + " before are not read.")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Quantities.Moment.class,
            description = "Look only at packets before this time.")
    private Instant to;

    @Option(
            names = "--flow-key",
            split = ",",
            paramLabel = "vlan|tunnel",
            description =
                    "Addresses and ports are used again in other VLANs (vlan), or in other networks"
                            + " of VXLAN, GENEVE, GRE (tunnel): each has connections of its own."
                            + " Not for captures that show the two directions with other tags.")
    private List<FlowKeyPart> flowKey = new ArrayList<>();

    @Option(
            names = "--duplicates",
            paramLabel = "keep|drop",
            defaultValue = "keep",
            description =
                    "drop: a packet that is captured again within 10 ms, maybe with other tags, MAC"
                            + " addresses, time to live or checksums, does not count; how many there"
                            + " were is in duplicate_packets (${DEFAULT-VALUE}).")
    private Duplicates duplicates;

    @Option(
            names = "--tunnel-port",
            paramLabel = "TUNNEL=PORT",
            converter = TunnelPortOption.class,
            description =
                    "A UDP port at which a tunnel or mirror is looked for beside its own, as"
                            + " vxlan=12345; may be given several times. census describe --headers"
                            + " lists the tunnels.")
    private List<TunnelPort> tunnelPorts = new ArrayList<>();

    FlowScope flowScope() {
        return new FlowScope(
                flowKey.contains(FlowKeyPart.VLAN), flowKey.contains(FlowKeyPart.TUNNEL));
    }

    /** Whether a time is left between --from and --to. */
    boolean hasTime() {
        return from == null || to == null || from.isBefore(to);
    }

    /** Options with what was asked for. */
    AnalysisOptions in(AnalysisOptions options) {
        return options.with(tunnelPorts, flowScope(), duplicates == Duplicates.DROP, selection());
    }

    PacketSelection selection() {
        return new PacketSelection(filter, nanos(from), nanos(to));
    }

    private static Long nanos(Instant time) {
        return time == null
                ? null
                : (Long) (time.getEpochSecond() * 1_000_000_000L + time.getNano());
    }

    private static final class Expression implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            try {
                PacketFilter.parse(text);
                return text;
            } catch (FilterException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
