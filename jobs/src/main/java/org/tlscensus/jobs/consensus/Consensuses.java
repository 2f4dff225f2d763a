package org.tlscensus.jobs.consensus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;
import org.tlscensus.jobs.ingest.Frames;
import org.tlscensus.jobs.plan.CapturePaths;
import org.tlscensus.jobs.schema.ConsensusRow;
import org.tlscensus.jobs.schema.RecordCodec;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.Changes;
import org.tlscensus.jobs.store.TablesFolder;

/** Makes the table of Tor's relays. */
public final class Consensuses {
    private static final String TABLE = Table.CONSENSUS.tableName();

    private Consensuses() {}

    /**
     * What was found.
     *
     * @param relays rows of the table
     */
    public record Summary(int files, long documents, long relays) {}

    /**
     * Reads the documents of files, folders and globs; the table takes the place of an earlier one.
     *
     * @throws UserError when there are no tables, or a file is no consensus
     * @throws IOException when a file system fails
     */
    public static Summary write(SparkSession spark, String tables, List<String> places)
            throws IOException {
        Configuration hadoop = spark.sessionState().newHadoopConf();
        List<String> files = new ArrayList<>();
        for (String place : places) {
            files.addAll(files(place, hadoop));
        }
        Collections.sort(files);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<SerializableConfiguration> configuration =
                context.broadcast(new SerializableConfiguration(hadoop));
        try (TablesFolder folder = TablesFolder.ofTables(tables, places, hadoop)) {
            JavaRDD<InternalRow> rows =
                    context.parallelize(files, files.size())
                            .flatMap(file -> relays(file, configuration.value().value()).iterator())
                            .map(relay -> RecordCodec.of(ConsensusRow.class).toRow(relay));
            String staged = folder.staging(TABLE).toString();
            Frames.of(spark, rows, RecordCodec.of(ConsensusRow.class).schema())
                    .dropDuplicates("valid_after", "fingerprint", "address", "port")
                    .coalesce(1)
                    .sortWithinPartitions("valid_after", "fingerprint", "address", "port")
                    .write()
                    .parquet(staged);
            Row counts =
                    spark.read()
                            .parquet(staged)
                            .selectExpr("count(DISTINCT valid_after)", "count(*)")
                            .first();
            folder.commit(new Changes().replace(TABLE));
            return new Summary(files.size(), counts.getLong(0), counts.getLong(1));
        }
    }

    private static List<String> files(String place, Configuration hadoop) {
        try {
            Path path = CapturePaths.path(place, hadoop);
            FileSystem system = path.getFileSystem(hadoop);
            FileStatus[] found =
                    system.exists(path)
                            ? new FileStatus[] {system.getFileStatus(path)}
                            : system.globStatus(path);
            if (found == null || found.length == 0) {
                throw new UserError("there is no consensus " + place);
            }
            List<String> files = new ArrayList<>();
            for (FileStatus status : found) {
                FileStatus[] parts =
                        status.isDirectory()
                                ? system.listStatus(status.getPath())
                                : new FileStatus[] {status};
                for (FileStatus part : parts) {
                    if (part.isFile() && !part.getPath().getName().startsWith(".")) {
                        files.add(part.getPath().toString());
                    }
                }
            }
            return files;
        } catch (IOException e) {
            throw UserFile.unreadable(place, e);
        }
    }

    /**
     * The relays of a file.
     *
     * @throws UserError when it is no consensus, or cannot be read
     */
    static List<ConsensusRow> relays(String file, Configuration hadoop) {
        Path path = new Path(file);
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                CapturePaths.open(path, hadoop), StandardCharsets.UTF_8))) {
            List<ConsensusRow> relays = ConsensusDocument.read(in);
            if (relays.isEmpty()) {
                throw new UserError(file + " is no consensus document of Tor (version 3)");
            }
            return relays;
        } catch (IOException e) {
            throw UserFile.unreadable("the consensus " + file, e);
        }
    }
}
