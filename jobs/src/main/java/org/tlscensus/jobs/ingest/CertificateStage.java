package org.tlscensus.jobs.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;
import scala.Tuple2;

/**
 * Writes the table of certificates: those that stand in a chain of some connection. Certificates
 * fall into buckets by the first bits of their hashes, each a file of the table and one of what is
 * known of their uses. An ingest writes the buckets that it changes.
 */
final class CertificateStage {
    private static final int CERTIFICATES_PER_BUCKET = 50_000;
    private static final int MAX_BUCKETS_LOG = 12;

    /** DER bytes of a certificate and its chain's bytes between runs, about. */
    private static final int BYTES_PER_CERTIFICATE = 1_500;

    private CertificateStage() {}

    /** How many buckets so many certificates fall into: a power of two. */
    static int buckets(long earlier, long freshBytes) {
        long count = earlier + freshBytes / BYTES_PER_CERTIFICATE;
        int log = 0;
        while (log < MAX_BUCKETS_LOG && count > (long) CERTIFICATES_PER_BUCKET << log) {
            log++;
        }
        return 1 << log;
    }

    /** The bucket of a certificate. */
    static int bucket(String sha256, int buckets) {
        return Integer.parseInt(sha256, 0, 3, 16) * buckets >>> 12;
    }

    /**
     * Begins to write the buckets that change, beside what else the driver does.
     *
     * @param runs those of kinds {@link RunKind#CHAINS}, of all rows, and {@link
     *     RunKind#CERTIFICATE}, among others
     * @param earlier the buckets as they are
     * @param buckets how many there are to be; where that is another number, all are written
     * @param sites whose provisional uses are told anew
     */
    static JavaFutureAction<List<CertificateBucket>> begin(
            JavaRDD<TableRun> runs,
            List<CertificateBucket> earlier,
            int buckets,
            Set<String> sites,
            Broadcast<SerializableConfiguration> hadoop,
            CertificateTask.Places places,
            String torRules) {
        JavaPairRDD<Integer, TableRun> met =
                runs.filter(run -> run.kind() == RunKind.CERTIFICATE)
                        .flatMapToPair(run -> sightings(run, buckets));
        JavaPairRDD<Integer, TableRun> used =
                runs.filter(run -> run.kind() == RunKind.CHAINS)
                        .mapPartitionsToPair(chains -> uses(chains, buckets));
        return met.union(used)
                .partitionBy(new ByNumber(buckets))
                .mapPartitionsWithIndex(
                        (bucket, ofBucket) -> {
                            CertificateTask task =
                                    new CertificateTask(
                                            bucket,
                                            buckets,
                                            earlier,
                                            sites,
                                            hadoop.value().value(),
                                            places,
                                            torRules);
                            ofBucket.forEachRemaining(run -> task.add(run._2()));
                            return task.write().stream().iterator();
                        },
                        true)
                .collectAsync(); // at most one a bucket
    }

    private static Iterator<Tuple2<Integer, TableRun>> sightings(TableRun run, int buckets) {
        RecordBytes<CertificateSighting> codec = RecordBytes.of(CertificateSighting.class);
        RecordRun[] byBucket = new RecordRun[buckets];
        RecordRun.Cursor cursor = run.cursor();
        while (cursor.next()) {
            byte[] record = cursor.record();
            put(record, codec.toRecord(record).sha256(), byBucket);
        }
        return taken(run.kind(), run.site(), false, byBucket);
    }

    /** Adds up the uses of a task before they are moved. */
    private static Iterator<Tuple2<Integer, TableRun>> uses(Iterator<TableRun> runs, int buckets) {
        RecordBytes<ChainsSent> codec = RecordBytes.of(ChainsSent.class);
        Map<SiteRows, UsesByCertificate> bySite = new TreeMap<>();
        while (runs.hasNext()) {
            TableRun run = runs.next();
            UsesByCertificate uses =
                    bySite.computeIfAbsent(
                            new SiteRows(run.site(), run.isProvisional()),
                            key -> new UsesByCertificate(key.site(), key.isProvisional()));
            RecordRun.Cursor chains = run.cursor();
            while (chains.next()) {
                uses.add(codec.toRecord(chains.record()));
            }
        }
        RecordBytes<CertificateUses> usesBytes = RecordBytes.of(CertificateUses.class);
        RecordRun[] byBucket = new RecordRun[buckets];
        bySite.values().stream()
                .flatMap(UsesByCertificate::uses)
                .forEach(use -> put(usesBytes.toBytes(use), use.sha256(), byBucket));
        return taken(RunKind.USES, "", false, byBucket);
    }

    private static void put(byte[] record, String sha256, RecordRun[] byBucket) {
        int bucket = bucket(sha256, byBucket.length);
        if (byBucket[bucket] == null) {
            byBucket[bucket] = new RecordRun();
        }
        byBucket[bucket].add(record);
    }

    private static Iterator<Tuple2<Integer, TableRun>> taken(
            RunKind kind, String site, boolean isProvisional, RecordRun[] byBucket) {
        List<Tuple2<Integer, TableRun>> taken = new ArrayList<>();
        for (int bucket = 0; bucket < byBucket.length; bucket++) {
            if (byBucket[bucket] != null) {
                taken.add(
                        new Tuple2<>(
                                bucket,
                                new TableRun(kind, site, isProvisional, byBucket[bucket].take())));
            }
        }
        return taken.iterator();
    }
}
