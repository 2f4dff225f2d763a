package org.tlscensus.jobs.generate.plan;

import java.util.List;

/**
 * How packets become files.
 *
 * @param everyMicros a new file after so long; 0: never
 * @param maxBytes a new file after so many bytes, before compression; 0: never
 * @param loss share of all packets that are not captured
 * @param vlan ids, outermost first
 */
public record CapturePlan(
        long everyMicros,
        long maxBytes,
        Packing packing,
        int snapLength,
        double loss,
        List<Integer> vlan) {
    static final CapturePlan PLAIN = new CapturePlan(0, 0, Packing.PLAIN, 0x40000, 0, List.of());

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
                                                .toList()));
        node.expectAllRead();
        return plan;
    }
}
