package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.jobs.schema.Table;

/**
 * Writes the tables {@code ocsp}, {@code crls}, {@code names} and {@code name_queries} of what an
 * ingest read and of what is kept of earlier ones, by one Spark job.
 */
public final class OcspTables {
    /** Up to so many bytes of records one task does all. */
    public static final long ONE_TASK_BYTES = 64L << 20;

    /** Records that a task groups at once, beyond that. */
    private static final long PART_BYTES = 16L << 20;

    private final JavaSparkContext context;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final OcspLists lists;
    private final long oneTaskBytes;

    /**
     * @param oneTaskBytes up to so many bytes one task does all, else {@link #ONE_TASK_BYTES}
     */
    public OcspTables(
            JavaSparkContext context,
            Broadcast<SerializableConfiguration> hadoop,
            OcspLists lists,
            long oneTaskBytes) {
        this.context = context;
        this.hadoop = hadoop;
        this.lists = lists;
        this.oneTaskBytes = oneTaskBytes;
    }

    /**
     * What an ingest read, as runs without keys.
     *
     * @param exchanges of {@link SitedExchange}
     * @param crls of {@link SitedCrl}
     * @param lookups of {@link SitedLookup}
     * @param arrivals of {@link CertificateArrival}
     * @param certificates of {@link CertificateSighting}, with repetitions: those that stand in a
     *     chain of some connection of the tables, all that are new and any of the others
     * @param bytes of all runs together
     */
    public record Fresh(
            JavaRDD<byte[]> exchanges,
            JavaRDD<byte[]> crls,
            JavaRDD<byte[]> lookups,
            JavaRDD<byte[]> arrivals,
            JavaRDD<byte[]> certificates,
            long bytes) {

        JavaRDD<byte[]> tagged() {
            return tagged(exchanges, SitedExchange.class)
                    .union(tagged(crls, SitedCrl.class))
                    .union(tagged(lookups, SitedLookup.class))
                    .union(tagged(arrivals, CertificateArrival.class))
                    .union(tagged(certificates, CertificateSighting.class));
        }

        private static JavaRDD<byte[]> tagged(JavaRDD<byte[]> runs, Class<? extends Record> type) {
            return runs.map(run -> RecordTags.tagged(type, run));
        }
    }

    /**
     * The sites.
     *
     * @param readOn those with new packets: their provisional records came again
     * @param lastNanos time of the last packet, of these at least
     */
    public record Sites(Set<String> readOn, Map<String, Long> lastNanos) {}

    /**
     * What was written.
     *
     * @param made paths below the staging folder, which are those below the tables' folder to be
     * @param replaced files below the tables' folder that go when these come
     * @param state of those made, the one to be given to a later ingest
     */
    public record Files(List<String> made, List<String> replaced, String state) {}

    /**
     * Where to read and write.
     *
     * @param tables the tables that are there, or are going to be
     * @param state what an earlier ingest gave as {@link Files#state}, below the tables; null: all
     *     is made anew
     * @param commit what the names of files end with; no other ingest of the tables has the same
     */
    public record Place(Path tables, String state, Path staging, String commit) {}

    /**
     * Writes below the staging folder.
     *
     * @throws IOException when a file system fails
     */
    public Files write(Fresh fresh, Sites sites, Place place) throws IOException {
        OcspState before =
                place.state() == null
                        ? OcspState.none()
                        : OcspState.read(
                                new Path(place.tables(), place.state()), hadoop.value().value());
        TreeMap<String, Long> lastNanos = new TreeMap<>(before.lastNanos());
        lastNanos.putAll(sites.lastNanos());
        Staging where =
                new Staging(
                        place.tables().toString(),
                        place.staging().toString(),
                        place.commit(),
                        hadoop);
        Task task =
                new Task(
                        before,
                        lists,
                        Set.copyOf(sites.readOn()),
                        SettledTimes.of(before.lastNanos()),
                        SettledTimes.of(lastNanos),
                        where);
        long bytes = fresh.bytes() + before.openBytes();
        List<FileMade> made =
                bytes <= oneTaskBytes ? inOneTask(fresh, task) : inParts(fresh, task, bytes);
        return new Publication(place.state(), before, made).files(task, lastNanos);
    }

