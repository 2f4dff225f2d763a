package org.tlscensus.jobs.verify;

/** How the values of a column are, in the rows that both sides have. */
final class ColumnCounts {
    private final String column;
    private final long[] byKind = new long[Kind.values().length];
    private long stated;
    private long told;
    private long right;

    ColumnCounts(String column) {
        this.column = column;
    }

    /**
     * Adds rows.
     *
     * @param stated values of the truth that are not NULL
     * @param told values of ours that are not NULL
     * @param right those that are neither, and the same
     */
    void add(long stated, long told, long right) {
        this.stated += stated;
        this.told += told;
        this.right += right;
    }

    void add(Kind kind, long values) {
        byKind[kind.ordinal()] += values;
    }

    String column() {
        return column;
    }

    long of(Kind kind) {
        return byKind[kind.ordinal()];
    }

    /** Of the truth's values those that ours are, NaN: it has none. */
    double recall() {
        return (double) right / stated;
    }

    /** Of our values those that are the truth's, NaN: there are none. */
    double precision() {
        return (double) right / told;
    }
}
