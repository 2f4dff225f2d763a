package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;

/** A file of kept records: blocks that are runs with two keys, those of the kind. */
final class StateFile {
    private static final int RUN_BYTES = 1 << 20;

    private StateFile() {}

    /** Writes the records, all of the kind; the file's bytes. */
    static long write(
            StateKind kind, Iterable<? extends Record> records, Path file, Configuration hadoop)
            throws IOException {
        write(kind, RecordBytes.of(kind.type()), records, file, hadoop);
        return file.getFileSystem(hadoop).getFileStatus(file).getLen();
    }

    private static <T extends Record> void write(
            StateKind kind,
            RecordBytes<T> codec,
            Iterable<? extends Record> records,
            Path file,
            Configuration hadoop)
            throws IOException {
        try (BlockFile.Writer out = new BlockFile.Writer(file, hadoop)) {
            RecordRun run = new RecordRun();
            for (Record record : records) {
                @SuppressWarnings("unchecked") // the codec is that of the kind
                T typed = (T) kind.type().cast(record);
                run.add(kind.key(0, record), kind.key(1, record), codec.toBytes(typed));
                if (run.size() >= RUN_BYTES) {
                    out.write(run.take());
                }
            }
            if (run.count() > 0) {
                out.write(run.take());
            }
            out.end();
        }
    }

    /**
     * Reads records; of the others no more than their keys.
     *
     * @param index which key decides
     * @param wanted true for the keys of those to read
     */
    static void read(
            StateKind kind,
            int index,
            LongPredicate wanted,
            Path file,
            Configuration hadoop,
            Consumer<Record> out)
            throws IOException {
        RecordBytes<? extends Record> codec = RecordBytes.of(kind.type());
        try (BlockFile.Reader in = new BlockFile.Reader(file, hadoop)) {
            for (byte[] run = in.next(); run != null; run = in.next()) {
                RecordRun.Cursor cursor = RecordRun.cursor(run, 2);
                while (cursor.next()) {
                    if (wanted.test(cursor.key(index))) {
                        out.accept(codec.toRecord(cursor.record()));
                    }
                }
            }
        }
    }
}
