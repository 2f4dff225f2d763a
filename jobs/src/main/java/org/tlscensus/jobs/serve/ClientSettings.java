package org.tlscensus.jobs.serve;

import java.util.Set;
import java.util.regex.Pattern;

/** Settings of a session that its client may change or see. */
final class ClientSettings {
    /** They change how an answer is computed or shown, not what can be read. */
    private static final Set<String> CHANGEABLE =
            Set.of(
                    "spark.sql.adaptive.coalescePartitions.enabled",
                    "spark.sql.adaptive.enabled",
                    "spark.sql.ansi.enabled",
                    "spark.sql.autoBroadcastJoinThreshold",
                    "spark.sql.caseSensitive",
                    "spark.sql.codegen.wholeStage",
                    "spark.sql.crossJoin.enabled",
                    "spark.sql.execution.arrow.maxRecordsPerBatch",
                    "spark.sql.execution.arrow.pyspark.enabled",
                    "spark.sql.execution.arrow.pyspark.selfDestruct.enabled",
                    "spark.sql.execution.pandas.structHandlingMode",
                    "spark.sql.mapKeyDedupPolicy",
                    "spark.sql.repl.eagerEval.enabled",
                    "spark.sql.repl.eagerEval.maxNumRows",
                    "spark.sql.repl.eagerEval.truncate",
                    "spark.sql.session.timeZone",
                    "spark.sql.shuffle.partitions",
                    "spark.sql.timestampType");

    /** What holds passwords is elsewhere, such as in spark.hadoop. */
    private static final Pattern READABLE =
            Pattern.compile("spark\\.(sql|connect|python)\\..*|spark\\.app\\.name");

    private static final Pattern SECRET =
            Pattern.compile("(?i)secret|password|token|credential|access[.]?key");

    private ClientSettings() {}

    static boolean isChangeable(String key) {
        return CHANGEABLE.contains(key);
    }

    /** Whether a setting may be seen, or all with a prefix. */
    static boolean isReadable(String key) {
        return READABLE.matcher(key).matches() && !SECRET.matcher(key).find();
    }
}
