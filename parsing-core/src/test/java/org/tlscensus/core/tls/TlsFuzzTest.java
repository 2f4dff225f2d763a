package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Arrays;
import org.tlscensus.core.wire.Side;

/** Whatever the bytes are: no exception, bounds held, and the same row for any chunking. */
class TlsFuzzTest {
    private static final int MOST_HISTORY = TlsLimits.DEFAULTS.events();

    /**
     * A conversation: the first byte is the size of the chunks; then a byte with the side in its
     * lowest bit and a 16-bit length before each piece.
     */
    @FuzzTest
    void dialogue(byte @NotNull [] input) {
        if (input.length == 0) {
            return;
        }
        Told whole = run(input, Integer.MAX_VALUE);
        Told cut = run(input, 1 + (input[0] & 0x7f));
        if (!whole.anomalies().contains(TlsAnomaly.NOT_A_RECORD.word())) {
            assertEquals(whole, cut);
        }
        if (whole.row() != null) {
            assertTrue(whole.row().history().length() <= MOST_HISTORY);
        }
    }

    private static Told run(byte[] input, int chunk) {
        Told.Listener listener = new Told.Listener();
        TlsDialogue dialogue = new TlsDialogue(TlsLimits.DEFAULTS, listener);
        int at = 1;
        while (input.length - at > 3) {
            Side side = (input[at] & 1) == 0 ? Side.CLIENT : Side.SERVER;
            int length = (input[at + 1] & 0xff) << 8 | input[at + 2] & 0xff;
            at += 3;
            int end = Math.min(input.length, at + length);
            while (at < end) {
                int taken = Math.min(chunk, end - at);
                dialogue.bytes(side, 0, input, at, taken);
                at += taken;
            }
        }
        return listener.told(dialogue.session());
    }

    /** With holes: the last byte of a piece's head tells how many bytes are missing before it. */
    @FuzzTest
    void dialogueWithGaps(byte @NotNull [] input) {
        TlsDialogue dialogue = new TlsDialogue(TlsLimits.DEFAULTS, new Told.Listener());
        int at = 0;
        while (input.length - at > 3) {
            Side side = (input[at] & 1) == 0 ? Side.CLIENT : Side.SERVER;
            int missing = input[at + 1] & 0xff;
            int length = input[at + 2] & 0xff;
            at += 3;
            if (missing > 0) {
                dialogue.gap(side, missing);
            }
            int taken = Math.min(length, input.length - at);
            dialogue.bytes(side, 0, input, at, taken);
            at += taken;
        }
        dialogue.session().toRow();
    }

    /** A single message: the first byte is its type. */
    @FuzzTest
    void message(byte @NotNull [] input) {
        if (input.length == 0) {
            return;
        }
        TlsSession session =
                new TlsSession(
                        (input[0] & 0x80) == 0 ? "tls" : "dtls",
                        TlsLimits.DEFAULTS,
                        new Told.Listener());
        int type = input[0] & 0x7f;
        session.handshake(Side.CLIENT, 0, type, input, 1, input.length - 1);
        session.handshake(Side.SERVER, 0, type, input, 1, input.length - 1);
        session.toRow();
    }

    /** An answer once given stands, however many bytes follow. */
    @FuzzTest
    void detector(byte @NotNull [] input) {
        TlsDetector.Match last = TlsDetector.Match.NEED_MORE;
        for (int length = 0; length <= Math.min(64, input.length); length++) {
            byte[] prefix = Arrays.copyOf(input, length);
            TlsDetector.Match match = TlsDetector.match(prefix, 0, length);
            if (last != TlsDetector.Match.NEED_MORE) {
                assertEquals(last, match);
            }
            last = match;
        }
    }
}
