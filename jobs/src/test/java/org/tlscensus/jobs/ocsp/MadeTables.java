package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.jobs.parquet.TableFileReader;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;
import org.tlscensus.jobs.schema.Table;

/** Tables in a folder, and ingests that add to them. */
final class MadeTables {
    private final JavaSparkContext context;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final Path folder;
    private int ingests;
    private String state; // null before the first

    MadeTables(SparkSession spark, Path folder) {
        context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        hadoop = context.broadcast(new SerializableConfiguration(new Configuration()));
        this.folder = folder;
    }

    /** What an ingest reads. */
    record Step(
            List<SitedExchange> exchanges,
            List<SitedCrl> crls,
            List<SitedLookup> lookups,
            List<CertificateArrival> arrivals,
            List<CertificateSighting> certificates,
            Map<String, Long> lastNanos) {}

    /**
     * @param oneTaskBytes as in {@link OcspTables}
     */
    OcspTables.Files add(Step step, OcspLists lists, long oneTaskBytes) throws IOException {
        Path staging = folder.resolve("_staging");
        OcspTables.Fresh fresh =
                new OcspTables.Fresh(
                        runs(SitedExchange.class, step.exchanges()),
                        runs(SitedCrl.class, step.crls()),
                        runs(SitedLookup.class, step.lookups()),
                        runs(CertificateArrival.class, step.arrivals()),
                        runs(CertificateSighting.class, step.certificates()),
                        1);
        OcspTables.Files files =
                new OcspTables(context, hadoop, lists, oneTaskBytes)
                        .write(
                                fresh,
                                new OcspTables.Sites(
                                        Set.copyOf(step.lastNanos().keySet()), step.lastNanos()),
                                new OcspTables.Place(
                                        hadoopPath(folder),
                                        state,
                                        hadoopPath(staging),
                                        "commit" + ingests++));
        state = files.state();
        for (String path : files.replaced()) {
            Files.delete(folder.resolve(path));
        }
        for (String path : files.made()) {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.move(staging.resolve(path), folder.resolve(path), StandardCopyOption.ATOMIC_MOVE);
        }
        return files;
    }

    private static org.apache.hadoop.fs.Path hadoopPath(Path path) {
        return new org.apache.hadoop.fs.Path(path.toUri());
    }

    private <T extends Record> JavaRDD<byte[]> runs(Class<T> type, List<T> records) {
        RecordBytes<T> codec = RecordBytes.of(type);
        List<byte[]> runs = new ArrayList<>();
        RecordRun run = new RecordRun();
        for (T record : records) {
            run.add(codec.toBytes(record));
            if (run.count() == 7) {
                runs.add(run.take());
            }
        }
        runs.add(run.take());
        return context.parallelize(runs, 3);
    }

    /** The rows of a table, each with its partition, by file and in its order. */
    List<List<String>> rows(Table table) throws IOException {
        List<List<String>> files = new ArrayList<>();
        for (Path file : files(table)) {
            List<String> rows = new ArrayList<>();
            Path partition = folder.relativize(file).getParent();
            try (TableFileReader reader =
                    TableFileReader.open(table, hadoopPath(file), new Configuration())) {
                reader.forEachRemaining(row -> rows.add(partition + Arrays.toString(row)));
            }
            files.add(rows);
        }
        return files;
    }

    private List<List<String>> readable(Table table) {
        try {
            return rows(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files(Table table) throws IOException {
        Path root = folder.resolve(table.tableName());
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
        }
    }

    /** All rows of the tables without certificates, sorted. */
    List<String> content() {
        return Stream.of(Table.OCSP, Table.CRLS, Table.NAMES, Table.NAME_QUERIES)
                .map(this::readable)
                .flatMap(List::stream)
                .flatMap(List::stream)
                .sorted()
                .toList();
    }
}