    private List<FileMade> inOneTask(Fresh fresh, Task task) {
        // A task must come also where there are no runs.
        JavaRDD<byte[]> none = context.parallelize(List.of(new byte[0]), 1);
        return fresh.tagged()
                .union(none)
                .coalesce(1)
                .mapPartitions(
                        runs -> {
                            Archive archive = LocalArchive.of(runs, task.state, task.staging);
                            LocalRecords files = (LocalRecords) task.flow(archive).files();
                            return files.records().stream().map(FileMade.class::cast).iterator();
                        })
                .collect();
    }

    private List<FileMade> inParts(Fresh fresh, Task task, long bytes) {
        int parts = (int) Math.max(context.defaultParallelism(), bytes / PART_BYTES + 1);
        SpreadArchive archive =
                new SpreadArchive(context, fresh.tagged(), parts, task.state, task.staging);
        SpreadRecords files = (SpreadRecords) task.flow(archive).files();
        try {
            List<FileMade> made = new ArrayList<>();
            RecordTags.records(files.runs().collect().iterator())
                    .forEachRemaining(record -> made.add((FileMade) record));
            return made;
        } finally {
            archive.end();
        }
    }

    /** What a task must know. */
    record Task(
            OcspState state,
            OcspLists lists,
            Set<String> readOn,
            SettledTimes before,
            SettledTimes now,
            Staging staging)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        OcspFlow flow(Archive archive) {
            return new OcspFlow(archive, state, lists, readOn, before, now, notices(), staging);
        }

        /** Other rules for clients may change any row; those for networks are seen as they act. */
        private List<Record> notices() {
            if (state.clientRules() == lists.clients().fingerprint()) {
                return List.of();
            }
            return state.partitions().values().stream()
                    .<Record>map(
                            file -> new PartitionNotice(file.site(), LocalDate.parse(file.date())))
                    .toList();
        }
    }

    /** Turns what tasks wrote into the next state. */
    private record Publication(String state, OcspState before, List<FileMade> made) {

        Files files(Task task, TreeMap<String, Long> lastNanos) throws IOException {
            List<String> replaced = new ArrayList<>(before.names());
            replaced.addAll(before.queries());
            replaced.addAll(before.openCrls());
            TreeMap<String, OcspState.PartitionFile> partitions =
                    new TreeMap<>(before.partitions());
            for (FileMade file : made) {
                if (file.kind().equals(Table.OCSP.tableName())) {
                    put(file, partitions);
                    if (file.replaces() != null) {
                        replaced.add(file.replaces());
                    }
                }
            }
            List<OcspState.KeptFile> kept = new ArrayList<>();
            for (StateKind kind : StateKind.values()) {
                List<OcspState.KeptFile> old = before.files(kind);
                List<OcspState.KeptFile> gone = kind.isIndex() ? SegmentMerge.swallowed(old) : old;
                gone.forEach(file -> replaced.add(file.path()));
                old.stream().filter(file -> !gone.contains(file)).forEach(kept::add);
                made.stream()
                        .filter(file -> file.kind().equals(kind.name()))
                        .map(file -> new OcspState.KeptFile(kind, file.path(), file.bytes()))
                        .forEach(kept::add);
            }
            OcspState after =
                    new OcspState(
                            task.lists.clients().fingerprint(),
                            lastNanos,
                            partitions,
                            paths(Table.NAMES.tableName()),
                            paths(Table.NAME_QUERIES.tableName()),
                            paths(CrlFiles.OPEN),
                            kept);
            String path = OcspState.FOLDER + "/state-0_" + task.staging.commit() + ".json";
            after.write(task.staging.staged(path), task.staging.hadoop());
            if (state != null) {
                replaced.add(state);
            }
            return new Files(madePaths(path), replaced, path);
        }

        private static void put(
                FileMade file, TreeMap<String, OcspState.PartitionFile> partitions) {
            String folder = new PartitionId(file.site(), LocalDate.parse(file.date())).folder();
            if (file.path() == null) {
                partitions.remove(folder);
            } else {
                partitions.put(
                        folder, new OcspState.PartitionFile(file.site(), file.date(), file.path()));
            }
        }

        private List<String> paths(String kind) {
            return made.stream()
                    .filter(file -> file.kind().equals(kind))
                    .map(FileMade::path)
                    .toList();
        }

        private List<String> madePaths(String statePath) {
            List<String> paths = new ArrayList<>();
            made.stream().map(FileMade::path).filter(path -> path != null).forEach(paths::add);
            paths.add(statePath);
            return paths;
        }
    }
}
