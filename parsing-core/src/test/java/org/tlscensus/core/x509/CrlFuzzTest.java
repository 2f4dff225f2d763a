package org.tlscensus.core.x509;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Arrays;

class CrlFuzzTest {
    private static final int KEPT = 1 << 10;

    /** Any pieces tell the same; the first byte tells how large they are. */
    @FuzzTest
    void anyBytesAreRead(byte @NotNull [] list) {
        CrlScanner whole = new CrlScanner(KEPT, 0);
        whole.bytes(list, 0, list.length);
        CrlScanner pieces = new CrlScanner(KEPT, 0);
        int size = list.length == 0 ? 1 : 1 + (list[0] & 0xff);
        for (int at = 0; at < list.length; at += size) {
            pieces.bytes(list, at, Math.min(list.length, at + size));
        }
        CrlFields.parse(whole.fields());
        boolean isSame =
                Arrays.equals(whole.fields(), pieces.fields())
                        && whole.isComplete() == pieces.isComplete();
        if (!isSame || whole.fields().length > KEPT) {
            throw new IllegalStateException("pieces of " + size);
        }
    }
}
