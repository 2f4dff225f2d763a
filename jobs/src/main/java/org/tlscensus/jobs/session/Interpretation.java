package org.tlscensus.jobs.session;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** For little data, of which to compile a query takes Spark longer than to interpret it. */
public final class Interpretation {
    private Interpretation() {}

    /** Lets a session interpret from now on. */
    public static void begin(SparkSession spark) {
        Tuning.apply(
                spark,
                Map.of(
                        "spark.sql.codegen.wholeStage", "false",
                        "spark.sql.codegen.factoryMode", "NO_CODEGEN"));
    }
}
