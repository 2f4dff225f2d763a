package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.jobs.parquet.TableFileWriter;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;
import org.tlscensus.jobs.schema.Table;
import scala.Tuple2;

/** Writes files of connections, sorted by start time and id, in bounded memory. */
final class WriteTask {
    /** Begins the names of files whose rows a later ingest may replace. */
    static final String PROVISIONAL_PREFIX = "open-";

    private final SortedRecords rows; // by file and start
    private final Path staging;
    private final Configuration hadoop;
    private final String commit;
    private final RecordBytes<ConnectionRow> rowBytes = RecordBytes.of(ConnectionRow.class);
    private final RecordBytes<FileMade> fileBytes = RecordBytes.of(FileMade.class);
    private final Map<FileKey, Integer> groups = new HashMap<>(); // of rows
    private final List<FileKey> files = new ArrayList<>(); // by group
    private final List<Long> counts = new ArrayList<>(); // of rows, by group
    private final List<TableRun> told = new ArrayList<>();

    /**
     * @param rows empty
     */
    WriteTask(SortedRecords rows, Path staging, Configuration hadoop, String commit) {
        this.rows = rows;
        this.commit = commit;
        this.staging = staging;
        this.hadoop = hadoop;
    }

    /** Writes rows into their files, and tells of these. */
    Iterator<TableRun> written(Iterator<Tuple2<Integer, RowRun>> runs) throws IOException {
        try (rows) {
            while (runs.hasNext()) {
                sort(runs.next()._2());
            }
            while (rows.peek() != null) {
                write(rows.peek().group());
            }
        }
        return told.iterator();
    }

    private void sort(RowRun run) throws IOException {
        int group = groups.computeIfAbsent(run.file(), f -> groups.size());
        if (group == files.size()) {
            files.add(run.file());
            counts.add(0L);
        }
        RecordRun.Cursor cursor = run.cursor();
        long before = rows.count();
        while (cursor.next()) {
            rows.add(group, cursor.key(0), cursor.record());
        }
        counts.set(group, counts.get(group) + rows.count() - before);
    }

    /** Writes the next rows, which are those of a file. */
    private void write(int group) throws IOException {
        FileKey file = files.get(group);
        long count = counts.get(group);
        String path = path(file);
        long tlsRows = 0;
        try (TableFileWriter out =
                TableFileWriter.open(Table.CONNECTIONS, new Path(staging, path), hadoop, count)) {
            List<byte[]> same = new ArrayList<>(1); // of one microsecond
            long micros = Long.MIN_VALUE;
            for (SortedRecords.Entry next = rows.peek();
                    next != null && next.group() == group;
                    next = rows.peek()) {
                if (RowStart.micros(next.number()) != micros) {
                    write(same, out);
                    micros = RowStart.micros(next.number());
                }
                tlsRows += RowStart.hasTls(next.number()) ? 1 : 0;
                same.add(rows.next().record());
            }
            write(same, out);
        }
        RecordRun made = new RecordRun();
        made.add(
                fileBytes.toBytes(
                        new FileMade(path, file.site(), file.isProvisional(), count, tlsRows)));
        told.add(new TableRun(RunKind.FILE, file.site(), file.isProvisional(), made.take()));
    }

    /** Few rows begin in one microsecond, so that only for them the row is decoded. */
    private void write(List<byte[]> same, TableFileWriter out) throws IOException {
        if (same.size() > 1) {
            same.sort(Comparator.comparing(row -> rowBytes.toRecord(row).connectionId()));
        }
        for (byte[] row : same) {
            out.writeBytes(row);
        }
        same.clear();
    }

    /** Another attempt at the same task writes another file. */
    private String path(FileKey file) {
        return String.format(
                "%s/%s/%spart-%05d-%s_%s.zstd.parquet",
                Table.CONNECTIONS.tableName(),
                file.folder(),
                file.isProvisional() ? PROVISIONAL_PREFIX : "",
                file.slice(),
                UUID.randomUUID(),
                commit);
    }
}
