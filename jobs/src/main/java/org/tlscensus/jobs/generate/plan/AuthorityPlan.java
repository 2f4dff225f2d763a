package org.tlscensus.jobs.generate.plan;

/**
 * A certification authority: a trust anchor, and intermediates below it, the last of which issues.
 *
 * @param trusted its anchor is in {@code roots.pem}
 * @param lifetimeMicros of its own certificates, the midst of which is the plan's start
 * @param ocspUrl in the certificates that it issues; or null
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
                        node.get("ocsp", null, PlanNode::text),
                        node.get("crl", null, PlanNode::text));
        node.expectAllRead();
        return plan;
    }
}
