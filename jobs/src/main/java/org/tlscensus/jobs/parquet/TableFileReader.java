package org.tlscensus.jobs.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.tlscensus.jobs.schema.Table;

/**
 * The rows of a file of a table, in order: a record of each class of the table. Columns that the
 * file does not have are null, primitive ones zero. For one thread.
 */
public final class TableFileReader implements Iterator<Record[]>, AutoCloseable {
    private final ParquetReader<Record[]> reader;
    private Record[] next;

    private TableFileReader(ParquetReader<Record[]> reader) {
        this.reader = reader;
        advance();
    }

    /** Opens a file that we or Spark wrote. */
    public static TableFileReader open(Table table, Path file, Configuration hadoop)
            throws IOException {
        return open(table.records(), file, hadoop);
    }

    /** Opens a file of records of one class. */
    public static TableFileReader open(
            Class<? extends Record> type, Path file, Configuration hadoop) throws IOException {
        return open(List.of(type), file, hadoop);
    }

    private static TableFileReader open(
            List<Class<? extends Record>> types, Path file, Configuration hadoop)
            throws IOException {
        return new TableFileReader(new Builder(types, file, hadoop).build());
    }

    private static final class Builder extends ParquetReader.Builder<Record[]> {
        private final List<Class<? extends Record>> types;

        Builder(List<Class<? extends Record>> types, Path file, Configuration hadoop)
                throws IOException {
            super(HadoopInputFile.fromPath(file, hadoop));
            this.types = types;
        }

        @Override
        protected ReadSupport<Record[]> getReadSupport() {
            return new RowReadSupport(types);
        }
    }

    private void advance() {
        try {
            next = reader.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    /** The next row, which shares nothing with others. */
    @Override
    public Record[] next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        Record[] row = next;
        advance();
        return row;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
