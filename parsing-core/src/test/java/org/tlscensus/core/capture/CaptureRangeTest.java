package org.tlscensus.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges that follow each other have each packet once, or fail. */
class CaptureRangeTest {
    private static final Path DATASETS = Path.of("..", "datasets");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo/campus/campus-01.pcap",
                "demo/campus/campus-05.pcap",
                "keylog/tls13-aes128-inside.pcapng",
                "keylog/tls12-AES128-SHA256.pcap"
            })
    void eachPacketIsInOneRange(String name) throws IOException {
        Path file = DATASETS.resolve(name);
        long length = Files.size(file);
        List<String> whole = packets(file, 0, Long.MAX_VALUE);
        assertTrue(whole.size() > 5);
        for (long cut = 1; cut < length; cut += Math.max(1, length / 97)) {
            List<String> parts = new ArrayList<>(packets(file, 0, cut));
            parts.addAll(packets(file, cut, Long.MAX_VALUE));
            assertEquals(whole, parts, name + " at " + cut);
        }
    }

    /** Behind the head, where boundaries are found by content. */
    @Test
    void eachPacketOfALargeFileIsInOneRange() throws IOException {
        byte[] capture = Files.readAllBytes(DATASETS.resolve("demo/campus/campus-01.pcap"));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(capture);
        while (file.size() < 3 << 20) {
            file.write(capture, 24, capture.length - 24);
        }
        Path path = Files.write(folder.resolve("large.pcap"), file.toByteArray());
        List<String> whole = packets(path, 0, Long.MAX_VALUE);
        for (long size = 900_001; size < file.size(); size += 333_333) {
            List<String> parts = new ArrayList<>();
            for (long start = 0; start < file.size(); start += size) {
                long end = start + size < file.size() ? start + size : Long.MAX_VALUE;
                parts.addAll(packets(path, start, end));
            }
            assertEquals(whole, parts, "parts of " + size);
        }
    }

    /** An interface that a pcapng file describes in its midst is not known behind it. */
    @Test
    void whatIsSaidBeforeTheCutIsNotGuessed() throws IOException {
        int packets = 60_000;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(block(0x0a0d0d0a, 0x1a2b3c4d, 1, -1, -1));
        file.write(block(1, 1, 0));
        for (int i = 0; i < packets; i++) {
            if (i == packets / 2) {
                file.write(block(1, 101, 0)); // another link type
            }
            file.write(block(6, 2 * i / packets, 0, i, 8, 8, 7, 7));
        }
        Path path = Files.write(folder.resolve("late.pcapng"), file.toByteArray());
        assertEquals(packets, packets(path, 0, Long.MAX_VALUE).size());
        long cut = file.size() - 1000L;
        IOException refused = assertThrows(IOException.class, () -> packets(path, 0, cut));
        assertTrue(refused.getMessage().contains("read it as a whole"), refused.getMessage());
    }

    private static byte[] block(int type, int... words) {
        int length = 12 + 4 * words.length;
        ByteBuffer block = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(type).putInt(length);
        for (int word : words) {
            block.putInt(word);
        }
        return block.putInt(length).array();
    }

    private static List<String> packets(Path file, long start, long end) throws IOException {
        List<String> packets = new ArrayList<>();
        try (FileByteSource source = new FileByteSource(file);
                CaptureRange range = CaptureRange.open(source, start, end)) {
            while (range.next()) {
                CaptureReader packet = range.packet();
                packets.add(
                        packet.position()
                                + " "
                                + packet.timeNanos()
                                + " "
                                + packet.capturedLength()
                                + " "
                                + packet.interfaceNumber());
            }
        }
        return packets;
    }
}
