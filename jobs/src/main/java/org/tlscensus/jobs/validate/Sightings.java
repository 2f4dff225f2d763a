package org.tlscensus.jobs.validate;

import java.io.Serializable;
import java.time.Instant;

/**
 * The connections that had something.
 *
 * @param first start of the first
 * @param last start of the last
 */
record Sightings(Instant first, Instant last, long connections) implements Serializable {
    private static final long serialVersionUID = 1L;

    static Sightings one(Instant start) {
        return new Sightings(start, start, 1);
    }

    Sightings and(Sightings other) {
        return new Sightings(
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last,
                connections + other.connections);
    }
}
