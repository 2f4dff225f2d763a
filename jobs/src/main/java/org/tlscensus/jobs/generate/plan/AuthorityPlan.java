package org.tlscensus.jobs.generate.plan;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * A certification authority: a trust anchor, and intermediates below it, the last of which issues.
 *
 * @param trusted its anchor is in {@code roots.pem}
 * @param lifetimeMicros of its own certificates, the midst of which is the plan's start
 * @param ocspUrl in the certificates that it issues; or null
 * @param aliases of the host of its responder, as DNS would have them in a chain
 * @param crlUrl in the certificates that it issues; or null
 */
public record AuthorityPlan(
        String name,
        String organization,
        KeyKind key,
        SignatureHash hash,
        int intermediates,
        boolean trusted,
        long lifetimeMicros,
        String ocspUrl,
        List<String> aliases,
        String crlUrl) {
    private static final long TWENTY_YEARS = 7300L * 86_400_000_000L;

    static AuthorityPlan read(String name, PlanNode node) {
        AuthorityPlan plan =
                new AuthorityPlan(
                        name,
                        node.get("organization", name, PlanNode::text),
                        node.get(
                                "key",
                                KeyKind.RSA2048,
                                value -> Words.constant(value, KeyKind.class)),
                        node.get(
                                "hash",
                                SignatureHash.SHA256,
                                value -> Words.constant(value, SignatureHash.class)),
                        node.get("intermediates", 1L, value -> value.count(0, 8)).intValue(),
                        node.get("trusted", true, PlanNode::flag),
                        node.get("lifetime", TWENTY_YEARS, PlanNode::micros),
                        node.get("ocsp", null, AuthorityPlan::url),
                        node.get("aliases", List.of(), PlanNode::texts),
                        node.get("crl", null, PlanNode::text));
        node.expectAllRead();
        if (!plan.aliases.isEmpty() && plan.ocspUrl == null) {
            throw node.at("aliases").error("want ocsp: they are its host's");
        }
        return plan;
    }

    private static String url(PlanNode node) {
        String text = node.text();
        try {
            URI url = new URI(text);
            if ("http".equals(url.getScheme()) && url.getHost() != null) {
                return text;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw node.error("want a URL like http://ocsp.example, not " + text);
    }
}
