package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.core.row.CaptureRow;
import org.tlscensus.jobs.ocsp.OcspTables;
import org.tlscensus.jobs.plan.CaptureInfo;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.TablesFolder;

/**
 * Makes the tables of what splits handed out, and of what earlier ingests left, and publishes them:
 * connections, then the tables that tell of them.
 */
final class TableMaker {
    private final JavaSparkContext context;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final IngestRequest request;
    private final TablesFolder folder;
    private final ExistingTables earlier;
    private final Reading reading;
    private final CaptureTotals totals;
    private final Consumer<String> progress;
    private final Map<String, SiteFrontier> ends;
    private final Publication publication = new Publication();

    private final ConnectionMaker connections;
    private List<CertificateBucket> certificates;
    private String captureFile;
    private String ocspState;
    private List<String> splitIndexes;

    TableMaker(
            JavaSparkContext context,
            Broadcast<SerializableConfiguration> hadoop,
            IngestRequest request,
            RowRules rules,
            TablesFolder folder,
            ExistingTables earlier,
            Reading reading,
            Consumer<String> progress) {
        this.context = context;
        this.hadoop = hadoop;
        this.request = request;
        this.folder = folder;
        this.earlier = earlier;
        this.reading = reading;
        totals = reading.totals();
        this.progress = progress;
        ends = totals.ends();
        connections =
                new ConnectionMaker(
                        context, hadoop, request, rules, folder, earlier, reading, publication);
    }

    IngestSummary make() throws IOException {
        progress.accept("joining and writing connections");
        connections.make();

        progress.accept("writing certificates, OCSP exchanges and names");
        writeCertificatesAndOcsp();

        progress.accept("writing captures");
        writeCaptures();
        writeSplitIndex();
        writeState();
        IngestSummary summary = summary();
        folder.commit(publication.changes(earlier.isNone()));
        connections.forget();
        return summary;
    }

