package org.tlscensus.jobs.generate;

/** What was made. */
public record Summary(
        long connections, long certificates, long lookups, long packets, long bytes, int files) {}
