package org.tlscensus.jobs.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function2;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Looks into capture files: into a few by threads of the driver, which takes less time than a job,
 * else by tasks. A task is told paths and tells heads; the driver knows the rest, and puts each
 * task's heads in their place when they come, so that it holds of a file little more than what it
 * returns.
 */
final class HeadReading {
    /** So many files are looked into by the driver. */
    static final int FEW = 256;

    private static final int THREADS = 16; // they wait for the file system
    private static final int FILES_PER_TASK = 2000;

    private final JavaSparkContext spark;
    private final Broadcast<SerializableConfiguration> hadoop;

    HeadReading(JavaSparkContext spark, Broadcast<SerializableConfiguration> hadoop) {
        this.spark = spark;
        this.hadoop = hadoop;
    }

    /** The heads of files, in their order. */
    List<CaptureInfo> read(List<CaptureFile> files) {
        return files.size() <= FEW ? here(files) : byTasks(files);
    }

    private List<CaptureInfo> here(List<CaptureFile> files) {
        Configuration here = hadoop.value().value();
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, files.size())));
        try {
            List<Callable<CaptureInfo>> looks = new ArrayList<>();
            files.forEach(file -> looks.add(() -> CaptureInfo.read(file, here)));
            List<CaptureInfo> infos = new ArrayList<>();
            for (Future<CaptureInfo> look : threads.invokeAll(looks)) {
                infos.add(look.get());
            }
            return infos;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while captures were looked into", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private List<CaptureInfo> byTasks(List<CaptureFile> files) {
        CaptureInfo[] infos = new CaptureInfo[files.size()];
        int each = filesPerTask(files.size());
        List<CaptureFile[]> groups = new ArrayList<>();
        for (int from = 0; from < infos.length; from += each) {
            List<CaptureFile> group = files.subList(from, Math.min(infos.length, from + each));
            groups.add(group.stream().map(CaptureFile::withoutNames).toArray(CaptureFile[]::new));
        }
        JavaRDD<CaptureInfo[]> heads = spark.parallelize(groups, groups.size()).map(look(hadoop));
        ClassTag<CaptureInfo[]> tag = ClassTag$.MODULE$.apply(CaptureInfo[].class);
        Function2<Object, CaptureInfo[], BoxedUnit> take =
                new AbstractFunction2<>() {
                    @Override
                    public BoxedUnit apply(Object task, CaptureInfo[] ofTask) {
                        int at = (Integer) task * each;
                        for (CaptureInfo info : ofTask) {
                            infos[at] = info.of(files.get(at));
                            at++;
                        }
                        return BoxedUnit.UNIT;
                    }
                };
        // Unlike collect, it takes what each task tells as it comes, from one thread at a time.
        spark.sc().runJob(heads.rdd(), new OfOneGroup(), take, tag);
        return new ArrayList<>(Arrays.asList(infos));
    }

    /** Fewer when there are not so many files, so that every core has some. */
    private int filesPerTask(int files) {
        return Math.max(1, Math.min(FILES_PER_TASK, files / (4 * spark.defaultParallelism())));
    }

    private static Function<CaptureFile[], CaptureInfo[]> look(
            Broadcast<SerializableConfiguration> hadoop) {
        return files ->
                Arrays.stream(files)
                        .map(file -> CaptureInfo.read(file, hadoop.value().value()))
                        .map(CaptureInfo::withoutNames)
                        .toArray(CaptureInfo[]::new);
    }

    /** A task has one group. */
    private static final class OfOneGroup
            extends AbstractFunction1<Iterator<CaptureInfo[]>, CaptureInfo[]>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public CaptureInfo[] apply(Iterator<CaptureInfo[]> groups) {
            return groups.next();
        }
    }
}
