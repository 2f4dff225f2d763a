package org.tlscensus.core.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tlscensus.core.row.CapturePart;

/**
 * Proves that the splits of a file began where they should: a boundary that was found by content is
 * a guess, and damage or a late interface description can make it a wrong one.
 *
 * <p>The first split begins after the file header. Each split says where its walk ended, and what a
 * reader needs there; the next one must have begun at that byte, with that context.
 */
public final class SplitProof {
    private SplitProof() {}

    /**
     * The splits that have to be done again, each from the byte and the context that is proven or,
     * after the first of them, that is most likely now. Done again until none is left, every split
     * is proven: each round proves at least the first of those that it names.
     *
     * @param splits the splits of one file, in order
     * @param parts what each of them told of the file, in the same order
     */
    public static List<CaptureSplit> again(List<CaptureSplit> splits, List<CapturePart> parts) {
        List<CaptureSplit> again = new ArrayList<>();
        byte[] context = null;
        for (int i = 1; i < splits.size(); i++) {
            CapturePart before = parts.get(i - 1);
            if (before.endedAt() == null) { // nothing of the file can be read
                return again;
            }
            if (context == null && !follows(before, parts.get(i))) {
                context = before.endedContext();
            }
            if (context != null) {
                again.add(splits.get(i).from(before.endedAt(), context));
            }
        }
        return again;
    }

    private static boolean follows(CapturePart before, CapturePart part) {
        return before.endedAt().equals(part.beganAt())
                && Arrays.equals(before.endedContext(), part.beganContext());
    }
}
