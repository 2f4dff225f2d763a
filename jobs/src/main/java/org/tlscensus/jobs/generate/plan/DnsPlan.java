package org.tlscensus.jobs.generate.plan;

import java.util.List;

/**
 * What clients ask a resolver before they connect.
 *
 * @param lookups share of connections before which the server's name is looked up
 * @param networks of the resolvers
 * @param both share of lookups that ask for addresses of both families, not of the connection's
 * @param aliases that lead from a name to its addresses, in order; {n} is the server's number
 * @param aliased share of servers whose names have them
 * @param nxdomain share of lookups that first ask for the name within the search domain, where it
 *     does not exist
 * @param rtt round-trip time to the resolver
 */
public record DnsPlan(
        double lookups,
        Networks networks,
        double both,
        List<String> aliases,
        double aliased,
        double nxdomain,
        String search,
        Spread rtt) {
    private static final int MOST_ALIASES = 4; // so that an answer fits into a datagram

    static DnsPlan read(PlanNode node) {
        List<String> aliases = node.get("aliases", List.of(), PlanNode::texts);
        DnsPlan plan =
                new DnsPlan(
                        node.get("lookups", 1.0, PlanNode::share),
                        Networks.read(node, "resolvers", "resolvers_ipv6"),
                        node.get("both", 1.0, PlanNode::share),
                        aliases,
                        node.get("aliased", aliases.isEmpty() ? 0.0 : 1.0, PlanNode::share),
                        node.get("nxdomain", 0.0, PlanNode::share),
                        node.get("search", "search.example", PlanNode::text),
                        node.get(
                                "rtt",
                                Spread.constant(5000),
                                value -> Spread.read(value, PlanNode::micros)));
        node.expectAllRead();
        plan.check(node);
        return plan;
    }

    private void check(PlanNode node) {
        boolean areNames = aliases.stream().allMatch(DnsPlan::isName);
        if (aliases.size() > MOST_ALIASES || !areNames) {
            throw node.at("aliases").error("want at most " + MOST_ALIASES + " names of hosts");
        }
        if (!isName(search)) {
            throw node.at("search").error("want the name of a domain");
        }
    }

    private static boolean isName(String text) {
        String host = text.replace("{n}", "1");
        return host.length() <= 100 && host.matches("([a-z0-9-]{1,63}\\.)+[a-z0-9-]{1,63}");
    }
}
