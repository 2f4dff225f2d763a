package org.tlscensus.jobs.query;

import java.util.List;
import java.util.Set;

/**
 * Answers SQL over the tables of an archive. Tables that nobody made yet count as empty; the
 * program's views are there. All statements see the archive as it was when it was opened.
 */
public interface QueryEngine extends AutoCloseable {
    /**
     * Runs a statement.
     *
     * @throws QueryError when it is wrong, or fails
     */
    Result run(SqlText statement);

    /**
     * Adds a view, or puts one in the place of another; the file holds its query.
     *
     * @throws QueryError when the query is wrong
     */
    void addView(SqlText view);

    /** The tables that a query reads, itself or by views, and that no command has made yet. */
    Set<String> unmadeOf(SqlText query);

    /** Names of all tables and views, in order. */
    List<String> names();

    /** The columns of a table or view. */
    List<ResultColumn> columns(String name);

    /** Gives up what is being run; for another thread than that which waits for it. */
    void cancel();

    @Override
    void close();
}
