package org.tlscensus.jobs.ingest;

import java.io.Serializable;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;

/**
 * How much memory a task may hold of what captures show: of connections while it reads, of their
 * parts while it joins, of rows while it sorts. What is beyond leaves the task, as a part of a
 * connection or into a file, and the tables are the same.
 *
 * @param wanted bytes, by the user; null: by the executor's heap
 */
record TaskBudget(Long wanted) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of an executor's heap, for all its tasks; the rest is for what they hand on, and Spark. */
    private static final double SHARE_OF_HEAP = 0.3;

    private static final long LEAST_BYTES = 8L << 20;

    /** Bytes for a task of the executor that this runs on. */
    long bytes() {
        if (wanted != null) {
            return wanted;
        }
        long share = (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP) / tasks();
        return Math.max(LEAST_BYTES, share);
    }

    /** Records that a task of the executor sorts, within its budget. */
    SortedRecords sorted() {
        return new SortedRecords(
                bytes(),
                () -> SparkEnv.get().blockManager().diskBlockManager().createTempLocalBlock()._2());
    }

    /** Tasks that run side by side on the executor. */
    private static int tasks() {
        SparkConf conf = SparkEnv.get().conf();
        int all = Runtime.getRuntime().availableProcessors();
        String master = conf.get("spark.master", "");
        int cores = conf.getInt("spark.executor.cores", all);
        if (master.startsWith("local[")) {
            String threads = master.replaceAll("local\\[([0-9*]+).*", "$1");
            cores = threads.equals("*") ? all : Integer.parseInt(threads);
        } else if (master.equals("local")) {
            cores = 1;
        }
        return Math.max(1, cores / conf.getInt("spark.task.cpus", 1));
    }
}
