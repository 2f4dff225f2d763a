package org.tlscensus.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentBytesTest {
    /** Whatever the pieces, gaps and places: what is the same is so, and what is known differs. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, Integer.MAX_VALUE - 9999, -20_000, -3})
    void agreesWithTheBytes(int initial) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 40; run++) {
            byte[] sent = new byte[40_000];
            random.nextBytes(sent);
            RecentBytes recent = new RecentBytes(initial);
            int longest = 1 + random.nextInt(2000);
            int known = 0; // since the last gap
            for (int at = 0; at < sent.length - longest; ) {
                int length = 1 + random.nextInt(longest);
                recent.add(initial + at, sent, at, length);
                at += length;
                check(recent, initial, sent, known, at, random, "seed " + seed + " run " + run);
                if (random.nextInt(30) == 0) {
                    at += 1 + random.nextInt(100);
                    known = at;
                }
            }
        }
    }

    private static void check(
            RecentBytes recent,
            int initial,
            byte[] sent,
            int known,
            int next,
            Random random,
            String where) {
        int start = random.nextInt(next);
        int length = 1 + random.nextInt(Math.min(3000, next - start));
        assertEquals(false, recent.differs(initial + start, sent, start, length), where);
        int other = start + random.nextInt(length);
        int block = other - (initial + other & 7);
        boolean isWhole = block >= start && block + 8 <= start + length;
        boolean isInWindow = block >= known && block + 8 <= next;
        boolean isRecent = block >= next - (next + initial & 7) - RecentBytes.WINDOW;
        sent[other] ^= 0x55;
        boolean isKnown = isWhole && isInWindow && isRecent;
        assertEquals(isKnown, recent.differs(initial + start, sent, start, length), where);
        sent[other] ^= 0x55;
    }
}
