package org.tlscensus.jobs.query;

/** How results are printed. */
public enum Format {
    /** For people. */
    TABLE,
    /** RFC 4180 with a header. */
    CSV,
    /** JSON lines. */
    JSON
}
