package org.tlscensus.jobs.generate.plan;

/** What goes wrong with a connection's packets; docs/generate.md says what each means. */
public enum Ailment {
    NONE,
    LOSS,
    RETRANSMISSION,
    REORDERING,
    DUPLICATE,
    ONE_SIDED,
    SNAP_LENGTH,
    RECORDS_CUT,
    CUT,
    PORT_REUSE,
    /** The capture's own, not one of a plan's shares. */
    CLOCK_STEP;

    /** As the truth names it. */
    public String word() {
        return Words.of(this);
    }
}
