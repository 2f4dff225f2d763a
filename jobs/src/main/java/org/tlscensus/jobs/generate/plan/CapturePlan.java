package org.tlscensus.jobs.generate.plan;

import java.util.List;

/**
 * How packets become files.
 *
 * @param format of the files
 * @param everyMicros a new file after so long; 0: never
 * @param maxBytes a new file after so many bytes, before compression; 0: never
 * @param loss share of all packets that are not captured
 * @param vlan ids, outermost first
 * @param tunnel that all packets are in, behind the VLAN tags
 */
public record CapturePlan(
        Format format,
        long everyMicros,
        long maxBytes,
        Packing packing,
        int snapLength,
        double loss,
        List<Integer> vlan,
        Tunnel tunnel) {
    static final CapturePlan PLAIN =
            new CapturePlan(Format.PCAP, 0, 0, Packing.PLAIN, 0x40000, 0, List.of(), Tunnel.NONE);

    /** What files are, beneath a compression. */
    public enum Format {
        PCAP,
        PCAPNG;

        /** How their names end. */
        public String suffix() {
            return "." + Words.of(this);
        }
    }

    /** Between two routers with IPv4. */
    public enum Tunnel {
        NONE,
        GRE,
        VXLAN;

        /** As the tables name it. */
        public String word() {
            return Words.of(this);
        }
    }

    /** How files are compressed. */
    public enum Packing {
        PLAIN(""),
        GZIP(".gz"),
        ZSTD(".zst");

        private final String suffix;

        Packing(String suffix) {
            this.suffix = suffix;
        }

        public String suffix() {
            return suffix;
        }
    }

    static CapturePlan read(PlanNode node, CapturePlan otherwise) {
        CapturePlan plan =
                new CapturePlan(
                        node.get(
                                "format",
                                otherwise.format,
                                value -> Words.constant(value, Format.class)),
                        node.get("rotate_every", otherwise.everyMicros, PlanNode::micros),
                        node.get("rotate_at", otherwise.maxBytes, PlanNode::bytes),
                        node.get(
                                "compression",
                                otherwise.packing,
                                value -> Words.constant(value, Packing.class)),
                        node.get(
                                        "snap_length",
                                        (long) otherwise.snapLength,
                                        value -> value.count(60, 0x40000))
                                .intValue(),
                        node.get("loss", otherwise.loss, PlanNode::share),
                        node.get(
                                "vlan",
                                otherwise.vlan,
                                value ->
                                        value.list().stream()
                                                .map(id -> (int) id.count(1, 4094))
                                                .toList()),
                        node.get(
                                "tunnel",
                                otherwise.tunnel,
                                value -> Words.constant(value, Tunnel.class)));
        node.expectAllRead();
        return plan;
    }
}
