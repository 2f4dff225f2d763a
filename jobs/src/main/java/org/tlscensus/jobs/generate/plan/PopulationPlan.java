package org.tlscensus.jobs.generate.plan;

import java.util.Map;

/**
 * Certificates that are alike.
 *
 * @param count how many; at least as many as they are few, whatever the scale
 * @param authority who issues them; null with Tor's
 * @param names pattern of DNS names, {@code {n}} is the number
 * @param age how long they have been valid when the plan begins
 * @param sharedKeys so many keys for all; 0: a key for each
 */
public record PopulationPlan(
        String name,
        int count,
        boolean tor,
        AuthorityPlan authority,
        Shares<KeyKind> keys,
        Shares<SignatureHash> hashes,
        Shares<Validity> validity,
        Shares<ChainKind> chains,
        String names,
        Spread lifetime,
        Spread age,
        Shares<Level> levels,
        double mustStaple,
        int sharedKeys) {
    private static final long DAY = 86_400_000_000L;

    /** Certificate policies of the CA/Browser Forum. */
    public enum Level {
        NONE(null),
        DV("2.23.140.1.2.1"),
        OV("2.23.140.1.2.2"),
        EV("2.23.140.1.1");

        private final String policy;

        Level(String policy) {
            this.policy = policy;
        }

        /** Its OID, or null. */
        public String policy() {
            return policy;
        }
    }

    static PopulationPlan read(String name, PlanNode node, Map<String, AuthorityPlan> authorities) {
        boolean tor = node.get("tor", false, PlanNode::flag);
        PopulationPlan plan =
                new PopulationPlan(
                        name,
                        node.get("count", 1L, value -> value.count(1, 10_000_000)).intValue(),
                        tor,
                        tor ? null : node.at("authority").named(authorities, "authority"),
                        shares(node, "key", tor ? KeyKind.RSA1024 : KeyKind.RSA2048),
                        shares(node, "hash", tor ? SignatureHash.SHA1 : SignatureHash.SHA256),
                        tor
                                ? Shares.only(Validity.UNKNOWN_ISSUER)
                                : shares(node, "validity", Validity.VERIFIABLE),
                        tor
                                ? Shares.only(ChainKind.LEAF_ONLY)
                                : shares(node, "chain", ChainKind.COMPLETE),
                        tor ? null : node.at("names").text(),
                        node.get(
                                "lifetime",
                                Spread.constant((tor ? 365 : 90) * DAY),
                                value -> Spread.read(value, PlanNode::micros)),
                        node.get(
                                "age",
                                Spread.constant(30 * DAY),
                                value -> Spread.read(value, PlanNode::micros)),
                        tor ? Shares.only(Level.NONE) : shares(node, "level", Level.NONE),
                        tor ? 0 : node.get("must_staple", 0.0, PlanNode::share),
                        tor
                                ? 0
                                : node.get("shared_keys", 0L, value -> value.count(0, 16))
                                        .intValue());
        node.expectAllRead();
        plan.check(node);
        return plan;
    }

    /** Whether an authority issued all of them. */
    boolean haveIssuers() {
        return !tor && !validity.things().contains(Validity.SELF_SIGNED);
    }

    private static <E extends Enum<E>> Shares<E> shares(PlanNode node, String key, E otherwise) {
        Class<E> words = otherwise.getDeclaringClass();
        return node.get(key, Shares.only(otherwise), value -> Words.shares(value, words));
    }

    private void check(PlanNode node) {
        if (tor && keys.things().stream().anyMatch(key -> !key.isRsa())) {
            throw node.error("Tor's certificates have RSA keys");
        }
        if (!tor && !names.contains("{n}") && count > 1) {
            throw node.at("names").error("want {n} in it, or all have one name");
        }
        if (validity.things().contains(Validity.NO_INTERMEDIATE)
                && authority.intermediates() == 0) {
            throw node.error("no_intermediate wants an authority with intermediates");
        }
    }
}
