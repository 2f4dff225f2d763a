package org.tlscensus.jobs.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.plan.Manifest;
import org.tlscensus.jobs.privacy.NetworkFiles;
import org.tlscensus.jobs.privacy.Privacy;
import org.tlscensus.jobs.progress.ProgressReport;
import org.tlscensus.jobs.query.DuckEngine;
import org.tlscensus.jobs.query.Format;
import org.tlscensus.jobs.query.Query;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.store.Mode;

/** Ingests in tests, and what the tables hold then. */
public final class Archive {
    /** All packets count here, also those of connections without a known protocol. */
    static final AnalysisOptions ALL =
            new AnalysisOptions(
                    AnalysisOptions.DEFAULTS.tcpIdleNanos(),
                    AnalysisOptions.DEFAULTS.udpIdleNanos(),
                    true,
                    false,
                    AnalysisOptions.DEFAULTS.limits(),
                    null);

    private static final String OCSP =
            "SELECT * FROM ocsp ORDER BY connection_id, exchange_id, position, serial_number";

    private final SparkSession spark;
    private final Path tables;
    private final List<String> keyLogs;
    private Long memoryBytes; // null: plenty
    private Privacy privacy = Privacy.NONE;
    private NetworkFiles networks = NetworkFiles.NONE;
    private boolean hasSplitIndex;

    public Archive(SparkSession spark, Path tables) {
        this(spark, tables, List.of());
    }

    Archive(SparkSession spark, Path tables, List<String> keyLogs) {
        this.spark = spark;
        this.tables = tables;
        this.keyLogs = keyLogs;
    }

    /** With so much memory for a task. */
    Archive withMemory(long bytes) {
        memoryBytes = bytes;
        return this;
    }

    /** With {@code --split-index}. */
    public Archive withSplitIndex() {
        hasSplitIndex = true;
        return this;
    }

    /** Telling no more than that, and owners of networks by files. */
    Archive withPrivacy(Privacy rules, NetworkFiles files) {
        privacy = rules;
        networks = files;
        return this;
    }

    public IngestSummary ingest(Mode mode, Long splitBytes, Path... captures) throws IOException {
        return ingest(mode, splitBytes, false, captures);
    }

    IngestSummary ingest(Mode mode, Long splitBytes, boolean strict, Path... captures)
            throws IOException {
        return ingest(mode, splitBytes, strict, OcspLists.NONE, captures);
    }

    IngestSummary ingest(
            Mode mode, Long splitBytes, boolean strict, OcspLists lists, Path... captures)
            throws IOException {
        List<String> paths = Stream.of(captures).map(Path::toString).toList();
        Manifest dataset =
                new Manifest(
                        "test", List.of(new Manifest.Site("s", Manifest.Vantage.PASSIVE, paths)));
        return new Ingest(
                        JavaSparkContext.fromSparkContext(spark.sparkContext()),
                        new IngestRequest(
                                dataset,
                                tables.toString(),
                                mode,
                                ALL,
                                splitBytes,
                                memoryBytes,
                                keyLogs,
                                strict,
                                lists,
                                privacy,
                                networks,
                                hasSplitIndex),
                        new ProgressReport(System.err, ProgressReport.Style.QUIET))
                .run();
    }

    /** The result of a query as JSON lines; by DuckDB, which answers little questions at once. */
    public List<String> rows(String query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (QueryEngine engine = new DuckEngine(tables.toString())) {
            new Query(engine, out, Format.JSON).run(query);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** All that does not depend on how the packets were cut into files and splits. */
    List<String> tablesWithoutCuts() {
        return Stream.of(
                        "SELECT * EXCEPT (captures) FROM connections ORDER BY start_time, connection_id",
                        "SELECT * FROM certificates ORDER BY sha256",
                        OCSP,
                        "SELECT * FROM names ORDER BY ALL",
                        "SELECT sum(packets), min(first_time), max(last_time), sum(flows)"
                                + " FROM captures")
                .flatMap(query -> rows(query).stream())
                .toList();
    }

    /** All that does not depend on how the files were cut into splits. */
    List<String> tablesWithoutSplits() {
        return Stream.of(
                        "SELECT * FROM connections ORDER BY start_time, connection_id",
                        "SELECT * FROM certificates ORDER BY sha256",
                        OCSP,
                        "SELECT * FROM names ORDER BY ALL",
                        "SELECT * EXCEPT (lookahead_bytes, parts) FROM captures ORDER BY name")
                .flatMap(query -> rows(query).stream())
                .toList();
    }
}
