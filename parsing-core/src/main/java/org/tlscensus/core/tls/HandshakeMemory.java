package org.tlscensus.core.tls;

/**
 * Memory for handshake messages that are not whole yet. All connections of a task share it, so that
 * many that begin large messages cost no more than a few do. One per task, not thread-safe.
 */
public final class HandshakeMemory {
    private final long limitBytes;
    private long heldBytes;
    private long refusals;

    public HandshakeMemory(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Asks for bytes; false when there are too few left, which is counted. */
    public boolean take(int bytes) {
        if (bytes > limitBytes - heldBytes) {
            refusals++;
            return false;
        }
        heldBytes += bytes;
        return true;
    }

    /** Gives back bytes that were taken. */
    public void give(int bytes) {
        heldBytes -= bytes;
    }

    public long heldBytes() {
        return heldBytes;
    }

    /** How often there was too little left. */
    public long refusals() {
        return refusals;
    }
}
