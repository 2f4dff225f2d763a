package org.tlscensus.jobs.session;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Settings of a session that suit the data. What the user set with {@code --conf} stays. */
final class Tuning {
    private Tuning() {}

    static void apply(SparkSession spark, Map<String, String> settings) {
        SparkConf given = spark.sparkContext().getConf();
        settings.forEach(
                (name, value) -> {
                    if (!given.contains(name)) {
                        spark.conf().set(name, value);
                    }
                });
    }
}
