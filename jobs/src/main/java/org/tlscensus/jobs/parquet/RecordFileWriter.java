package org.tlscensus.jobs.parquet;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.schema.RecordBytes;

/** Writes a file of records of one class, whatever the class. For one thread. */
public final class RecordFileWriter<T extends Record> implements AutoCloseable {
    private final ColumnFile file;
    private final RecordBytes<T> codec;

    private RecordFileWriter(Class<T> type, ColumnFile file) {
        this.file = file;
        codec = RecordBytes.of(type);
    }

    /** Begins a file; one that stands there is lost. */
    public static <T extends Record> RecordFileWriter<T> open(
            Class<T> type, Path file, Configuration hadoop) throws IOException {
        return new RecordFileWriter<>(
                type,
                new ColumnFile(
                        List.of(type),
                        FileSettings.properties(Optional.empty(), 0),
                        FileSettings.metadata(List.of(type)),
                        file,
                        hadoop));
    }

    /** Writes a row. */
    public void write(T record) throws IOException {
        file.write(codec.toBytes(record));
    }

    /**
     * Writes a row: the bytes of a record, as {@link RecordBytes} made them.
     *
     * @throws IllegalArgumentException when they are no record's bytes; the file is then lost
     */
    public void writeBytes(byte[] record) throws IOException {
        file.write(record);
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
