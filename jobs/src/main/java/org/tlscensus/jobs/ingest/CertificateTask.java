package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.row.CertificateRow;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.x509.CertificateLimits;
import org.tlscensus.core.x509.CertificateParser;
import org.tlscensus.core.x509.TorPattern;
import org.tlscensus.jobs.parquet.TableFileReader;
import org.tlscensus.jobs.parquet.TableFileWriter;
import org.tlscensus.jobs.privacy.FileSeal;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.TablesFolder;

/** Writes one bucket of certificates anew, when an ingest changes it. */
final class CertificateTask {
    /** Where the tables are, where they are made, and what names of files end with. */
    record Places(String tables, String staging, String commit) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private final int bucket;
    private final int buckets;
    private final List<CertificateBucket> earlier;
    private final Set<String> sites;
    private final Configuration hadoop;
    private final Places places;
    private final CertificateParser parser;
    private final RecordBytes<CertificateUses> usesBytes = RecordBytes.of(CertificateUses.class);
    private final RecordBytes<CertificateSighting> sightingBytes =
            RecordBytes.of(CertificateSighting.class);
    private final Map<String, CertificateUsage> usage = new TreeMap<>(); // by SHA-256
    private final Map<String, byte[]> met = new HashMap<>(); // DER by SHA-256
    private boolean isChanged;

    /**
     * @param earlier all buckets as they are
     * @param buckets how many buckets there are now
     * @param sites whose provisional uses are told anew
     */
    CertificateTask(
            int bucket,
            int buckets,
            List<CertificateBucket> earlier,
            Set<String> sites,
            Configuration hadoop,
            Places places,
            String torRules) {
        this.bucket = bucket;
        this.buckets = buckets;
        this.earlier = earlier;
        this.sites = sites;
        this.hadoop = hadoop;
        this.places = places;
        parser = new CertificateParser(CertificateLimits.DEFAULT, TorPattern.orDefault(torRules));
        isChanged = buckets != earlier.size();
    }

    /** Takes what this ingest tells of the bucket. */
    void add(TableRun run) {
        RecordRun.Cursor cursor = run.cursor();
        while (cursor.next()) {
            if (run.kind() == RunKind.USES) {
                isChanged = true;
                add(usesBytes.toRecord(cursor.record()));
            } else {
                CertificateSighting sighting = sightingBytes.toRecord(cursor.record());
                met.putIfAbsent(sighting.sha256(), sighting.der());
            }
        }
    }

    private void add(CertificateUses uses) {
        usage.computeIfAbsent(uses.sha256(), s -> new CertificateUsage()).add(uses);
    }

    /** The bucket as it is now; empty when it stays as it was. */
    Optional<CertificateBucket> write() {
        try {
            addEarlierUses();
            if (!isChanged) {
                return Optional.empty();
            }
            if (usage.isEmpty()) {
                return Optional.of(new CertificateBucket(bucket, null, null, 0));
            }
            String name = String.format("%05d-%s_%s", bucket, UUID.randomUUID(), places.commit());
            String table = Table.CERTIFICATES.tableName() + "/part-" + name + ".zstd.parquet";
            String uses = TablesFolder.STATE + "/certificate_uses/" + name;
            long rows = writeTable(table);
            writeUses(uses);
            return Optional.of(new CertificateBucket(bucket, table, uses, rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addEarlierUses() throws IOException {
        for (CertificateBucket before : earlier) {
            if (before.uses() == null || !mayHold(before)) {
                continue;
            }
            try (RunFile.Reader runs =
                    RunFile.read(new Path(places.tables(), before.uses()), hadoop, FileSeal.NONE)) {
                while (runs.hasNext()) {
                    RecordRun.Cursor cursor = runs.next().cursor();
                    while (cursor.next()) {
                        addEarlier(usesBytes.toRecord(cursor.record()));
                    }
                }
            }
        }
    }

    private void addEarlier(CertificateUses uses) {
        if (CertificateStage.bucket(uses.sha256(), buckets) != bucket) {
            return;
        }
        if (uses.isProvisional() && sites.contains(uses.site())) {
            isChanged = true;
        } else {
            add(uses);
        }
    }

    private boolean mayHold(CertificateBucket before) {
        return buckets != earlier.size() || before.bucket() == bucket;
    }

    private long writeTable(String path) throws IOException {
        Map<String, CertificateRow> known = new HashMap<>();
        for (CertificateBucket before : earlier) {
            if (before.table() != null && mayHold(before)) {
                addRows(new Path(places.tables(), before.table()), known);
            }
        }
        try (TableFileWriter out =
                TableFileWriter.open(
                        Table.CERTIFICATES,
                        new Path(places.staging(), path),
                        hadoop,
                        usage.size())) {
            for (Map.Entry<String, CertificateUsage> certificate : usage.entrySet()) {
                CertificateRow row = known.get(certificate.getKey());
                byte[] der = met.get(certificate.getKey());
                if (row == null && der != null) {
                    row = parser.row(der);
                }
                if (row != null) {
                    out.write(row, certificate.getValue().use());
                }
            }
            return out.rows();
        }
    }

    private void addRows(Path file, Map<String, CertificateRow> known) throws IOException {
        try (TableFileReader rows = TableFileReader.open(Table.CERTIFICATES, file, hadoop)) {
            while (rows.hasNext()) {
                CertificateRow row = (CertificateRow) rows.next()[0];
                if (usage.containsKey(row.sha256())) {
                    known.put(row.sha256(), row);
                }
            }
        }
    }

    private void writeUses(String path) throws IOException {
        try (RunFile.Writer out =
                new RunFile.Writer(new Path(places.staging(), path), hadoop, FileSeal.NONE)) {
            RecordRun run = new RecordRun();
            for (CertificateUsage certificate : usage.values()) {
                certificate.uses().forEach(uses -> run.add(usesBytes.toBytes(uses)));
                if (run.size() > 1 << 20) {
                    out.write(new TableRun(RunKind.USES, "", false, run.take()));
                }
            }
            out.write(new TableRun(RunKind.USES, "", false, run.take()));
        }
    }
}
