package org.tlscensus.core.capture;

/** What may be the head of a packet record or a block: one rule for the walk and for the search. */
final class RecordRules {
    /**
     * Bytes of a packet at most. Snap lengths end at 262,144, but offloaded segments ("BIG TCP")
     * have been captured with up to 512 KiB.
     */
    static final int MAX_CAPTURED = 1 << 20;

    /**
     * Bytes of a pcapng block at most: a packet with its options, or a list of names or secrets.
     */
    static final int MAX_BLOCK = 2 << 20;

    /** Bytes of the smallest pcapng block: type, length, length. */
    static final int MIN_BLOCK = 12;

    /** Block type of a section header, the same in both byte orders (pcapng section 4.1). */
    static final int SECTION_HEADER = 0x0A0D0D0A;

    static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;

    private RecordRules() {}

    /** Whether a pcap record can have this captured length. */
    static boolean isCapturedLength(int length) {
        return length >= 0 && length <= MAX_CAPTURED;
    }

    /** Whether a pcapng block can have this total length. */
    static boolean isBlockLength(int length) {
        return length >= MIN_BLOCK && length <= MAX_BLOCK && length % 4 == 0;
    }
}
