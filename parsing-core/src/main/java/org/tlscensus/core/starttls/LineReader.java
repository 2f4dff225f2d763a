package org.tlscensus.core.starttls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts the bytes of one side into lines. */
final class LineReader {
    private final int maxBytes;
    private byte[] partial = {};
    private int partialLength;
    private boolean isMidway;
    private boolean isInText;
    private long skipping;
    private String line;

    LineReader(StartTlsLimits limits) {
        maxBytes = limits.lineBytes();
    }

    /** Takes bytes up to the end of a line; {@link #line} then has it. */
    int take(byte[] bytes, int offset, int length) {
        line = null;
        if (skipping > 0) {
            int skipped = (int) Math.min(skipping, length);
            skipping -= skipped;
            return skipped;
        }
        int end = offset;
        while (end < offset + length && bytes[end] != '\n') {
            end++;
        }
        boolean isComplete = end < offset + length;
        isMidway = !isComplete;
        if (isComplete && partialLength == 0) {
            finish(bytes, offset, end - offset);
        } else {
            keep(bytes, offset, end - offset);
            if (isComplete) {
                finish(partial, 0, partialLength);
                partialLength = 0;
            }
        }
        return end - offset + (isComplete ? 1 : 0);
    }

    /** The start of a line is kept; what is beyond the bound is not. */
    private void keep(byte[] bytes, int offset, int length) {
        int kept = Math.min(length, maxBytes - partialLength);
        if (partialLength + kept > partial.length) {
            int wanted = Math.max(partialLength + kept, 2 * partial.length);
            partial = Arrays.copyOf(partial, Math.min(wanted, maxBytes));
        }
        System.arraycopy(bytes, offset, partial, partialLength, kept);
        partialLength += kept;
    }

    private void finish(byte[] bytes, int offset, int length) {
        int end = Math.min(length, maxBytes);
        while (end > 0 && bytes[offset + end - 1] == '\r') {
            end--;
        }
        if (!isInText) {
            line = new String(bytes, offset, end, StandardCharsets.ISO_8859_1);
        } else if (end == 1 && bytes[offset] == '.') {
            isInText = false;
        }
    }

    /**
     * The line that the last bytes taken ended, one character per byte, without its end; null when
     * they ended none, or one that is passed over.
     */
    String line() {
        return line;
    }

    boolean isMidway() {
        return isMidway || skipping > 0;
    }

    /** From here on a text is passed over: lines up to one that is a dot. */
    void beginText() {
        isInText = true;
    }

    /** The text is over, however it ended. */
    void endText() {
        isInText = false;
    }

    /** Passes over that many bytes. */
    void skip(long bytes) {
        skipping = bytes;
    }

    void gap() {
        partialLength = 0;
        isMidway = false;
        skipping = 0;
    }
}
