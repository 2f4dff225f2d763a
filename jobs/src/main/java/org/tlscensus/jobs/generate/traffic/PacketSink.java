package org.tlscensus.jobs.generate.traffic;

import java.io.IOException;
import java.util.SplittableRandom;
import org.tlscensus.jobs.generate.capture.CaptureFiles;
import org.tlscensus.jobs.generate.capture.TcpFrames;
import org.tlscensus.jobs.generate.plan.CapturePlan;

/** Where a site's packets go. */
final class PacketSink {
    private final CaptureFiles files;
    private final double loss;
    private final SplittableRandom random;
    private final long stepTime;
    private final long stepMicros;
    private final byte[] frame = new byte[TcpFrames.MOST_BYTES];
    private long lastTime;

    /**
     * @param start of the plan, in microseconds since the epoch
     */
    PacketSink(CaptureFiles files, CapturePlan plan, long start, SplittableRandom random) {
        this.files = files;
        this.random = random;
        loss = plan.loss();
        CapturePlan.ClockStep step = plan.clockStep();
        stepTime = step.byMicros() == 0 ? Long.MAX_VALUE : start + step.atMicros();
        stepMicros = step.byMicros();
    }

    /** What the capture's clock shows. */
    long clock(long time) {
        return time < stepTime ? time : time + stepMicros;
    }

    /** Whether the clock jumps from one time to another. */
    boolean steps(long from, long to) {
        return from < stepTime && to >= stepTime;
    }

    byte[] frame() {
        return frame;
    }

    /** Whether the next packet is lost, as some of all are. */
    boolean losesNext() {
        return loss > 0 && random.nextDouble() < loss;
    }

    /** Writes the frame, and returns how many bytes of it are in the capture. */
    int write(long time, int length, int captured) throws IOException {
        lastTime = clock(time);
        return files.write(lastTime, frame, length, captured);
    }

    /** Of the last packet that was written, by the capture's clock. */
    long lastTime() {
        return lastTime;
    }
}
