package org.tlscensus.jobs.serve;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Clients that may read the archive's tables and do nothing else. What they send is looked at
 * twice, each time by a list of what is let through: {@link RequestGuard} sees requests before the
 * server acts on them, {@link PlanGuard} what statements and frames turn out to mean before Spark
 * runs it.
 */
public final class ReadOnly {
    /** Where the archive is, for whoever judges what a plan reads. */
    static final String TABLES = "spark.census.served.tables";

    private static final String OWNER = "spark.census.served.owner";

    private ReadOnly() {}

    /**
     * What Spark's configuration has to say.
     *
     * @param tables the archive's folder: all that can be read
     */
    public static Map<String, String> settings(String tables) {
        return Map.ofEntries(
                Map.entry(TABLES, tables),
                Map.entry("spark.connect.grpc.interceptor.classes", RequestGuard.class.getName()),
                Map.entry("spark.sql.extensions", PlanGuard.class.getName()),
                // Such plans would have to be unpacked to be looked at.
                Map.entry("spark.connect.session.planCompression.threshold", "-1"),
                Map.entry("spark.connect.extensions.relation.classes", ""),
                Map.entry("spark.connect.extensions.expression.classes", ""),
                Map.entry("spark.connect.extensions.command.classes", ""),
                Map.entry("spark.connect.grpc.debug.enabled", "false"),
                // Spark would look into a file before the plan is whole that names it.
                Map.entry("spark.sql.runSQLOnFiles", "false"),
                // ${env:NAME} in a statement is the server's environment.
                Map.entry("spark.sql.variable.substitute", "false"));
    }

    /** Lets a session of the server's own do what clients may not. */
    public static void exempt(SparkSession own) {
        own.conf().set(OWNER, "true");
    }

    static boolean isExempt(SparkSession session) {
        return session.conf().getOption(OWNER).isDefined();
    }

    /** What a client is told. */
    static String message(String action) {
        return "serve-sql is read-only: " + action + "; start it with --trusted to allow that";
    }

    /**
     * The same for Spark to pass on: of the exceptions that its clients know, the one that fits.
     */
    static UnsupportedOperationException refusal(String action) {
        return new UnsupportedOperationException(message(action));
    }
}
