package org.tlscensus.jobs.ingest;

import java.util.Comparator;

/**
 * The rows of a site that stand for good, or the others.
 *
 * @param isProvisional whether a later ingest of the site drops them, and tells them anew
 */
record SiteRows(String site, boolean isProvisional) implements Comparable<SiteRows> {
    private static final Comparator<SiteRows> ORDER =
            Comparator.comparing(SiteRows::site).thenComparing(SiteRows::isProvisional);

    @Override
    public int compareTo(SiteRows other) {
        return ORDER.compare(this, other);
    }
}
