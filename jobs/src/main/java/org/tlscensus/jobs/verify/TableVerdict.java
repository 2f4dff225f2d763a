package org.tlscensus.jobs.verify;

import java.util.List;

/**
 * What came out of the comparison of a table.
 *
 * @param examples the first differences of each column and kind
 * @param places where these are, one for each
 */
record TableVerdict(
        String table,
        RowCounts rows,
        List<ColumnCounts> columns,
        Differences differences,
        List<Example> examples,
        List<Place> places) {

    boolean isFalse() {
        return rows.extra() > 0 || columns.stream().anyMatch(c -> c.of(Kind.FALSE) > 0);
    }
}
