package org.tlscensus.jobs.session;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.failure.UserError;

/** Spark sessions as the jobs need them. What the user set with {@code --conf} stays. */
public final class Session {
    private Session() {}

    /**
     * A session for many small results: on local cores, a shuffle has some partitions for each of
     * them instead of Spark's 200.
     */
    public static SparkSession forQuestions(String name) {
        return forQuestions(name, Map.of());
    }

    /**
     * The same.
     *
     * @param settings that this command needs, whatever the user set
     */
    public static SparkSession forQuestions(String name, Map<String, String> settings) {
        SparkConf conf = new SparkConf();
        settings.forEach(conf::set);
        suitSmallResults(conf);
        return open(name, conf);
    }

    private static void suitSmallResults(SparkConf conf) {
        if (conf.get("spark.master", "local").startsWith("local")) {
            int partitions = 4 * Runtime.getRuntime().availableProcessors();
            conf.setIfMissing("spark.sql.shuffle.partitions", String.valueOf(partitions));
        }
    }

    /** The same for little data. */
    public static SparkSession forLittle(String name) {
        SparkSession spark = forQuestions(name);
        Interpretation.begin(spark);
        return spark;
    }

    /** Queries of little data beside other work. */
    public static SparkSession forLittleIn(JavaSparkContext context) {
        SparkConf conf = context.getConf(); // a copy
        suitSmallResults(conf);
        SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
        Interpretation.begin(spark);
        return spark;
    }

    private static SparkSession open(String name, SparkConf conf) {
        prepare(name, conf);
        try {
            return SparkSession.builder().config(conf).getOrCreate();
        } catch (IllegalArgumentException e) {
            throw new UserError("Spark does not start: " + e.getMessage());
        }
    }

    /** Spark without SQL, which takes seconds to start: for work that asks no query. */
    public static JavaSparkContext withoutQueries(String name) {
        SparkConf conf = new SparkConf();
        prepare(name, conf);
        try {
            return new JavaSparkContext(conf);
        } catch (IllegalArgumentException e) {
            throw new UserError("Spark does not start: " + e.getMessage());
        }
    }

    private static void prepare(String name, SparkConf conf) {
        conf.setIfMissing("spark.master", "local[*]");
        conf.setIfMissing("spark.app.name", name);
        boolean isLocal = conf.get("spark.master").startsWith("local");
        settings(isLocal).forEach(conf::setIfMissing);
        WorkFolder.use(conf, isLocal);
        if (!isLocal) {
            addJarsBesideJob(conf);
        }
    }

    private static Map<String, String> settings(boolean isLocal) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.sql.session.timeZone", "UTC");
        settings.put("spark.sql.datetime.java8API.enabled", "true");
        settings.put("spark.sql.parquet.compression.codec", "zstd");
        settings.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        settings.put("spark.sql.catalogImplementation", "in-memory");
        // What a partition's folder is called is text, even where it looks like a number.
        settings.put("spark.sql.sources.partitionColumnTypeInference.enabled", "false");
        // The progress bar hears from executors with their heartbeats.
        settings.put("spark.executor.heartbeatInterval", "2s");
        settings.put("spark.ui.showConsoleProgress", "false");
        // Success files would be taken for data by some readers.
        settings.put("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
        // Captures are read in order: one request a split. Hadoop 3.5's own stream has one for
        // every 8 MB, and keeps what it read.
        settings.put("spark.hadoop.fs.s3a.input.stream.type", "classic");
        if (isLocal) {
            // Spark listens for executors also where it has none, and would take what other users
            // of the machine send for its own; the secret is made at start.
            settings.put("spark.authenticate", "true");
            settings.put("spark.ui.enabled", "false");
            settings.put("spark.hadoop." + LocalFiles.SETTING, LocalFiles.class.getName());
            settings.put("spark.driver.host", "127.0.0.1");
            settings.put("spark.driver.bindAddress", "127.0.0.1");
        }
        return settings;
    }

    /**
     * Signed jars are not part of the job jar but lie in {@code lib} beside it; its manifest brings
     * them to the driver, this to the executors. They have to be known before there is a session:
     * it hands on only the jars of then.
     */
    private static void addJarsBesideJob(SparkConf conf) {
        try {
            File jar =
                    new File(
                            Session.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            Path lib = jar.toPath().resolveSibling("lib");
            if (jar.isFile() && Files.isDirectory(lib)) {
                List<String> jars = new ArrayList<>();
                Stream.of(conf.get("spark.jars", "").split(",", -1))
                        .filter(given -> !given.isBlank())
                        .forEach(jars::add);
                try (Stream<Path> files = Files.list(lib)) {
                    files.sorted().map(Path::toString).forEach(jars::add);
                }
                conf.set("spark.jars", String.join(",", jars));
            }
        } catch (URISyntaxException | IOException e) {
            throw new UserError("cannot list the jars beside the job jar: " + e.getMessage());
        }
    }
}
