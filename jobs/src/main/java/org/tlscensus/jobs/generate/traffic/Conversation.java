package org.tlscensus.jobs.generate.traffic;

import java.io.IOException;

/** Whatever sends packets until it is over. */
abstract class Conversation implements Comparable<Conversation> {
    private final long number; // what begins first goes first among equal times

    Conversation(long number) {
        this.number = number;
    }

    /** When it wants its turn, in microseconds since the epoch. */
    abstract long time();

    /** Sends a packet, or does what else there is to do; false: it is over. */
    abstract boolean step() throws IOException;

    @Override
    public final int compareTo(Conversation other) {
        int byTime = Long.compare(time(), other.time());
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(number);
    }
}
