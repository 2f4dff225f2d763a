package org.tlscensus.jobs.ocsp;

/** Hashes of keys that are texts: equal keys have equal ones, here and in files of any ingest. */
final class KeyHash {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private KeyHash() {}

    /** The hash of texts in order; null is another text than the empty one. */
    static long of(String... texts) {
        long hash = FNV_OFFSET;
        for (String text : texts) {
            int length = text == null ? -1 : text.length();
            for (int i = 0; i < length; i++) {
                hash = (hash ^ text.charAt(i)) * FNV_PRIME;
            }
            hash = (hash ^ length) * FNV_PRIME;
        }
        return mixed(hash);
    }

    /** Spreads what differs over all bits (the finalizer of SplitMix64). */
    private static long mixed(long hash) {
        long mixed = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
