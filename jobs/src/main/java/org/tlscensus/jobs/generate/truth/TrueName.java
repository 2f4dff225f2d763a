package org.tlscensus.jobs.generate.truth;

import java.time.Instant;
import java.util.List;

/** Columns of the table of names that the truth states. */
public record TrueName(
        String name,
        List<String> cnameChain,
        String address,
        Instant firstSeen,
        Instant lastSeen,
        long answers,
        String site) {}
