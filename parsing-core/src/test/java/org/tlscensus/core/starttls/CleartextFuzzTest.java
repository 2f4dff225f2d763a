package org.tlscensus.core.starttls;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Arrays;
import org.tlscensus.core.wire.Side;

/** Bytes of anybody, cut anyhow, lead to the same row and to no throw. */
class CleartextFuzzTest {
    /**
     * @param input per piece a byte that says whose it is and how long, then the piece
     */
    @FuzzTest
    void anyBytesAreRead(byte @NotNull [] input) {
        String whole = played(input, Integer.MAX_VALUE);
        String cut = played(input, 1);
        if (!whole.equals(cut)) {
            throw new IllegalStateException(whole + " but by single bytes " + cut);
        }
    }

    private static String played(byte[] input, int chunk) {
        Played played = new Played(40000, 25, null);
        for (int at = 0; at < input.length; ) {
            Side sender = input[at] < 0 ? Side.SERVER : Side.CLIENT;
            int length = Math.min(input[at] & 0x7f, input.length - at - 1);
            byte[] piece = Arrays.copyOfRange(input, at + 1, at + 1 + length);
            if (length == 0) {
                played.gap(sender);
            }
            for (int from = 0; from < length; from += Math.min(chunk, length - from)) {
                played.bytes(sender, piece, from, Math.min(chunk, length - from));
            }
            at += 1 + length;
        }
        return played.outcome();
    }
}
