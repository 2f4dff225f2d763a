package org.tlscensus.jobs.generate.plan;

/**
 * Connections of one kind at a site.
 *
 * @param weight among the entries of its site
 * @param networks of the servers
 * @param certificates of the servers: each identity is a server with an address of its own
 * @param serverName share of connections with a server name
 * @param dns what clients ask before they connect; null: nothing
 * @param duration of connections; null: as long as the data take
 * @param keepAliveMicros from one exchange to the next while a duration lasts
 * @param requestBytes of the client's application data in an exchange
 * @param responseBytes of the server's
 * @param rtt round-trip time from the place of the capture to the server
 * @param think time that the server takes for an answer
 */
public record TrafficPlan(
        String name,
        double weight,
        Protocol protocol,
        int port,
        Networks networks,
        PopulationPlan certificates,
        Shares<HandshakePlan> handshakes,
        double serverName,
        StartTlsPlan startTls,
        OcspPlan ocsp,
        DnsPlan dns,
        Spread duration,
        long keepAliveMicros,
        Spread requestBytes,
        Spread responseBytes,
        Spread rtt,
        Spread think,
        Shares<Ending> endings,
        Shares<Ailment> ailments) {
    private static final long MINUTE = 60_000_000L;
    private static final int SUBMISSION_PORT = 587;

    static TrafficPlan read(PlanNode node, Plan.Names names) {
        Protocol protocol =
                node.get("protocol", Protocol.TLS, value -> Words.constant(value, Protocol.class));
        TrafficPlan plan =
                new TrafficPlan(
                        node.at("name").text(),
                        node.get("weight", 1.0, value -> value.number(0, 1e12)),
                        protocol,
                        (int) node.at("port").count(1, 65_535),
                        Networks.read(node, "servers", "servers_ipv6"),
                        node.at("certificates").named(names.populations(), "certificates"),
                        Words.shares(node.at("handshakes"), names.handshakes(), "handshake"),
                        node.get("server_name", 1.0, PlanNode::share),
                        protocol.isStartTls()
                                ? node.get("starttls", StartTlsPlan.ALWAYS, StartTlsPlan::read)
                                : null,
                        node.get("ocsp", null, value -> OcspPlan.read(value, names)),
                        node.get("dns", null, DnsPlan::read),
                        node.get("duration", null, value -> Spread.read(value, PlanNode::micros)),
                        node.get("keep_alive", MINUTE, PlanNode::micros),
                        bytes(node, "request", 400),
                        bytes(node, "response", 4000),
                        time(node, "rtt", 20_000),
                        time(node, "think", 1000),
                        node.get(
                                "endings",
                                Shares.only(Ending.FIN),
                                value -> Words.shares(value, Ending.class)),
                        node.get(
                                "ailments",
                                Shares.only(Ailment.NONE),
                                value -> Words.shares(value, Ailment.class)));
        node.expectAllRead();
        plan.check(node);
        return plan;
    }

    private void check(PlanNode node) {
        if (keepAliveMicros < 1000 || keepAliveMicros > 14 * MINUTE) {
            throw node.at("keep_alive")
                    .error(
                            "want at least 1ms, and at most 14m, for after 15m a connection is over");
        }
        boolean staples = handshakes.things().stream().anyMatch(HandshakePlan::staple);
        if (staples && !certificates.haveIssuers()) {
            throw node.at("handshakes").error("nobody signs staples for " + certificates.name());
        }
        if (ailments.things().contains(Ailment.CLOCK_STEP)) {
            throw node.at("ailments")
                    .error("clock_step stands in captures: a clock is of them all");
        }
        boolean isSubmission = protocol == Protocol.SUBMISSION;
        if (isSubmission != (port == SUBMISSION_PORT) && (isSubmission || isMail())) {
            throw node.at("port").error("SMTP on port 587 is submission, and nowhere else");
        }
    }

    private boolean isMail() {
        return protocol == Protocol.SMTP;
    }

    private static Spread bytes(PlanNode node, String key, long otherwise) {
        return node.get(
                key, Spread.constant(otherwise), value -> Spread.read(value, PlanNode::bytes));
    }

    private static Spread time(PlanNode node, String key, long otherwise) {
        return node.get(
                key, Spread.constant(otherwise), value -> Spread.read(value, PlanNode::micros));
    }
}
