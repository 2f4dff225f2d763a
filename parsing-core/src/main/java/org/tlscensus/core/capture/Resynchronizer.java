package org.tlscensus.core.capture;

import java.io.IOException;

/** Finds where records go on after damage. What it finds depends on the bytes alone. */
final class Resynchronizer {
    /** Records in a row that have to look likely. */
    private static final int CHAIN = 6;

    private static final int WINDOW = 4 << 20;

    private Resynchronizer() {}

    /**
     * Moves the cursor to the next likely record after the byte it stands at; false: there is none.
     */
    static boolean find(BlockInput input, RecordWalk walk) throws IOException {
        input.skip(1);
        while (true) {
            boolean more = input.require(WINDOW);
            int start = input.cursor();
            int limit = start + input.available();
            int tried = more ? WINDOW / 2 : limit - start;
            for (int i = 0; i < tried; i++) {
                if (isChain(walk, input.buffer(), start + i, limit, more)) {
                    input.skip(i);
                    return true;
                }
            }
            input.skip(tried);
            if (!more) {
                return false;
            }
        }
    }

    /** A chain may run out of the window, or end where the file does. */
    private static boolean isChain(
            RecordWalk walk, byte[] buffer, int start, int limit, boolean more) {
        int at = start;
        for (int i = 0; i < CHAIN; i++) {
            if (at == limit && i > 0) {
                return true;
            }
            int length = walk.likelyRecord(buffer, at, limit);
            if (length < 0) {
                return more && i > 0 && limit - at < RecordRules.MAX_BLOCK;
            }
            if (length > limit - at) {
                return more && i > 0;
            }
            at += length;
        }
        return true;
    }
}
