package org.tlscensus.jobs.generate.pki;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tlscensus.jobs.generate.plan.Plan;
import org.tlscensus.jobs.generate.plan.PopulationPlan;

/** All identities of a plan. They are in memory, some kilobytes each. */
public final class Identities {
    private final Map<String, List<Identity>> byPopulation = new HashMap<>();

    /**
     * Makes them, on all cores.
     *
     * @param ofClients names of the populations that clients have
     */
    public Identities(Plan plan, Authorities authorities, Keys keys, Set<String> ofClients) {
        Instant start = Instant.ofEpochSecond(Math.floorDiv(plan.startMicros(), 1_000_000L));
        Set<String> clients = new HashSet<>(ofClients);
        for (PopulationPlan population : plan.populations()) {
            Population maker =
                    new Population(
                            population,
                            clients.contains(population.name()),
                            authorities,
                            keys,
                            plan.seed(),
                            start);
            byPopulation.put(
                    population.name(),
                    IntStream.range(0, population.count())
                            .parallel()
                            .mapToObj(maker::identity)
                            .toList());
        }
    }

    public List<Identity> of(PopulationPlan population) {
        return byPopulation.get(population.name());
    }
}
