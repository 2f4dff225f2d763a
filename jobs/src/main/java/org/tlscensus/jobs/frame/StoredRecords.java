package org.tlscensus.jobs.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.tlscensus.jobs.parquet.TableFileReader;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.ArchiveFiles;

/**
 * The rows of a table's files as records, without Spark SQL: of the columns that are components of
 * the records' class, and no others. What the folders' names tell is not among them.
 */
public final class StoredRecords {
    /** A task reads about so much, or one file. */
    private static final long BYTES_PER_TASK = 64L << 20;

    private StoredRecords() {}

    /** The rows of a table; none when the archive does not have it. */
    public static <T extends Record> JavaRDD<T> of(
            JavaSparkContext context,
            ArchiveFiles archive,
            Table table,
            Class<T> type,
            Broadcast<SerializableConfiguration> hadoop) {
        List<FileStatus> files = archive.files(table.tableName()).orElse(List.of());
        if (files.isEmpty()) {
            return context.emptyRDD();
        }
        long bytes = files.stream().mapToLong(FileStatus::getLen).sum();
        long tasks = Math.max(bytes / BYTES_PER_TASK, context.defaultParallelism());
        List<String> paths = files.stream().map(file -> file.getPath().toString()).toList();
        return context.parallelize(paths, (int) Math.min(tasks, files.size()))
                .flatMap(path -> new OfFile<>(path, type, hadoop.value().value()));
    }

    /** The records of a file, which is closed behind the last, or with the task. */
    private static final class OfFile<T extends Record>
            implements Iterator<T>, TaskCompletionListener {
        private final Class<T> type;
        private final TableFileReader rows;

        OfFile(String path, Class<T> type, Configuration hadoop) throws IOException {
            this.type = type;
            rows = TableFileReader.open(type, new Path(path), hadoop);
            TaskContext.get().addTaskCompletionListener(this);
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            T record = type.cast(rows.next()[0]);
            if (!rows.hasNext()) {
                close();
            }
            return record;
        }

        @Override
        public void onTaskCompletion(TaskContext task) {
            close();
        }

        private void close() {
            try {
                rows.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
