package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SignalUtils;
import org.tlscensus.jobs.ingest.ArchiveCaptures;
import org.tlscensus.jobs.ingest.EarlyClasses;
import org.tlscensus.jobs.ingest.IngestRequest;
import org.tlscensus.jobs.plan.CaptureFile;
import org.tlscensus.jobs.plan.CapturePaths;
import org.tlscensus.jobs.plan.Manifest;
import org.tlscensus.jobs.progress.ProgressReport;
import org.tlscensus.jobs.query.VisibleText;
import org.tlscensus.jobs.session.Session;
import org.tlscensus.jobs.store.Inputs;
import org.tlscensus.jobs.store.Mode;
import org.tlscensus.jobs.store.TablesFolder;
import org.tlscensus.jobs.watch.WatchedFolder;

/** What {@code census watch} does: one Spark for all its rounds. */
final class WatchRun {
    private final WatchCommand command;
    private final CountDownLatch stop = new CountDownLatch(1);

    WatchRun(WatchCommand command) {
        this.command = command;
    }

    int run() throws IOException, InterruptedException {
        EarlyClasses.load();
        JavaSparkContext spark = Session.withoutQueries("census watch");
        try {
            stopOn("TERM");
            stopOn("INT");
            Configuration hadoop = spark.hadoopConfiguration();
            Inputs.requireOutside(command.out(), command.options().files(), hadoop);
            WatchedFolder folder =
                    new WatchedFolder(site(null), command.settle().toMillis(), hadoop, this::tell);
            tell("watching " + command.folder());
            do {
                round(spark, folder, hadoop);
            } while (!stop.await(command.every().toMillis(), TimeUnit.MILLISECONDS));
            tell("stopped");
            return 0;
        } finally {
            spark.stop();
        }
    }

    /** A second signal of the kind does what it always does. */
    private void stopOn(String signal) {
        SignalUtils.register(
                signal,
                () -> {
                    boolean isFirst = stop.getCount() > 0;
                    stop.countDown();
                    return isFirst;
                });
    }

    /** Takes in what is complete. A file system that fails now may not fail the next time. */
    private void round(JavaSparkContext spark, WatchedFolder folder, Configuration hadoop) {
        try {
            List<CaptureFile> files = folder.complete(archive(hadoop), System.currentTimeMillis());
            if (!files.isEmpty()) {
                new IngestReport(command.report()).ingest(spark, request(files, hadoop));
            }
        } catch (IOException e) {
            tell("failed, and will be tried again: " + e.getMessage());
        }
    }

    /** What the tables have; none when there are no tables. */
    private ArchiveCaptures archive(Configuration hadoop) throws IOException {
        Path tables = CapturePaths.path(command.out(), hadoop);
        FileSystem files = tables.getFileSystem(hadoop);
        boolean isThere = files.exists(new Path(tables, TablesFolder.STATE));
        return isThere ? ArchiveCaptures.of(command.out(), hadoop) : ArchiveCaptures.NONE;
    }

    private Manifest.Site site(List<CaptureFile> files) {
        return new Manifest.Site(
                command.site(), Manifest.Vantage.PASSIVE, List.of(command.folder()), files);
    }

    private IngestRequest request(List<CaptureFile> files, Configuration hadoop)
            throws IOException {
        return IngestSettings.request(
                command.options(),
                new Manifest(command.site(), List.of(site(files))),
                command.out(),
                Mode.APPEND,
                false,
                hadoop);
    }

    private void tell(String text) {
        if (command.report().isJson()) {
            ProgressReport.event(System.err, "watch", Map.of("message", text));
        } else {
            String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            System.err.println("census: " + now + " " + VisibleText.of(text));
        }
    }
}
