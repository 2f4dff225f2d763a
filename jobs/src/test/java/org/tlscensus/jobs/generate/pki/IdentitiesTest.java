package org.tlscensus.jobs.generate.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.tlscensus.jobs.generate.plan.Plan;
import org.tlscensus.jobs.generate.plan.PlanFile;
import org.tlscensus.jobs.generate.plan.PopulationPlan;

class IdentitiesTest {
    private static final Plan PLAN =
            PlanFile.read(Path.of("..", "datasets", "plans", "smoke.yaml"));

    private static final Keys KEYS = new Keys(PLAN.seed(), "identities");
    private static final Authorities AUTHORITIES = new Authorities(PLAN, KEYS);

    /** Sites ask for identities at the same time. */
    @RepeatedTest(5)
    void thoseMadeSideBySideAreThoseMadeOneAfterTheOther() {
        assertEquals(certificates(identities(), false), certificates(identities(), true));
    }

    private static Identities identities() {
        return new Identities(PLAN, AUTHORITIES, KEYS, Set.of());
    }

    private static List<String> certificates(Identities identities, boolean isSideBySide) {
        PopulationPlan population = PLAN.populations().get(0);
        IntStream numbers = IntStream.range(0, 300);
        return (isSideBySide ? numbers.parallel() : numbers)
                .mapToObj(number -> identities.get(population, number).leaf().sha256())
                .toList();
    }
}
