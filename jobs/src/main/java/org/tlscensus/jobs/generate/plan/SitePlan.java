package org.tlscensus.jobs.generate.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A place where packets were captured.
 *
 * @param weight of its connections among those of all sites
 * @param clients their addresses
 * @param clientHosts how many there are
 * @param ipv6 share of connections over IPv6
 */
public record SitePlan(
        String name,
        double weight,
        Networks clients,
        int clientHosts,
        double ipv6,
        CapturePlan captures,
        List<TrafficPlan> traffic) {

    static SitePlan read(PlanNode node, CapturePlan captures, Plan.Names names) {
        PlanNode nameNode = node.at("name");
        String name = nameNode.text();
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw nameNode.error(
                    "a site's name has letters, digits, dots, underscores and hyphens");
        }
        SitePlan plan =
                new SitePlan(
                        name,
                        node.get("weight", 1.0, value -> value.number(0, 1e12)),
                        Networks.read(node, "clients", "clients_ipv6"),
                        node.get("client_hosts", 200L, value -> value.count(1, 1 << 24)).intValue(),
                        node.get("ipv6", 0.0, PlanNode::share),
                        node.get("captures", captures, value -> CapturePlan.read(value, captures)),
                        traffic(node.at("traffic"), names));
        node.expectAllRead();
        plan.check(node);
        return plan;
    }

    private static List<TrafficPlan> traffic(PlanNode node, Plan.Names names) {
        List<TrafficPlan> traffic = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (PlanNode entry : node.list()) {
            TrafficPlan plan = TrafficPlan.read(entry, names);
            if (!known.add(plan.name())) {
                throw entry.error("two entries are called " + plan.name());
            }
            traffic.add(plan);
        }
        if (traffic.isEmpty()) {
            throw node.error("want at least one");
        }
        return traffic;
    }

    private void check(PlanNode node) {
        if (clientHosts > clients.ipv4Hosts()) {
            throw node.error("the network of its clients has fewer than " + clientHosts);
        }
        boolean hasIpv6 =
                clients.ipv6() != null
                        && traffic.stream().allMatch(entry -> entry.networks().ipv6() != null);
        if (ipv6 > 0 && !hasIpv6) {
            throw node.at("ipv6").error("want clients_ipv6, and servers_ipv6 of all its traffic");
        }
        boolean asksIpv4Only =
                traffic.stream()
                        .anyMatch(t -> t.dns() != null && t.dns().networks().ipv6() == null);
        if (ipv6 > 0 && asksIpv4Only) {
            throw node.at("ipv6").error("want resolvers_ipv6 of all its dns");
        }
    }
}
