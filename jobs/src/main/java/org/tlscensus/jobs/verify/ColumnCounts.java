package org.tlscensus.jobs.verify;

/** How the values of a column are, in the rows that both sides have. */
final class ColumnCounts {
    private final String column;
    private final long rows;
    private final long stated;
    private final long[] byKind = new long[Kind.values().length];
    private long outOfNothing;

    /**
     * @param rows that both sides have
     * @param stated values of the truth that are not NULL
     */
    ColumnCounts(String column, long rows, long stated) {
        this.column = column;
        this.rows = rows;
        this.stated = stated;
    }

    /** Adds values that differ. */
    void add(Kind kind, long values) {
        byKind[kind.ordinal()] += values;
    }

    /** Tells how many of the false ones are where the truth has none. */
    void addOutOfNothing(long values) {
        outOfNothing += values;
    }

    String column() {
        return column;
    }

    long stated() {
        return stated;
    }

    /** Values of a kind that differs. */
    long of(Kind kind) {
        return byKind[kind.ordinal()];
    }

    long different() {
        return of(Kind.FALSE) + of(Kind.NULL) + of(Kind.LESS);
    }

    long equal() {
        return rows - different();
    }

    private long right() {
        return stated - (different() - outOfNothing);
    }

    /** Of the truth's values those that ours are, NaN: it has none. */
    double recall() {
        return (double) right() / stated;
    }

    /** Of our values those that are the truth's, NaN: there are none. */
    double precision() {
        return (double) right() / (stated - of(Kind.NULL) + outOfNothing);
    }
}
