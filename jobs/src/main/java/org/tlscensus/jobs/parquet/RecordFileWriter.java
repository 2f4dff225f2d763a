package org.tlscensus.jobs.parquet;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.schema.RecordBytes;

/** Writes a Parquet file whose rows are the records of any class. For one thread. */
public final class RecordFileWriter<T extends Record> implements AutoCloseable {
    private final ColumnFile file;
    private final RecordBytes<T> codec;

    private RecordFileWriter(ColumnFile file, RecordBytes<T> codec) {
        this.file = file;
        this.codec = codec;
    }

    /** Begins a file; one that stands there is lost. */
    public static <T extends Record> RecordFileWriter<T> open(
            Class<T> type, Path file, Configuration hadoop) throws IOException {
        return new RecordFileWriter<>(
                new ColumnFile(
                        List.of(type),
                        FileSettings.properties(Optional.empty(), 0),
                        FileSettings.metadata(List.of(type)),
                        file,
                        hadoop),
                RecordBytes.of(type));
    }

    public void write(T row) throws IOException {
        file.write(codec.toBytes(row));
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
