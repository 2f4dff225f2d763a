package org.tlscensus.jobs.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.io.OutputFile;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.Table;

/**
 * Writes a file of a table, one of ours or another, as Spark writes it, but without a session. For
 * one thread.
 */
public final class TableFileWriter implements AutoCloseable {
    private final ColumnFile file;
    private final List<Face<?>> faces = new ArrayList<>();

    private TableFileWriter(List<Class<? extends Record>> types, ColumnFile file) {
        this.file = file;
        types.forEach(type -> faces.add(Face.of(type)));
    }

    /** A record class of the table. */
    private record Face<T extends Record>(Class<T> type, RecordBytes<T> codec) {
        static <T extends Record> Face<T> of(Class<T> type) {
            return new Face<>(type, RecordBytes.of(type));
        }

        byte[] bytes(Record record) {
            return codec.toBytes(type.cast(record));
        }
    }

    /**
     * Begins a file; one that stands there is lost.
     *
     * @param expectedRows at most so many, by which Bloom filters are sized; more only weaken them
     */
    public static TableFileWriter open(
            Table table, Path file, Configuration hadoop, long expectedRows) throws IOException {
        return open(
                table.records(),
                FileSettings.properties(FileSettings.idOf(table), expectedRows),
                new PlainOutput(file, hadoop),
                hadoop);
    }

    /** Writes a file without rows to nowhere, after which all is loaded that a file needs. */
    public static void rehearse(Table table) throws IOException {
        open(
                        table.records(),
                        FileSettings.properties(FileSettings.idOf(table), 0),
                        new DiscardedOutput(),
                        new Configuration(false))
                .close();
    }

    /** Begins a file of a table that is not ours, of some record classes side by side. */
    public static TableFileWriter open(
            List<Class<? extends Record>> types, Path file, Configuration hadoop)
            throws IOException {
        return open(
                types,
                FileSettings.properties(Optional.empty(), 0),
                new PlainOutput(file, hadoop),
                hadoop);
    }

    private static TableFileWriter open(
            List<Class<? extends Record>> types,
            ParquetProperties properties,
            OutputFile output,
            Configuration hadoop)
            throws IOException {
        return new TableFileWriter(
                types,
                new ColumnFile(types, properties, FileSettings.metadata(types), output, hadoop));
    }

    /** Writes a row: a record of each class of the table, in its order. */
    public void write(Record... records) throws IOException {
        byte[][] row = new byte[records.length][];
        for (int i = 0; i < row.length; i++) {
            row[i] = faces.get(i).bytes(records[i]);
        }
        file.write(row);
    }

    /**
     * Writes a row: the bytes of a record of each class, as {@link RecordBytes} made them. The
     * quicker way for who has them.
     *
     * @throws IllegalArgumentException when they are no records' bytes; the file is then lost
     */
    public void writeBytes(byte[]... records) throws IOException {
        file.write(records);
    }

    /** Rows so far. */
    public long rows() {
        return file.rows();
    }

    /** Ends the file; where a row failed, it is left without an end, so that nobody can read it. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
