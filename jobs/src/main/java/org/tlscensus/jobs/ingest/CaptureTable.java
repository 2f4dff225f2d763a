package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.row.CaptureRow;
import org.tlscensus.jobs.parquet.TableFileReader;
import org.tlscensus.jobs.parquet.TableFileWriter;
import org.tlscensus.jobs.schema.Table;

/** The table of captures: as many rows as there are files, so the driver writes it. */
final class CaptureTable {
    private static final Comparator<CaptureRow> ORDER =
            Comparator.comparing(CaptureRow::site)
                    .thenComparing(
                            CaptureRow::firstTime,
                            Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
                    .thenComparing(CaptureRow::name);

    private CaptureTable() {}

    /** The rows of a file of the table. */
    static List<CaptureRow> read(Path file, Configuration hadoop) throws IOException {
        List<CaptureRow> rows = new ArrayList<>();
        try (TableFileReader in = TableFileReader.open(Table.CAPTURES, file, hadoop)) {
            while (in.hasNext()) {
                rows.add((CaptureRow) in.next()[0]);
            }
        }
        return rows;
    }

    /**
     * The rows with those of before that stay.
     *
     * @param fresh new rows, and all rows of the sites
     * @param sites whose rows of before do not stay
     */
    static List<CaptureRow> together(
            List<CaptureRow> fresh, List<CaptureRow> before, Set<String> sites) {
        Set<List<String>> told = new HashSet<>();
        fresh.forEach(row -> told.add(List.of(row.site(), row.name())));
        List<CaptureRow> all = new ArrayList<>(fresh);
        for (CaptureRow row : before) {
            if (!sites.contains(row.site()) && !told.contains(List.of(row.site(), row.name()))) {
                all.add(row);
            }
        }
        return all;
    }

    /** Writes the table. */
    static void write(List<CaptureRow> rows, Path file, Configuration hadoop) throws IOException {
        List<CaptureRow> sorted = rows.stream().sorted(ORDER).toList();
        try (TableFileWriter out =
                TableFileWriter.open(Table.CAPTURES, file, hadoop, sorted.size())) {
            for (CaptureRow row : sorted) {
                out.write(row);
            }
        }
    }
}
