package org.tlscensus.jobs.generate.pki;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tlscensus.jobs.generate.plan.Plan;
import org.tlscensus.jobs.generate.plan.PopulationPlan;

/**
 * The identities of a plan, each made when it is first asked for: what it is depends on its number
 * alone. They stay in memory, some kilobytes each.
 */
public final class Identities {
    private final Map<String, Population> makers = new HashMap<>();
    private final Map<String, Map<Integer, Identity>> made = new HashMap<>();

    /**
     * @param ofClients names of the populations that clients have
     */
    public Identities(Plan plan, Authorities authorities, Keys keys, Set<String> ofClients) {
        Instant start = Instant.ofEpochSecond(Math.floorDiv(plan.startMicros(), 1_000_000L));
        for (PopulationPlan population : plan.populations()) {
            boolean isOfClients = ofClients.contains(population.name());
            makers.put(
                    population.name(),
                    new Population(population, isOfClients, authorities, keys, plan.seed(), start));
            made.put(population.name(), new ConcurrentHashMap<>());
        }
    }

    /** The identity of a number, from 0 on. */
    public Identity get(PopulationPlan population, int number) {
        Population maker = makers.get(population.name());
        return made.get(population.name()).computeIfAbsent(number, maker::identity);
    }

    /** The identity at a place, from 0 to 1, among all of a population. */
    public Identity at(PopulationPlan population, double place) {
        return get(population, (int) (place * population.count()));
    }
}
