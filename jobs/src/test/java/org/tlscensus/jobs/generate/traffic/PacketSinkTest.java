package org.tlscensus.jobs.generate.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.generate.capture.CaptureFiles;
import org.tlscensus.jobs.generate.capture.MadeCapturePlan;
import org.tlscensus.jobs.generate.plan.CapturePlan;

class PacketSinkTest {
    private static final long START = 1_000_000;

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "1000,  99,  1000099, false",
        "1000,  100, 1001100, true",
        "-50,   99,  1000099, false",
        "-50,   100, 1000050, true",
        "0,     100, 1000100, false"
    })
    void theClockJumpsOnce(long by, long after, long shown, boolean steps) throws Exception {
        CapturePlan plan =
                MadeCapturePlan.of(
                        CapturePlan.Format.PCAP,
                        9000,
                        CapturePlan.Tunnel.NONE,
                        new CapturePlan.ClockStep(100, by));
        try (CaptureFiles files = new CaptureFiles(folder, "s", plan)) {
            PacketSink sink = new PacketSink(files, plan, START, new SplittableRandom(1));
            assertEquals(shown, sink.clock(START + after));
            assertEquals(steps, sink.steps(START, START + after));
            sink.write(START + after, 60, 60);
            assertEquals(shown, sink.lastTime());
        }
    }
}
