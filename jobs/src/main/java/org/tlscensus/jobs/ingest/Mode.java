package org.tlscensus.jobs.ingest;

/** What to do about tables that are there. */
public enum Mode {
    /** There must be none. */
    NEW,
    /** Add to them. */
    APPEND,
    /** Put the new ones in their place. */
    OVERWRITE
}
