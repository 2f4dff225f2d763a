package org.tlscensus.jobs.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.CaptureSplit;
import org.tlscensus.core.analysis.ConnectionRows;
import org.tlscensus.core.analysis.OneFile;
import org.tlscensus.core.analysis.RowSink;
import org.tlscensus.core.analysis.SplitReader;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.jobs.parquet.TableFileWriter;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.Table;

/**
 * How many connections a core writes to Parquet in a second of its time, from the bytes in which
 * they reach the writer. One line for each pass over a capture's rows: the first are a cold Java's.
 */
public final class TableFileBenchmark {
    private static final long LATER = Long.MAX_VALUE / 2;

    private TableFileBenchmark() {}

    /** Arguments: passes, rows in each, and captures, best made by {@link ReplicatedCapture}. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            System.err.println("usage: TableFileBenchmark PASSES ROWS CAPTURE…");
            System.exit(2);
        }
        int passes = Integer.parseInt(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        for (int i = 2; i < arguments.length; i++) {
            Path capture = Path.of(arguments[i]);
            List<byte[]> rows = rows(capture);
            long bytes = rows.stream().mapToLong(row -> row.length).sum();
            System.out.printf(
                    "%s: %d rows of %d bytes%n",
                    capture.getFileName(), rows.size(), bytes / rows.size());
            for (int pass = 1; pass <= passes; pass++) {
                write(rows, count);
            }
        }
    }

    private static void write(List<byte[]> rows, int count) throws IOException {
        Path file = Files.createTempFile("rows", ".parquet");
        try {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            try (TableFileWriter writer =
                    TableFileWriter.open(
                            Table.CONNECTIONS,
                            new org.apache.hadoop.fs.Path(file.toUri()),
                            new Configuration(false),
                            count)) {
                for (int i = 0; i < count; i++) {
                    writer.writeBytes(rows.get(i % rows.size()));
                }
            }
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            System.out.printf(
                    "  %,d rows/s, %.1f us and %d bytes a row%n",
                    count * 1_000_000_000L / nanos, nanos / 1e3 / count, Files.size(file) / count);
        } finally {
            Files.delete(file);
        }
    }

    private static List<byte[]> rows(Path capture) throws IOException {
        Rows rows = new Rows();
        CaptureSplit whole = new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null);
        try (SplitReader run =
                new SplitReader(whole, new OneFile(capture), AnalysisOptions.DEFAULTS, rows)) {
            while (run.step()) {
                // the rows go to the sink
            }
        }
        RecordBytes<ConnectionRow> codec = RecordBytes.of(ConnectionRow.class);
        return rows.all.stream()
                .sorted(Comparator.comparing(ConnectionRow::startTime))
                .map(codec::toBytes)
                .toList();
    }

    private static final class Rows implements RowSink {
        private final ConnectionRows rows = new ConnectionRows(AnalysisOptions.DEFAULTS);
        private final List<ConnectionRow> all = new ArrayList<>();

        @Override
        public void connection(ConnectionPart part) {
            rows.row("site", part, LATER).ifPresent(all::add);
        }

        @Override
        public void certificate(CertificateSighting certificate) {}

        @Override
        public void lookup(LookupPart lookup) {}

        @Override
        public void capture(CapturePart part) {}
    }
}
