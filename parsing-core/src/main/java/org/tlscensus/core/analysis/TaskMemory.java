package org.tlscensus.core.analysis;

import org.tlscensus.core.tls.HandshakeMemory;

/**
 * What a split holds of its connections, against the task's budget. What is charged is an estimate,
 * made of what the Java machine needs for an object of each kind.
 */
final class TaskMemory {
    private final long budgetBytes;
    private final HandshakeMemory handshakes;
    private long flowBytes;

    TaskMemory(long budgetBytes, AnalysisLimits limits) {
        this.budgetBytes = budgetBytes;
        handshakes = handshakes(budgetBytes, limits);
    }

    /**
     * Memory for handshake messages that are not whole. Also with a small budget it has room for
     * some of the largest: what is in it is charged, and connections leave one after the other.
     */
    static HandshakeMemory handshakes(long budgetBytes, AnalysisLimits limits) {
        return new HandshakeMemory(Math.max(budgetBytes, 4L * limits.tls().handshakeBytes()));
    }

    HandshakeMemory handshakes() {
        return handshakes;
    }

    /** A connection holds so many bytes more; less with a negative number. */
    void charge(int bytes) {
        flowBytes += bytes;
    }

    boolean isFull() {
        return flowBytes + handshakes.heldBytes() > budgetBytes;
    }

    /** Whether there is room for a while. */
    boolean hasRoom() {
        return flowBytes + handshakes.heldBytes() <= budgetBytes - budgetBytes / 4;
    }
}
