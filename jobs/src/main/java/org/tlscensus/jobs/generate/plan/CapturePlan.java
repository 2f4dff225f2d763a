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
        Tunnel tunnel,
        ClockStep clockStep) {
    static final CapturePlan PLAIN =
            new CapturePlan(
                    Format.PCAP,
                    0,
                    0,
                    Packing.PLAIN,
                    0x40000,
                    0,
                    List.of(),
                    Tunnel.NONE,
                    ClockStep.NONE);

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

    /**
     * A jump of the capture's clock.
     *
     * @param atMicros after the plan's start
     * @param byMicros negative: back
     */
    public record ClockStep(long atMicros, long byMicros) {
        public static final ClockStep NONE = new ClockStep(Long.MAX_VALUE, 0);
        private static final long MOST = 30_000_000L;

        static ClockStep read(PlanNode node) {
            ClockStep step = new ClockStep(node.at("at").micros(), node.at("by").shiftMicros());
            node.expectAllRead();
            if (Math.abs(step.byMicros) > MOST) {
                throw node.at("by").error("want at most 30s, forward or back");
            }
            return step;
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
                                value -> Words.constant(value, Tunnel.class)),
                        node.get("clock_step", otherwise.clockStep, ClockStep::read));
        node.expectAllRead();
        return plan;
    }
}
