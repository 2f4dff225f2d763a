package org.tlscensus.jobs.plan;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** Measures how long it takes to plan an ingest of many captures, and what the plan takes. */
public final class PlanMeasure {
    private static final long SPLIT_BYTES = 128 << 20;

    private PlanMeasure() {}

    /** Arguments: how many captures, and one that all are like. */
    public static void main(String[] arguments) {
        SparkConf conf =
                new SparkConf()
                        .setMaster("local[*]")
                        .setAppName("plan")
                        .set("spark.ui.enabled", "false")
                        .set("spark.driver.host", "127.0.0.1");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            Configuration hadoop = spark.hadoopConfiguration();
            MadeFileSystem.addTo(hadoop, Integer.parseInt(arguments[0]), Path.of(arguments[1]));
            Manifest.Site site =
                    new Manifest.Site("bench", Manifest.Vantage.PASSIVE, List.of("made:///"));
            Manifest dataset = new Manifest("bench", List.of(site));
            long start = System.nanoTime();
            long cpuStart = cpuNanos();
            List<CaptureInfo> found =
                    Planner.captures(
                            dataset, spark, spark.broadcast(new SerializableConfiguration(hadoop)));
            tell("captures found and looked into: " + found.size(), start, cpuStart);
            IngestPlan plan = IngestPlan.of(found, Map.of(), SPLIT_BYTES);
            int groups =
                    TaskPacking.of(plan.splits(), SPLIT_BYTES, spark.defaultParallelism()).size();
            tell(plan.splits().size() + " splits in " + groups + " groups", start, cpuStart);
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void tell(String what, long start, long cpuStart) {
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (cpuNanos() - cpuStart) / 1e9;
        System.gc(); // to see what is held
        Runtime runtime = Runtime.getRuntime();
        long held = runtime.totalMemory() - runtime.freeMemory() >> 20;
        System.out.printf(
                "%s: %.1f s, %.1f CPU s, %d MB held of %d%n",
                what, seconds, cpuSeconds, held, runtime.maxMemory() >> 20);
    }
}
