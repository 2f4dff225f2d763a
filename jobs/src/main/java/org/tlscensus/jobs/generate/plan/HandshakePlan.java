package org.tlscensus.jobs.generate.plan;

import java.util.Map;

/**
 * What a server makes of a client's offer.
 *
 * @param suite IANA name of what it chooses
 * @param group IANA name of what it chooses; null where the suite has none
 * @param alpn what it chooses, or null
 * @param staple whether it staples an OCSP response
 * @param resumed whether it goes on with the session of another handshake: by a pre-shared key in
 *     TLS 1.3, before by a ticket or else by its id
 * @param ticket whether a session before TLS 1.3 is kept in a ticket
 * @param answered whether the server answers at all
 * @param clientCertificate whether it asks, and what the client does
 * @param clients population of clients' certificates; null where none is sent
 */
public record HandshakePlan(
        String name,
        ClientPlan client,
        TlsVersion version,
        String suite,
        String group,
        String alpn,
        boolean staple,
        boolean resumed,
        boolean ticket,
        boolean answered,
        ClientCertificate clientCertificate,
        PopulationPlan clients,
        String place) {

    /** What comes of client authentication. */
    public enum ClientCertificate {
        /** The server does not ask. */
        NONE,
        /** The server asks, and the client has none. */
        EMPTY,
        /** The client sends one. */
        SENT
    }

    static HandshakePlan read(
            String name,
            PlanNode node,
            Map<String, ClientPlan> clients,
            Map<String, PopulationPlan> populations) {
        ClientCertificate certificate =
                node.get(
                        "client_certificate",
                        ClientCertificate.NONE,
                        value -> Words.constant(value, ClientCertificate.class));
        HandshakePlan plan =
                new HandshakePlan(
                        name,
                        node.at("client").named(clients, "client"),
                        TlsVersion.read(node.at("version")),
                        node.at("suite").text(),
                        node.get("group", null, PlanNode::text),
                        node.get("alpn", null, PlanNode::text),
                        node.get("staple", false, PlanNode::flag),
                        node.get("resumed", false, PlanNode::flag),
                        node.get("ticket", false, PlanNode::flag),
                        node.get("answered", true, PlanNode::flag),
                        certificate,
                        certificate == ClientCertificate.SENT
                                ? node.at("client_certificates").named(populations, "certificates")
                                : null,
                        node.place());
        node.expectAllRead();
        plan.check(node);
        return plan;
    }

    private void check(PlanNode node) {
        if (!client.versions().contains(version)) {
            throw node.at("version").error(client.name() + " does not offer " + version.word());
        }
        if (!client.suites().contains(suite)) {
            throw node.at("suite").error(client.name() + " does not offer " + suite);
        }
        if (group != null && !client.groups().contains(group)) {
            throw node.at("group").error(client.name() + " does not offer " + group);
        }
        if (alpn != null && !client.alpn().contains(alpn)) {
            throw node.at("alpn").error(client.name() + " does not offer " + alpn);
        }
        if (staple && !client.statusRequest()) {
            throw node.at("staple").error(client.name() + " does not ask for staples");
        }
        if (ticket && (version == TlsVersion.TLS13 || !client.tickets())) {
            throw node.at("ticket")
                    .error("want a version before TLS 1.3, and a client with tickets");
        }
        if (resumed && (staple || clientCertificate != ClientCertificate.NONE)) {
            throw node.at("resumed").error("nobody sends certificates when a session is resumed");
        }
        boolean isMore = staple || resumed || clientCertificate != ClientCertificate.NONE;
        if (!answered && isMore) {
            throw node.at("answered").error("nothing else can come of a hello without an answer");
        }
        boolean wantsGroup = version == TlsVersion.TLS13 || suite.contains("DHE_");
        if (wantsGroup != (group != null)) {
            throw node.error(suite + (wantsGroup ? " wants a group" : " has no group"));
        }
    }
}
