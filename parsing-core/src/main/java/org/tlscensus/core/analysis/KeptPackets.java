package org.tlscensus.core.analysis;

import org.tlscensus.core.row.PayloadPart;

/** What is kept of a connection's packets for a dialogue that crosses splits, and whether. */
final class KeptPackets {
    private SegmentLog log; // null: nothing is kept
    private boolean isWhole = true;
    private boolean isOfBeginning;

    /** Null: nothing is kept. */
    SegmentLog log() {
        return log;
    }

    void begin(SegmentLog begun) {
        log = begun;
    }

    /** The first packets are kept, also when the dialogue is over. */
    void keepBeginning() {
        isOfBeginning = true;
    }

    boolean isOfBeginning() {
        return isOfBeginning;
    }

    /** Whether none was left out since it began. */
    boolean isWhole() {
        return isWhole;
    }

    /** No further packet is kept. */
    void end() {
        isWhole = false;
    }

    /** Nothing is kept, and nothing will be. */
    void drop() {
        log = null;
        isWhole = false;
    }

    /** Bytes of memory. */
    int bytes() {
        return log == null ? 0 : log.capacity();
    }

    /**
     * As part of a part; null when nothing is kept.
     *
     * @param isLeftInDialogue whether the dialogue stands in the middle
     */
    PayloadPart toPart(boolean isLeftInDialogue) {
        return log == null
                ? null
                : new PayloadPart(log.toBytes(), isWhole, isLeftInDialogue && isWhole);
    }
}