    /** Each is one task as long as its bytes are few: so they are written side by side. */
    private void writeCertificatesAndOcsp() throws IOException {
        List<CertificateBucket> before = earlier.certificates();
        int buckets = buckets(before);
        JavaFutureAction<List<CertificateBucket>> written =
                CertificateStage.begin(
                        connections.runs(RunKind.CHAINS, RunKind.CERTIFICATE),
                        before,
                        buckets,
                        Set.copyOf(reading.sites()),
                        hadoop,
                        new CertificateTask.Places(
                                folder.tables().toString(),
                                folder.staging().toString(),
                                folder.commitId()),
                        request.options().torRules());
        try {
            writeOcsp(
                    connections.runs(
                            RunKind.CHAINS,
                            RunKind.CERTIFICATE,
                            RunKind.EXCHANGE,
                            RunKind.CRL,
                            RunKind.LOOKUP));
            takeCertificates(before, buckets, written.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while certificates were written");
        } finally {
            written.cancel(true); // without effect when it is done
        }
    }

    private int buckets(List<CertificateBucket> before) {
        long known = before.stream().mapToLong(CertificateBucket::rows).sum();
        long freshBytes =
                reading.stage().passes().stream().mapToLong(pass -> pass.certificateBytes).sum();
        return Math.max(before.size(), CertificateStage.buckets(known, freshBytes));
    }

    private void takeCertificates(
            List<CertificateBucket> before, int buckets, List<CertificateBucket> written) {
        Map<Integer, CertificateBucket> now = new TreeMap<>();
        if (buckets == before.size()) {
            before.forEach(bucket -> now.put(bucket.bucket(), bucket));
        }
        written.forEach(bucket -> now.put(bucket.bucket(), bucket));
        certificates = List.copyOf(now.values());
        Set<String> files = filesOf(certificates);
        Set<String> filesBefore = filesOf(before);
        files.stream().filter(file -> !filesBefore.contains(file)).forEach(publication::add);
        filesBefore.stream().filter(file -> !files.contains(file)).forEach(publication::remove);
    }

    private static Set<String> filesOf(List<CertificateBucket> buckets) {
        return buckets.stream()
                .filter(bucket -> bucket.table() != null)
                .flatMap(bucket -> List.of(bucket.table(), bucket.uses()).stream())
                .collect(Collectors.toSet());
    }

    private void writeOcsp(JavaRDD<TableRun> rows) throws IOException {
        long exchanges = 0;
        long others = 0;
        for (ReadTotals pass : reading.stage().passes()) {
            exchanges += pass.exchangeBytes;
            others += pass.crlBytes + pass.lookupBytes + pass.certificateBytes + pass.chainBytes;
        }
        // What a connection of several splits carries is counted once it is joined: so there may be
        // exchanges wherever there are unfinished connections.
        boolean mayHaveExchanges =
                exchanges > 0 || connections.hasUnfinished() || !earlier.isNone();
        Map<String, Long> lastNanos = new TreeMap<>();
        ends.forEach((site, end) -> lastNanos.put(site, end.lastNanos()));
        OcspTables.Files files =
                new OcspTables(context, hadoop, request.lists(), OcspTables.ONE_TASK_BYTES)
                        .write(
                                OcspInput.of(rows, exchanges + others, mayHaveExchanges, ends),
                                new OcspTables.Sites(Set.copyOf(reading.sites()), lastNanos),
                                new OcspTables.Place(
                                        folder.tables(),
                                        earlier.ocspState(),
                                        folder.staging(),
                                        folder.commitId()));
        ocspState = files.state();
        files.made().forEach(publication::add);
        files.replaced().forEach(publication::remove);
    }

    private void writeCaptures() throws IOException {
        List<CaptureInfo> told = new ArrayList<>();
        Set<CaptureInfo> fresh = new HashSet<>(reading.plan().captures());
        for (CaptureInfo capture : totals.captures()) {
            if (fresh.contains(capture) || reading.sites().contains(capture.site())) {
                told.add(capture);
            }
        }
        Configuration settings = hadoop.value().value();
        List<CaptureRow> before = new ArrayList<>();
        for (String file : earlier.captureFiles()) {
            before.addAll(CaptureTable.read(folder.path(file), settings));
            publication.remove(file);
        }
        captureFile = Table.CAPTURES.tableName() + "/part-0_" + folder.commitId() + ".zstd.parquet";
        CaptureTable.write(
                CaptureTable.together(totals.rows(told), before, reading.sites()),
                folder.staging(captureFile),
                settings);
        publication.add(captureFile);
    }

    private void writeSplitIndex() throws IOException {
        splitIndexes = new ArrayList<>(earlier.splitIndexes());
        if (request.hasSplitIndex()) {
            String file = SplitIndex.file(folder.commitId());
            SplitIndex.write(
                    reading.plan().captures(),
                    reading.told(),
                    folder.staging(file),
                    hadoop.value().value());
            publication.add(file);
            splitIndexes.add(file);
        }
    }

    private void writeState() throws IOException {
        ArchiveState state =
                new ArchiveState(
                        ArchiveState.VERSION,
                        request.options(),
                        totals.captures(),
                        totals.siteStates(),
                        totals.tallies(),
                        connections.files(),
                        connections.kept(),
                        certificates,
                        List.of(captureFile),
                        ocspState,
                        request.privacy().rules(),
                        splitIndexes.isEmpty() ? null : splitIndexes);
        state.write(folder.files(), folder.staging(ExistingTables.STATE_FILE));
        earlier.stateFile().ifPresent(publication::remove);
        publication.add(ExistingTables.STATE_FILE);
    }

    private IngestSummary summary() {
        List<CaptureRow> fresh = totals.rows(reading.plan().captures());
        Map<String, Long> packets = new TreeMap<>();
        fresh.forEach(
                capture ->
                        capture.packetsByReason()
                                .forEach((reason, n) -> packets.merge(reason, n, Long::sum)));
        return new IngestSummary(
                fresh,
                packets,
                reading.skipped(),
                connections.files().stream().mapToLong(FileMade::rows).sum(),
                connections.files().stream().mapToLong(FileMade::tlsRows).sum(),
                certificates.stream().mapToLong(CertificateBucket::rows).sum(),
                reading.stage().redone());
    }
}
