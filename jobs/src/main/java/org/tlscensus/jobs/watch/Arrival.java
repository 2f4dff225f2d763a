package org.tlscensus.jobs.watch;

import org.tlscensus.jobs.plan.CaptureFile;

/**
 * A file in the watched folder that the tables do not have.
 *
 * @param modifiedMillis when it was written to for the last time, since the epoch
 * @param firstNanos time of its first packet; null when it shows none yet
 * @param lastNanos time of its last packet, as far as its end tells; else null
 */
record Arrival(CaptureFile file, long modifiedMillis, Long firstNanos, Long lastNanos) {}
