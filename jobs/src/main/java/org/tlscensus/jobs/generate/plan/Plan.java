package org.tlscensus.jobs.generate.plan;

import java.util.List;
import java.util.Map;

/**
 * What is to be made.
 *
 * @param startMicros since the epoch
 * @param durationMicros within which connections begin
 * @param connections in all, at scale 1; those of OCSP lookups come to them
 */
public record Plan(
        String name,
        long seed,
        long startMicros,
        long durationMicros,
        long connections,
        List<AuthorityPlan> authorities,
        List<PopulationPlan> populations,
        List<SitePlan> sites) {

    /** The same plan with another seed. */
    public Plan withSeed(long other) {
        return new Plan(
                name,
                other,
                startMicros,
                durationMicros,
                connections,
                authorities,
                populations,
                sites);
    }

    /** What entries of a plan refer to. */
    record Names(
            Map<String, PopulationPlan> populations,
            Map<String, HandshakePlan> handshakes,
            Map<String, String> userAgents) {}
}
