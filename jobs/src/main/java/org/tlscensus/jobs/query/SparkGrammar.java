package org.tlscensus.jobs.query;

import org.apache.spark.sql.execution.SparkSqlParser;

/** What is a statement to Spark, which need not run for that. */
final class SparkGrammar {
    private SparkGrammar() {}

    /**
     * Lets pass what Spark would take, as far as grammar goes.
     *
     * @throws QueryError otherwise
     */
    static void require(SqlText statement) {
        try {
            new SparkSqlParser().parsePlan(statement.query());
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw SparkFailure.of(statement, e);
        }
    }
}
