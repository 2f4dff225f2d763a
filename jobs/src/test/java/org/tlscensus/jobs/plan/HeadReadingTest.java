package org.tlscensus.jobs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tlscensus.jobs.SharedSession;

/** A few captures are looked into by the driver, many by tasks: what is found is the same. */
@ExtendWith(SharedSession.class)
class HeadReadingTest {
    private static final Path CAPTURE = Path.of("../datasets/demo/scan/scan.pcap");

    @Test
    void manyAreLookedIntoByOneJob(SparkSession session) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        Configuration hadoop = new Configuration(spark.hadoopConfiguration());
        int most = 4 * HeadReading.FEW + 1;
        MadeFileSystem.addTo(hadoop, most, CAPTURE);
        List<CaptureFile> files =
                CapturePaths.find(
                        new Manifest.Site("bench", Manifest.Vantage.PASSIVE, List.of("made:///")),
                        hadoop);
        files.set(700, new CaptureFile("bench", "gone", "made:///gone", 0, CaptureFile.MISSING));
        files.set(9, new CaptureFile("bench", "moved", "made:///moved", 0, null));
        HeadReading reading =
                new HeadReading(spark, spark.broadcast(new SerializableConfiguration(hadoop)));

        int before = jobs(spark);
        List<CaptureInfo> few = new ArrayList<>();
        for (int from = 0; from < most; from += HeadReading.FEW) {
            few.addAll(reading.read(files.subList(from, Math.min(most, from + HeadReading.FEW))));
        }
        assertEquals(before, jobs(spark), "no job for a few");
        List<CaptureInfo> many = reading.read(files);
        assertEquals(before + 1, jobs(spark), "one job for many");

        assertEquals(few, many);
        assertTrue(many.get(9).damage().startsWith("cannot be read"), many.get(9).damage());
        assertEquals(CaptureFile.MISSING, many.get(700).damage());
        assertEquals(most - 2, many.stream().filter(info -> info.damage() == null).count());
        assertEquals("folder-0/tap-0000001-2026-11-28.pcap", many.get(1).name());
        assertEquals("pcap-le", many.get(1).format());
        assertTrue(many.get(1).firstTimeNanos() < many.get(1).lastTimeNanos());
    }

    private static int jobs(JavaSparkContext spark) {
        return spark.statusTracker().getJobIdsForGroup(null).length;
    }
}
