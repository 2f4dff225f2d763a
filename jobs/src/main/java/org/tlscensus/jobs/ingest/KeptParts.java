package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.jobs.privacy.FileSeal;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;
import org.tlscensus.jobs.store.TablesFolder;

/** Connections that may go on in later captures: those of earlier ingests, and new ones. */
final class KeptParts {
    private static final String FOLDER = TablesFolder.STATE + "/kept/";

    private KeptParts() {}

    /** The runs of files that hold connections of some sites, those of other sites too. */
    static JavaRDD<TableRun> read(
            JavaSparkContext context,
            List<KeptFile> files,
            ExistingTables earlier,
            Broadcast<SerializableConfiguration> hadoop,
            FileSeal seal) {
        if (files.isEmpty()) {
            return context.emptyRDD();
        }
        List<String> paths =
                files.stream().map(file -> earlier.path(file.path()).toString()).toList();
        return context.parallelize(paths, paths.size())
                .flatMap(path -> RunFile.read(new Path(path), hadoop.value().value(), seal));
    }

    /** The flows of the connections of some sites. */
    static List<UnfinishedFlows.Found> flows(JavaRDD<TableRun> kept, Set<String> sites) {
        return kept.mapPartitions(
                        runs -> {
                            UnfinishedFlows.Found found = new UnfinishedFlows.Found();
                            runs.forEachRemaining(
                                    run -> {
                                        RecordRun.Cursor parts = run.cursor();
                                        while (sites.contains(run.site()) && parts.next()) {
                                            found.add(parts.key(0));
                                        }
                                    });
                            return List.of(found).iterator();
                        })
                .collect(); // bounded by UnfinishedFlows
    }

    /**
     * Writes what a task has of them into a file, and passes on what it has of connections that
     * began in a capture: runs of kinds {@link RunKind#KEPT_FILE} and {@link RunKind#FLOWS}.
     */
    static Iterator<TableRun> write(
            Iterator<TableRun> runs,
            Path staging,
            Configuration hadoop,
            String commit,
            FileSeal seal)
            throws IOException {
        List<TableRun> told = new ArrayList<>();
        Set<String> sites = new TreeSet<>();
        long bytes = 0;
        String path = FOLDER + UUID.randomUUID() + "_" + commit;
        RunFile.Writer out = null;
        try {
            while (runs.hasNext()) {
                TableRun run = runs.next();
                if (run.kind() == RunKind.FLOWS) {
                    told.add(run);
                } else if (run.kind() == RunKind.KEPT) {
                    out =
                            out != null
                                    ? out
                                    : new RunFile.Writer(new Path(staging, path), hadoop, seal);
                    out.write(run);
                    sites.add(run.site());
                    bytes += run.run().length;
                }
            }
        } finally {
            if (out != null) {
                out.close();
            }
        }
        if (out != null) {
            RecordRun file = new RecordRun();
            file.add(
                    RecordBytes.of(KeptFile.class)
                            .toBytes(new KeptFile(path, List.copyOf(sites), bytes)));
            told.add(new TableRun(RunKind.KEPT_FILE, "", false, file.take()));
        }
        return told.iterator();
    }
}
