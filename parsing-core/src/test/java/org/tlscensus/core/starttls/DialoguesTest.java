package org.tlscensus.core.starttls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.wire.Side;

/** Every script comes out as it says, however its bytes are cut into segments. */
class DialoguesTest {
    private static final int WHOLE = Integer.MAX_VALUE;

    static Stream<Script> scripts() {
        return Script.all();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void comesOutAsWritten(Script script) {
        assertEquals(script.expected(), Played.play(script, WHOLE).outcome());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void segmentsDoNotMatter(Script script) {
        for (int chunk = 1; chunk <= 24; chunk++) {
            assertEquals(script.expected(), Played.play(script, chunk).outcome(), "by " + chunk);
        }
        for (int seed = 0; seed < 40; seed++) {
            int[] chunks = new Random(seed).ints(64, 1, 60).toArray();
            assertEquals(script.expected(), Played.play(script, chunks).outcome(), "seed " + seed);
        }
    }

    /** What is handed on to TLS begins with its first byte, and nothing of it is lost. */
    @ParameterizedTest
    @MethodSource("scripts")
    void tlsIsHandedOnWhole(Script script) {
        for (int chunk : new int[] {1, 2, 7, WHOLE}) {
            Played played = Played.play(script, chunk);
            for (Side side : Side.values()) {
                byte[] tls = played.tls(side);
                if (tls.length > 0) {
                    assertArrayEquals(Script.CLIENT_HELLO, tls);
                }
            }
        }
    }

    /** A dialogue that breaks off anywhere is read without a throw, and has no credential. */
    @ParameterizedTest
    @MethodSource("scripts")
    void breaksOffAnywhere(Script script) {
        List<Script.Turn> turns = script.turns();
        for (int turn = 0; turn < turns.size(); turn++) {
            byte[] last = turns.get(turn).bytes();
            for (int length = 0; length < last.length; length++) {
                Played played = new Played(script);
                for (Script.Turn before : turns.subList(0, turn)) {
                    played.bytes(before.sender(), before.bytes(), 0, before.bytes().length);
                }
                played.bytes(turns.get(turn).sender(), last, 0, length);
                assertFalse(played.outcome().contains("secret"));
                assertFalse(played.outcome().contains("c2VjcmV0"));
            }
        }
    }
}
