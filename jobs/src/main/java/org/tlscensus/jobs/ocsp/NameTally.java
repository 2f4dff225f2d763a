package org.tlscensus.jobs.ocsp;

import java.util.List;
import org.tlscensus.core.row.ServiceRow;

/**
 * What answers of a site say of a name.
 *
 * @param isProvisional whether they come again when the site is read on
 * @param firstMicros first of them, microseconds since the epoch
 * @param lastMicros last of them
 */
record NameTally(
        String site,
        boolean isProvisional,
        String name,
        List<String> cnameChain,
        String address,
        ServiceRow service,
        long firstMicros,
        long lastMicros,
        long answers) {

    /** Both together, under the first's key. */
    NameTally and(NameTally other) {
        return new NameTally(
                site,
                isProvisional,
                name,
                cnameChain,
                address,
                service,
                Math.min(firstMicros, other.firstMicros),
                Math.max(lastMicros, other.lastMicros),
                answers + other.answers);
    }
}
