package org.tlscensus.jobs.cli;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.SqlServer;
import org.tlscensus.jobs.serve.ClientLines;
import org.tlscensus.jobs.serve.Token;
import org.tlscensus.jobs.session.Session;

/** What {@code census serve-sql} does. */
final class ServeSqlRun {
    private static final String TOKEN = "spark.connect.authenticate.token";

    private ServeSqlRun() {}

    /**
     * Returns when the server ends.
     *
     * @param token that clients have to show; null: none
     * @param rules settings that say what clients may do
     */
    static void run(String tables, int port, Token token, Map<String, String> rules)
            throws InterruptedException {
        if (new SparkConf().contains(TOKEN)) {
            throw new UserError(
                    "a token in " + TOKEN + " is read by other users too: use --token-file");
        }
        Map<String, String> settings = new HashMap<>(SqlServer.settings(port));
        settings.putAll(rules);
        if (token == null) {
            System.err.println(
                    "census: --no-token: every user of this machine can ask this server");
        } else {
            settings.put(TOKEN, token.secret());
        }
        SparkSession spark = Session.forQuestions("census serve-sql", settings);
        try (SqlServer server = new SqlServer(spark, tables)) {
            System.out.println("Spark Connect with the tables of " + tables);
            new ClientLines(server.address(), token).lines().forEach(System.out::println);
            System.out.flush();
            server.await();
        } finally {
            spark.stop();
        }
    }
}
