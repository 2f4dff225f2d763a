package org.tlscensus.jobs.generate.plan;

import java.util.List;

/**
 * What a client offers.
 *
 * @param versions greatest first
 * @param suites IANA names
 * @param groups IANA names
 * @param keyShares groups for which it sends a share unasked; those of the first one where not told
 * @param alpn empty: no ALPN
 * @param statusRequest whether it asks for a staple
 * @param tickets whether it takes session tickets, before TLS 1.3
 */
public record ClientPlan(
        String name,
        List<TlsVersion> versions,
        List<String> suites,
        List<String> groups,
        List<String> keyShares,
        List<String> alpn,
        boolean statusRequest,
        boolean tickets,
        String place) {

    static ClientPlan read(String name, PlanNode node) {
        List<TlsVersion> versions =
                node.at("versions").list().stream().map(TlsVersion::read).toList();
        if (versions.isEmpty()) {
            throw node.at("versions").error("want at least one");
        }
        List<String> groups = node.get("groups", List.of("x25519", "secp256r1"), PlanNode::texts);
        ClientPlan plan =
                new ClientPlan(
                        name,
                        versions,
                        node.at("suites").texts(),
                        groups,
                        node.get("key_shares", groups.subList(0, 1), PlanNode::texts),
                        node.get("alpn", List.of(), PlanNode::texts),
                        node.get("status_request", true, PlanNode::flag),
                        node.get("tickets", false, PlanNode::flag),
                        node.place());
        node.expectAllRead();
        return plan;
    }
}
