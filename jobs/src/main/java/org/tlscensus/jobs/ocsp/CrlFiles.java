package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tlscensus.core.row.CrlRow;
import org.tlscensus.jobs.parquet.TableFileWriter;
import org.tlscensus.jobs.schema.SiteDay;
import org.tlscensus.jobs.schema.Table;

/**
 * Writes downloads of revocation lists: those that stay into a file that no later ingest touches,
 * those that come again into one that the next ingest replaces. The lists themselves stand beside
 * the tables, each once an ingest and part: what they say does not depend on who downloaded them.
 */
record CrlFiles(Staging staging) implements Step {
    private static final long serialVersionUID = 1L;

    /** The kind of a file that the next ingest replaces. */
    static final String OPEN = "open_crls";

    private static final Comparator<SitedCrl> ORDER =
            Comparator.comparing(SitedCrl::site, TextOrder.BY_CODE_POINT)
                    .thenComparing(crl -> time(crl.row()))
                    .thenComparing(crl -> crl.row().downloadId());

    @Override
    public void run(Part part, Consumer<Record> out) throws IOException {
        List<SitedCrl> all = part.sorted(SitedCrl.class, ORDER);
        write(all.stream().filter(crl -> !crl.isProvisional()).toList(), "part", out);
        List<SitedCrl> open = all.stream().filter(SitedCrl::isProvisional).toList();
        write(open, "open", out);
        open.forEach(crl -> out.accept(crl.withoutList()));
        writeLists(all, out);
    }

    private void writeLists(List<SitedCrl> all, Consumer<Record> out) throws IOException {
        TreeSet<byte[]> lists = new TreeSet<>(Arrays::compare);
        for (SitedCrl crl : all) {
            if (crl.list() != null) {
                lists.add(crl.list());
            }
        }
        if (!lists.isEmpty()) {
            String path = String.format("%s/part-%s.zst", KeptLists.FOLDER, staging.name());
            KeptLists.write(lists, staging.staged(path), staging.hadoop());
            out.accept(new FileMade(KeptLists.FOLDER, null, null, path, null, 0));
        }
    }

    private void write(List<SitedCrl> rows, String word, Consumer<Record> out) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        String table = Table.CRLS.tableName();
        String path = String.format("%s/%s-%s.zstd.parquet", table, word, staging.name());
        try (TableFileWriter file =
                TableFileWriter.open(
                        Table.CRLS, staging.staged(path), staging.hadoop(), rows.size())) {
            for (SitedCrl crl : rows) {
                LocalDate date = LocalDate.ofInstant(time(crl.row()), ZoneOffset.UTC);
                file.write(crl.row(), new SiteDay(crl.site(), date));
            }
        }
        String kind = word.equals("open") ? OPEN : table;
        out.accept(new FileMade(kind, null, null, path, null, 0));
    }

    private static Instant time(CrlRow row) {
        return row.requestTime() != null ? row.requestTime() : row.responseTime();
    }
}
