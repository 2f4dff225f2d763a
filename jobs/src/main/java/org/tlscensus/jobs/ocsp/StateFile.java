package org.tlscensus.jobs.ocsp;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;

/**
 * A file of kept records.
 *
 * <pre>
 * file = zstd((length (4 bytes)  run (length bytes))*  0 (4 bytes))
 * </pre>
 *
 * The runs have two keys, those of the kind.
 */
final class StateFile {
    private static final int RUN_BYTES = 1 << 20;
    private static final int BUFFER_BYTES = 1 << 16;

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
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new ZstdOutputStream(file.getFileSystem(hadoop).create(file, true)),
                                BUFFER_BYTES))) {
            RecordRun run = new RecordRun();
            for (Record record : records) {
                @SuppressWarnings("unchecked") // the codec is that of the kind
                T typed = (T) kind.type().cast(record);
                run.add(kind.key(0, record), kind.key(1, record), codec.toBytes(typed));
                if (run.size() >= RUN_BYTES) {
                    block(run.take(), out);
                }
            }
            if (run.count() > 0) {
                block(run.take(), out);
            }
            out.writeInt(0);
        }
    }

    private static void block(byte[] run, DataOutputStream out) throws IOException {
        out.writeInt(run.length);
        out.write(run);
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
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(
                                new ZstdInputStream(
                                        file.getFileSystem(hadoop).open(file, BUFFER_BYTES)),
                                BUFFER_BYTES))) {
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
                byte[] run = new byte[length];
                in.readFully(run);
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
