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

    /**
     * @param handshakes counts what is held of handshake messages, by itself
     */
    TaskMemory(long budgetBytes, HandshakeMemory handshakes) {
        this.budgetBytes = budgetBytes;
        this.handshakes = handshakes;
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
