package org.tlscensus.core.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZstdFramesTest {
    private static final byte[] SKIPPABLE = {0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};

    private static byte[] frame(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(out).setChecksum(true)) {
            zstd.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] content(byte[] stored) throws IOException {
        try (ZstdFrames frames = new ZstdFrames(new ByteArrayInputStream(stored))) {
            return frames.readAllBytes();
        }
    }

    /** Whole frames end well; wherever else the file ends, it is told. */
    @Test
    void everyCutInsideAFrameIsTold() throws IOException {
        byte[] first = frame("one".repeat(30).getBytes(UTF_8));
        byte[] second = frame("another".repeat(40).getBytes(UTF_8));
        byte[] all = join(first, SKIPPABLE, second);
        Set<Integer> ends = Set.of(0, first.length, first.length + SKIPPABLE.length, all.length);
        for (int length = 0; length <= all.length; length++) {
            byte[] cut = Arrays.copyOf(all, length);
            if (ends.contains(length)) {
                assertEquals(
                        length < all.length ? 90 * (length > 0 ? 1 : 0) : 370, content(cut).length);
            } else {
                assertThrows(EOFException.class, () -> content(cut), "cut at " + length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 17, (1 << 17) + 1, 3_000_000})
    void contentIsWhole(int size) throws IOException {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        byte[] zeros = new byte[size];
        byte[] stored = join(frame(noise), frame(zeros), Zstd.compress(noise, 19));
        assertArrayEquals(join(noise, zeros, noise), content(stored));
    }
}
