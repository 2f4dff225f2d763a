package org.tlscensus.core.tls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tlscensus.core.wire.Side;

/** A letter per handshake event, in the order of the capture. */
final class History {
    private final int limit;
    private byte[] letters = new byte[16]; // upper case: from the side that the caller calls client
    private int count;

    History(int limit) {
        this.limit = limit;
    }

    /** Adds an upper-case letter; false when there are too many. */
    boolean add(Side sender, char letter) {
        if (count == limit) {
            return false;
        }
        if (count == letters.length) {
            letters = Arrays.copyOf(letters, 2 * count);
        }
        letters[count++] = (byte) (sender == Side.CLIENT ? letter : Character.toLowerCase(letter));
        return true;
    }

    /** The letters, upper case for that side. */
    String text(Side client) {
        String text = new String(letters, 0, count, StandardCharsets.US_ASCII);
        if (client == Side.CLIENT) {
            return text;
        }
        StringBuilder swapped = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            char letter = text.charAt(i);
            boolean isUpper = Character.isUpperCase(letter);
            swapped.append(isUpper ? Character.toLowerCase(letter) : Character.toUpperCase(letter));
        }
        return swapped.toString();
    }
}
