package org.tlscensus.jobs.generate.plan;

/**
 * What comes of StartTLS.
 *
 * @param offered share of the population's servers that offer it
 * @param upgraded share of connections to such servers that go over to TLS
 * @param refused share of the requests that the server refuses, be it that it offers the upgrade
 */
public record StartTlsPlan(double offered, double upgraded, double refused) {
    static final StartTlsPlan ALWAYS = new StartTlsPlan(1, 1, 0);

    static StartTlsPlan read(PlanNode node) {
        StartTlsPlan plan =
                new StartTlsPlan(
                        node.get("offered", 1.0, PlanNode::share),
                        node.get("upgraded", 1.0, PlanNode::share),
                        node.get("refused", 0.0, PlanNode::share));
        node.expectAllRead();
        return plan;
    }
}
