package org.tlscensus.jobs.cli;

import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.query.SqlServer;
import org.tlscensus.jobs.session.Session;

/** What {@code census serve-sql} does. */
final class ServeSqlRun {
    private ServeSqlRun() {}

    /** Returns when the server ends. */
    static void run(String tables, int port) throws InterruptedException {
        SparkSession spark = Session.forQuestions("census serve-sql", SqlServer.settings(port));
        try (SqlServer server = new SqlServer(spark, tables)) {
            System.out.println(
                    "Spark Connect with the tables of " + tables + ": " + server.address());
            server.await();
        } finally {
            spark.stop();
        }
    }
}
