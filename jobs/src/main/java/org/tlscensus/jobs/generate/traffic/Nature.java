package org.tlscensus.jobs.generate.traffic;

import java.util.random.RandomGenerator;
import org.tlscensus.jobs.generate.handshake.Side;
import org.tlscensus.jobs.generate.plan.Ailment;
import org.tlscensus.jobs.generate.plan.Ending;

/**
 * How a connection's packets come and go.
 *
 * @param rttMicros from the place of the capture to the server and back
 * @param random of this connection alone
 */
record Nature(long rttMicros, Ending ending, Ailment ailment, RandomGenerator random) {
    private static final int FIRST_HANDSHAKE_PACKETS = 3;
    private static final double OFTEN = 0.05;

    Nature withAilment(Ailment other) {
        return new Nature(rttMicros, ending, other, random);
    }

    /** Most bytes of the next segment. */
    int segmentBytes(int most) {
        return ailment == Ailment.RECORDS_CUT ? 1 + random.nextInt(most / 4) : most;
    }

    /** The side that is not captured, or null. */
    Side hiddenSide() {
        return ailment != Ailment.ONE_SIDED
                ? null
                : random.nextBoolean() ? Side.CLIENT : Side.SERVER;
    }

    /** A packet, counted from the first, that something happens to. */
    int firstTarget() {
        return FIRST_HANDSHAKE_PACKETS + random.nextInt(5);
    }

    /** Whether the same happens to another one. */
    boolean happensAgain() {
        return random.nextDouble() < OFTEN;
    }
}
