package org.tlscensus.core.capture;

import java.io.IOException;

/** Goes from record to record. */
sealed interface RecordWalk permits JoinedWalk, PcapWalk, PcapngWalk {
    /** What the bytes at the cursor were. */
    enum Step {
        /** A packet; the cursor is after it and the view describes it. */
        PACKET,
        /** Something else; the cursor is after it. */
        OTHER,
        /** The header of another capture that was joined to this one; the cursor is after it. */
        JOINT,
        /** The end of the file. */
        END,
        /** A record that the file ends in; the cursor is at it. */
        TORN,
        /** No record; the cursor is at it. */
        INVALID
    }

    /** The walk of a file from a place with this context on. */
    static RecordWalk of(CaptureContext context) {
        return new JoinedWalk(context);
    }

    /** Takes the record at the cursor. */
    Step step(BlockInput input, PacketView packet) throws IOException;

    /** TLS key logs met so far; empty in a format that has none. */
    byte[] secrets();

    /** What is needed to begin at the cursor. */
    CaptureContext context();

    /**
     * The length of what looks like a record at an index of a buffer, judged more strictly than by
     * the walk: after damage a boundary is a guess.
     *
     * @param limit one past the last byte of the buffer
     * @return bytes of the record, which may reach beyond the limit, or -1
     */
    int likelyRecord(byte[] buffer, int at, int limit);
}
