package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownHashesTest {
    private final Random random = new Random(1);

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatWasPutIsFoundWhereverItLies() {
        for (int count : new int[] {0, 1, 7, 8, 9, 64, 1000, 8192}) {
            KnownHashes known = new KnownHashes();
            byte[] content = bytes(count);
            byte[] within = new byte[count + 10];
            System.arraycopy(content, 0, within, 3, count);
            String hash = "hash of " + count;
            known.put(content, 0, count, hash);
            Arrays.fill(content, (byte) 0); // the content was copied
            assertSame(hash, known.get(within, 3, count), count + " bytes");
        }
    }

    /** Contents that differ in any one byte are different, looked at for the slot or not. */
    @Test
    void oneByteMakesAnotherContent() {
        KnownHashes known = new KnownHashes();
        byte[] content = bytes(3000);
        known.put(content, 0, content.length, "hash");
        for (int i = 0; i < content.length; i++) {
            content[i] ^= 1;
            assertNull(known.get(content, 0, content.length), "byte " + i);
            content[i] ^= 1;
        }
        assertNull(known.get(content, 0, content.length - 1));
        assertEquals("hash", known.get(content, 0, content.length));
    }

    @Test
    void largeContentsAreNotKept() {
        KnownHashes known = new KnownHashes();
        byte[] content = bytes(8193);
        known.put(content, 0, content.length, "hash");
        assertNull(known.get(content, 0, content.length));
    }

    @Test
    void digestsAreThoseOfThePlatform() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < 3000; i++) {
            byte[] content = bytes(random.nextInt(40));
            String expected = HexFormat.of().formatHex(sha256.digest(content));
            assertEquals(expected, Digests.ofThread().sha256(content));
            assertEquals(expected, Digests.ofThread().sha256(content));
        }
    }
}
