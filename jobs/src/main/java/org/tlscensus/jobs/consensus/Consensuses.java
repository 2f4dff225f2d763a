package org.tlscensus.jobs.consensus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;
import org.tlscensus.jobs.frame.StagedTable;
import org.tlscensus.jobs.plan.CapturePaths;
import org.tlscensus.jobs.schema.ConsensusRow;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.Changes;
import org.tlscensus.jobs.store.TablesFolder;
import scala.Tuple2;

/** Makes the table of Tor's relays. */
public final class Consensuses {
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
    public static Summary write(JavaSparkContext context, String tables, List<String> places)
            throws IOException {
        Configuration hadoop = context.hadoopConfiguration();
        List<String> files = new ArrayList<>();
        for (String place : places) {
            files.addAll(files(place, hadoop));
        }
        if (files.isEmpty()) {
            throw new UserError("there is no file in " + String.join(", ", places));
        }
        Collections.sort(files);
        Broadcast<SerializableConfiguration> configuration =
                context.broadcast(new SerializableConfiguration(hadoop));
        try (TablesFolder folder = TablesFolder.ofTables(tables, places, hadoop)) {
            JavaRDD<ConsensusRow> relays =
                    context.parallelize(files, files.size())
                            .flatMap(file -> relays(file, configuration.value().value()).iterator())
                            .mapToPair(relay -> new Tuple2<>(RelayInDocument.of(relay), relay))
                            .reduceByKey((one, other) -> one) // in two files
                            .repartitionAndSortWithinPartitions(new HashPartitioner(1))
                            .values();
            StagedTable<Instant> staged =
                    StagedTable.write(
                            relays,
                            Table.CONSENSUS,
                            ConsensusRow::validAfter,
                            folder,
                            configuration);
            Changes changes = new Changes();
            staged.replace(changes);
            folder.commit(changes);
            return new Summary(files.size(), staged.kinds().size(), staged.rows());
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
