package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.jobs.parquet.TableFileWriter;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;
import org.tlscensus.jobs.schema.Table;

/** Writes files of connections, sorted by start time and id. Holds the rows of one as bytes. */
final class WriteTask {
    /** Begins the names of files whose rows a later ingest may replace. */
    static final String PROVISIONAL_PREFIX = "open-";

    private record Place(long start, int run, int at) {
        long micros() {
            return RowStart.micros(start);
        }
    }

    private final Path staging;
    private final Configuration hadoop;
    private final String commit;
    private final RecordBytes<ConnectionRow> rowBytes = RecordBytes.of(ConnectionRow.class);
    private final RecordBytes<FileMade> fileBytes = RecordBytes.of(FileMade.class);
    private final List<TableRun> told = new ArrayList<>();

    WriteTask(Path staging, Configuration hadoop, String commit) {
        this.commit = commit;
        this.staging = staging;
        this.hadoop = hadoop;
    }

    /** The files so far. */
    List<TableRun> told() {
        return told;
    }

    /** Writes all rows of a file. */
    void write(FileKey file, List<RowRun> rows) throws IOException {
        RecordRun.Cursor[] cursors =
                rows.stream().map(RowRun::cursor).toArray(RecordRun.Cursor[]::new);
        Place[] places = places(cursors);
        String path = path(file);
        try (TableFileWriter out =
                TableFileWriter.open(
                        Table.CONNECTIONS, new Path(staging, path), hadoop, places.length)) {
            write(places, cursors, out);
        }
        long tlsRows = Arrays.stream(places).filter(p -> RowStart.hasTls(p.start)).count();
        RecordRun made = new RecordRun();
        made.add(
                fileBytes.toBytes(
                        new FileMade(
                                path, file.site(), file.isProvisional(), places.length, tlsRows)));
        told.add(new TableRun(RunKind.FILE, file.site(), file.isProvisional(), made.take()));
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

    private static Place[] places(RecordRun.Cursor[] cursors) {
        List<Place> places = new ArrayList<>();
        for (int run = 0; run < cursors.length; run++) {
            while (cursors[run].next()) {
                places.add(new Place(cursors[run].key(0), run, cursors[run].place()));
            }
        }
        return places.toArray(Place[]::new);
    }

    private void write(Place[] places, RecordRun.Cursor[] cursors, TableFileWriter out)
            throws IOException {
        Arrays.sort(places, Comparator.comparingLong(Place::micros));
        List<byte[]> same = new ArrayList<>(1); // of one microsecond
        for (int i = 0; i < places.length; ) {
            long micros = places[i].micros();
            for (; i < places.length && places[i].micros() == micros; i++) {
                RecordRun.Cursor cursor = cursors[places[i].run()];
                cursor.at(places[i].at());
                same.add(cursor.record());
            }
            if (same.size() > 1) {
                same.sort(Comparator.comparing(this::connectionId));
            }
            for (byte[] row : same) {
                out.writeBytes(row);
            }
            same.clear();
        }
    }

    /** Few rows begin in one microsecond, so that only for them the row is decoded. */
    private String connectionId(byte[] row) {
        return rowBytes.toRecord(row).connectionId();
    }
}
