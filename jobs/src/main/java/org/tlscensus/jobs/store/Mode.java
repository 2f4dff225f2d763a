package org.tlscensus.jobs.store;

/** What to do about tables that are there. */
public enum Mode {
    /** There must be none. */
    NEW,
    /** Add to them. */
    APPEND,
    /** Put the new ones in their place. */
    OVERWRITE,
    /** Put the new ones in the place of those that the demo made; there must be no others. */
    DEMO
}
