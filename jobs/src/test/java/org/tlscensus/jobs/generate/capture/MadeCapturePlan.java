package org.tlscensus.jobs.generate.capture;

import java.util.List;
import org.tlscensus.jobs.generate.plan.CapturePlan;

/** Plans of captures in which all is plain but what a test is about. */
public final class MadeCapturePlan {
    private MadeCapturePlan() {}

    public static CapturePlan of(
            CapturePlan.Format format,
            int snapLength,
            CapturePlan.Tunnel tunnel,
            CapturePlan.ClockStep step) {
        return new CapturePlan(
                format, 0, 0, CapturePlan.Packing.PLAIN, snapLength, 0, List.of(), tunnel, step);
    }
}
