package org.tlscensus.jobs.generate.plan;

/**
 * What comes of StartTLS.
 *
 * @param servers share of the population's servers that offer it
 * @param offered share of connections that go to such servers
 * @param upgraded share of connections that go over to TLS
 * @param refused share of connections in which a server that offers it refuses it
 */
public record StartTlsPlan(double servers, double offered, double upgraded, double refused) {
    static final StartTlsPlan ALWAYS = new StartTlsPlan(1, 1, 1, 0);

    static StartTlsPlan read(PlanNode node) {
        double servers = node.get("servers", 1.0, PlanNode::share);
        double offered = node.get("offered", servers, PlanNode::share);
        double refused = node.get("refused", 0.0, PlanNode::share);
        double upgraded = node.get("upgraded", offered - refused, PlanNode::share);
        node.expectAllRead();
        if (upgraded + refused > offered + 1e-9) {
            throw node.error("more connections are upgraded or refused than are offered it");
        }
        if (offered > 0 && servers == 0 || offered < 1 && servers == 1) {
            throw node.error("no server is there for some of the connections");
        }
        return new StartTlsPlan(servers, offered, upgraded, refused);
    }
}
