package org.tlscensus.jobs.generate.plan;

/** What a server sends with its certificate. */
public enum ChainKind {
    /** The intermediates, in order. */
    COMPLETE,
    /** The intermediates and the anchor. */
    WITH_ANCHOR,
    /** Nothing. */
    LEAF_ONLY,
    /** The anchor before the intermediates. */
    WRONG_ORDER,
    /** The intermediates, and one of another authority. */
    SUPERFLUOUS,
    /** The certificate itself a second time, and the intermediates. */
    REPEATED;
}
