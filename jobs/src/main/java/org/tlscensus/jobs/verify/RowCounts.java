package org.tlscensus.jobs.verify;

/**
 * Rows of a table.
 *
 * @param matched that both sides have
 * @param missing that the truth has alone
 * @param extra that ours has alone
 */
record RowCounts(long matched, long missing, long extra) {
    long truth() {
        return matched + missing;
    }

    long ours() {
        return matched + extra;
    }

    /** Of the truth's rows those that are there, NaN: it has none. */
    double recall() {
        return (double) matched / truth();
    }

    /** Of our rows those that are true, NaN: there are none. */
    double precision() {
        return (double) matched / ours();
    }
}
