package org.tlscensus.jobs.generate.traffic;

import java.io.IOException;
import java.util.SplittableRandom;
import org.tlscensus.jobs.generate.capture.CaptureFiles;
import org.tlscensus.jobs.generate.capture.TcpFrames;

/** Where a site's packets go. */
final class PacketSink {
    private final CaptureFiles files;
    private final double loss;
    private final SplittableRandom random;
    private final byte[] frame = new byte[TcpFrames.MOST_BYTES];
    private long lastTime;

    /**
     * @param loss share of packets that are not captured
     */
    PacketSink(CaptureFiles files, double loss, SplittableRandom random) {
        this.files = files;
        this.loss = loss;
        this.random = random;
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
        lastTime = time;
        return files.write(time, frame, length, captured);
    }

    /** Of the last packet that was written. */
    long lastTime() {
        return lastTime;
    }
}
