package org.tlscensus.jobs.frame;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.jobs.parquet.TableFileWriter;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.Changes;
import org.tlscensus.jobs.store.TablesFolder;

/**
 * A table that takes the place of an earlier one. Each partition of its rows becomes a file, or
 * several; only those files count that a task told of at its end, so that one which was tried twice
 * or was given up leaves no row.
 */
public final class StagedTable<K extends Serializable> {
    private static final int ROWS_PER_FILE = 500_000;

    private final Table table;
    private final List<StagedFile<K>> files;

    private StagedTable(Table table, List<StagedFile<K>> files) {
        this.table = table;
        this.files = files;
    }

    /** What rows are counted by; none when null. */
    @FunctionalInterface
    public interface Kind<T, K> extends Function<T, K>, Serializable {}

    /** A file with the number of its rows, in all and of each kind. */
    private record StagedFile<K extends Serializable>(String path, long rows, Map<K, Long> kinds)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Writes the rows of a table of one record class, in the order in which they come. A table
     * without rows has a file without rows.
     */
    public static <T extends Record, K extends Serializable> StagedTable<K> write(
            JavaRDD<T> rows,
            Table table,
            Kind<T, K> kind,
            TablesFolder folder,
            Broadcast<SerializableConfiguration> hadoop)
            throws IOException {
        Writer<T, K> writer =
                new Writer<>(table, kind, folder.staging().toString(), folder.commitId());
        List<StagedFile<K>> files =
                rows.mapPartitions(some -> writer.written(some, hadoop.value().value())).collect();
        if (files.isEmpty()) {
            files = List.of(writer.file(Collections.emptyIterator(), folder.files().getConf()));
        }
        return new StagedTable<>(table, files);
    }

    /** Puts the files in the place of the table's. */
    public void replace(Changes changes) {
        changes.removeBelow(table.tableName());
        files.forEach(file -> changes.add(file.path(), file.path(), file.rows()));
    }

    /** Rows of the table. */
    public long rows() {
        return files.stream().mapToLong(StagedFile::rows).sum();
    }

    /** How many rows there are of each kind. */
    public Map<K, Long> kinds() {
        Map<K, Long> all = new HashMap<>();
        files.forEach(file -> file.kinds().forEach((kind, n) -> all.merge(kind, n, Long::sum)));
        return all;
    }

    /** Writes the files of one partition. */
    private record Writer<T extends Record, K extends Serializable>(
            Table table, Kind<T, K> kind, String staging, String commit) implements Serializable {
        private static final long serialVersionUID = 1L;

        Iterator<StagedFile<K>> written(Iterator<T> rows, Configuration hadoop) throws IOException {
            List<StagedFile<K>> files = new ArrayList<>();
            while (rows.hasNext()) {
                files.add(file(rows, hadoop));
            }
            return files.iterator();
        }

        StagedFile<K> file(Iterator<T> rows, Configuration hadoop) throws IOException {
            TaskContext task = TaskContext.get();
            String path =
                    String.format(
                            "%s/part-%05d-%s_%s.zstd.parquet",
                            table.tableName(),
                            task == null ? 0 : task.partitionId(),
                            UUID.randomUUID(),
                            commit);
            Map<K, Long> kinds = new HashMap<>();
            try (TableFileWriter out =
                    TableFileWriter.open(table, new Path(staging, path), hadoop, ROWS_PER_FILE)) {
                while (rows.hasNext() && out.rows() < ROWS_PER_FILE) {
                    T row = rows.next();
                    out.write(row);
                    K kindOfRow = kind.apply(row);
                    if (kindOfRow != null) {
                        kinds.merge(kindOfRow, 1L, Long::sum);
                    }
                }
                return new StagedFile<>(path, out.rows(), kinds);
            }
        }
    }
}
