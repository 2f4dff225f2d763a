package org.tlscensus.jobs.generate.traffic;

import java.util.HashMap;
import java.util.Map;
import org.tlscensus.jobs.generate.plan.Even;
import org.tlscensus.jobs.generate.plan.Spread;

/** Numbers that choose things' qualities, even for each of them. */
final class Draws {
    private final Map<String, Even> byQuality = new HashMap<>();
    private final long seed;
    private final String purpose;

    Draws(long seed, String purpose) {
        this.seed = seed;
        this.purpose = purpose;
    }

    /** The next number from 0 to 1 for a quality. */
    double next(String quality) {
        return byQuality
                .computeIfAbsent(quality, any -> new Even(seed, purpose + " " + quality))
                .next();
    }

    /** The next value of a quality that is spread so. */
    long spread(String quality, Spread spread) {
        return spread.at(next(quality));
    }
}
