package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Where tasks read and write.
 *
 * @param tables the folder of the tables
 * @param folder the folder beside which nothing is written
 * @param commit what the names of files end with
 */
record Staging(
        String tables,
        String folder,
        String commit,
        Broadcast<SerializableConfiguration> configuration)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    Configuration hadoop() {
        return configuration.value().value();
    }

    /** A file of the tables. */
    Path table(String path) {
        return new Path(tables, path);
    }

    Path staged(String path) {
        return new Path(folder, path);
    }

    /** Takes a file back. */
    void delete(String path) throws IOException {
        staged(path).getFileSystem(hadoop()).delete(staged(path), false);
    }

    /** A name that no other task, attempt or ingest gives. */
    String name() {
        TaskContext task = TaskContext.get();
        return String.format("%05d-%d_%s", task.partitionId(), task.taskAttemptId(), commit);
    }
}
