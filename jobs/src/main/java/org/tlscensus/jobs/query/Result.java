package org.tlscensus.jobs.query;

import java.util.Iterator;
import java.util.List;

/**
 * What a statement gives: rows, one after the other as they are asked for. To ask for one may throw
 * {@link QueryError}.
 */
public interface Result extends Iterator<Row>, AutoCloseable {
    /** The columns; none when the statement gives no rows by its nature. */
    List<ResultColumn> columns();

    /** Gives up what has not been asked for. */
    @Override
    void close();
}
