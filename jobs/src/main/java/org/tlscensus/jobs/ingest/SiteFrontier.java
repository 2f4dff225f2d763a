package org.tlscensus.jobs.ingest;

import java.io.Serializable;

/**
 * Where the packets of a site end, for now.
 *
 * @param lastNanos time of the last packet
 * @param firstRereadSplit number of the first split that a later capture may tell more; all before
 *     it are done for good
 */
record SiteFrontier(long lastNanos, long firstRereadSplit) implements Serializable {
    private static final long serialVersionUID = 1L;
}
