package org.tlscensus.jobs.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.jobs.schema.RecordCodec;

/** Brings the parts of each flow together, and joins them. */
final class JoinStage {
    private JoinStage() {}

    /**
     * The joined rows, staged; they are read by several tables.
     *
     * @param parts with the columns of {@link StagedPart}
     * @param ends with every site that has parts
     * @param keyLog secrets of connections
     * @param folder where to stage them
     */
    static Dataset<Row> run(
            SparkSession spark,
            Dataset<Row> parts,
            SiteEnds ends,
            Broadcast<KeyLog> keyLog,
            AnalysisOptions options,
            String folder) {
        Dataset<Row> byFlow =
                parts.repartition(col("site"), col("part.flow_hash"))
                        .sortWithinPartitions(
                                "site", "part.flow_key", "part.unit", "part.sequence");
        JavaRDD<InternalRow> joined =
                Frames.rows(byFlow, StagedPart.class)
                        .mapPartitions(task(ends.broadcast(), keyLog, options));
        Frames.of(spark, joined, RecordCodec.of(JoinedRow.class).schema()).write().parquet(folder);
        return Frames.read(spark, JoinedRow.class, folder);
    }

    private static FlatMapFunction<Iterator<InternalRow>, InternalRow> task(
            Broadcast<Map<String, SiteEnd>> ends,
            Broadcast<KeyLog> keyLog,
            AnalysisOptions options) {
        return parts -> new JoinedRows(parts, ends.value(), keyLog.value(), options);
    }
}
