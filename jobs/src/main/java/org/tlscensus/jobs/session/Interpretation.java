package org.tlscensus.jobs.session;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** For little data, of which to compile a query takes Spark longer than to interpret it. */
final class Interpretation {
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "spark.sql.codegen.wholeStage", "false",
                    "spark.sql.codegen.factoryMode", "NO_CODEGEN");

    private Interpretation() {}

    /** Lets a session interpret from now on. What the user set with {@code --conf} stays. */
    static void begin(SparkSession spark) {
        SparkConf given = spark.sparkContext().getConf();
        SETTINGS.forEach(
                (name, value) -> {
                    if (!given.contains(name)) {
                        spark.conf().set(name, value);
                    }
                });
    }
}
