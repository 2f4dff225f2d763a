package org.tlscensus.jobs.generate.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * OCSP lookups beside a connection: the client asks for the server's certificate when it has come.
 *
 * @param lookups share of connections with one
 * @param userAgents who asks
 * @param get share of lookups by GET
 * @param latency from the end of the request to the response
 * @param connect round-trip time to the responder
 * @param nextUpdate from this_update
 * @param networks of the responders
 */
public record OcspPlan(
        double lookups,
        Shares<String> userAgents,
        Shares<Status> statuses,
        double get,
        Spread latency,
        Spread connect,
        Spread nextUpdate,
        Networks networks) {
    private static final long DAY = 86_400_000_000L;

    /** What a responder says of a certificate. */
    public enum Status {
        GOOD,
        REVOKED,
        UNKNOWN;

        /** As the tables name it. */
        public String word() {
            return Words.of(this);
        }
    }

    static OcspPlan read(PlanNode node, Plan.Names names) {
        OcspPlan plan =
                new OcspPlan(
                        node.get("lookups", 1.0, PlanNode::share),
                        userAgents(node, names),
                        node.get(
                                "statuses",
                                Shares.only(Status.GOOD),
                                value -> Words.shares(value, Status.class)),
                        node.get("get", 0.0, PlanNode::share),
                        node.get(
                                "latency",
                                Spread.constant(20_000),
                                value -> Spread.read(value, PlanNode::micros)),
                        node.get(
                                "rtt",
                                Spread.constant(10_000),
                                value -> Spread.read(value, PlanNode::micros)),
                        node.get(
                                "next_update",
                                Spread.constant(7 * DAY),
                                value -> Spread.read(value, PlanNode::micros)),
                        Networks.read(node, "responders", "responders_ipv6"));
        node.expectAllRead();
        return plan;
    }

    private static Shares<String> userAgents(PlanNode node, Plan.Names names) {
        if (!node.has("clients")) {
            return Shares.only("Mozilla/5.0 (X11; Linux x86_64; rv:38.0) Gecko/20100101");
        }
        List<String> agents = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (Map.Entry<String, PlanNode> entry : node.at("clients").entries().entrySet()) {
            String agent = names.userAgents().get(entry.getKey());
            if (agent == null) {
                throw node.at("clients")
                        .error(
                                "there is no user agent "
                                        + entry.getKey()
                                        + "; there are: "
                                        + String.join(", ", names.userAgents().keySet()));
            }
            agents.add(agent);
            weights.add(entry.getValue().number(0, 1e12));
        }
        return new Shares<>(agents, weights);
    }
}
