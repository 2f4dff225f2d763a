package org.tlscensus.jobs.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Finds the captures of a manifest, and looks into each. */
public final class Planner {
    private Planner() {}

    /** The captures of all sites; the heads of many are read by the cluster. */
    public static List<CaptureInfo> captures(
            Manifest manifest,
            JavaSparkContext spark,
            Broadcast<SerializableConfiguration> hadoop) {
        Configuration here = hadoop.value().value();
        List<CaptureFile> files = new ArrayList<>();
        for (Manifest.Site site : manifest.sites()) {
            files.addAll(CapturePaths.find(site, here));
        }
        return new HeadReading(spark, hadoop).read(files);
    }

    /**
     * The TLS key logs that captures carry before their first packet, as pcapng may.
     *
     * @param whole captures of which those in their midst are wanted too, at the price of reading
     *     them to their end
     */
    public static List<byte[]> secrets(
            List<CaptureInfo> captures,
            List<CaptureInfo> whole,
            JavaSparkContext spark,
            Broadcast<SerializableConfiguration> hadoop) {
        List<SecretsSearch> searches = new ArrayList<>();
        captures.forEach(capture -> SecretsSearch.ofHead(capture).ifPresent(searches::add));
        whole.forEach(capture -> SecretsSearch.ofAll(capture).ifPresent(searches::add));
        if (searches.isEmpty()) {
            return List.of();
        }
        int slices = Math.min(searches.size(), spark.defaultParallelism() * 4);
        return spark.parallelize(searches, slices)
                .map(search -> search.run(hadoop.value().value()))
                .filter(secrets -> secrets.length > 0)
                .collect(); // bounded by the captures that have any
    }
}
