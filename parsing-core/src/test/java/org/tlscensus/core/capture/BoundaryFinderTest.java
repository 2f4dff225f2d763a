package org.tlscensus.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;

/** The referee of the boundary finder: a walk from the first record. */
class BoundaryFinderTest {
    private long tried;
    private long wrong;
    private long unknown;

    /** All record boundaries, the end included; null when the walk meets damage. */
    private static NavigableSet<Long> walk(ByteSource source, CaptureHead head) throws IOException {
        TreeSet<Long> boundaries = new TreeSet<>();
        long start = head.firstRecordPosition();
        BlockInput input =
                new BlockInput(
                        new StoredBytes(source, start, new ArrayList<>()), start, source.length());
        RecordWalk walk = RecordWalk.of(head.context());
        while (true) {
            boundaries.add(input.position());
            switch (walk.step(input, new PacketView())) {
                case PACKET, OTHER, JOINT -> {}
                case END -> {
                    return boundaries;
                }
                case TORN, INVALID -> {
                    return null;
                }
            }
        }
    }

    private void referee(ByteSource source, int stride) throws IOException {
        referee(source, stride, 1 << 20, RecordRules.MAX_BLOCK, 64 << 20);
    }

    private void referee(ByteSource source, int stride, int settling, int maxRecord, int maxWindow)
            throws IOException {
        CaptureHead head = CaptureHead.read(source);
        if (!head.isSplittable()) {
            return;
        }
        NavigableSet<Long> boundaries = walk(source, head);
        if (boundaries == null) {
            return;
        }
        for (long asked = 0; asked <= source.length(); asked += stride) {
            OptionalLong found =
                    BoundaryFinder.find(source, head, asked, settling, maxRecord, maxWindow);
            tried++;
            if (found.isEmpty()) {
                unknown++;
            } else if (!boundaries.ceiling(asked).equals(found.getAsLong())) {
                wrong++;
                System.out.println(
                        source.name()
                                + ": asked "
                                + asked
                                + ", found "
                                + found.getAsLong()
                                + ", true "
                                + boundaries.ceiling(asked));
            }
        }
    }

    /** Every byte of the small captures; of the others so many that a run stays short. */
    @Test
    void findsTheBoundariesOfTheCorpus() throws IOException {
        boolean all = Boolean.getBoolean("census.all-offsets");
        for (Path capture : CorpusFolder.captures()) {
            byte[] bytes = Files.readAllBytes(capture);
            int stride = all ? 1 : Math.max(1, bytes.length / 100) | 1;
            referee(new BytesSource(capture.getFileName().toString(), bytes), stride);
        }
        System.out.printf(
                "boundary finder on the corpus: %d offsets tried, %d wrong, %d unknown%n",
                tried, wrong, unknown);
        assertTrue(tried > 50_000, "offsets tried: " + tried);
        assertEquals(0, wrong);
        assertEquals(0, unknown);
    }

    /** The search itself, on captures large enough for a window made small. */
    @Test
    void searchesTheLargeCapturesOfTheCorpus() throws IOException {
        for (Path capture : CorpusFolder.captures()) {
            byte[] bytes = Files.readAllBytes(capture);
            if (bytes.length > 150_000) {
                String name = capture.getFileName().toString();
                referee(new BytesSource(name, bytes), 1009, 32 << 10, 66 << 10, 64 << 20);
            }
        }
        System.out.printf(
                "boundary search in small windows: %d offsets tried, %d wrong, %d unknown%n",
                tried, wrong, unknown);
        assertTrue(tried > 1000, "offsets tried: " + tried);
        assertEquals(0, wrong);
    }

    /** A capture, several windows long, of packets that carry captures of the same minute. */
    @Test
    void isNotDeceivedByCapturesInPayloads() throws IOException {
        byte[] inner = pcap(40, 60, new byte[] {});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(fileHeader());
        for (int i = 0; out.size() < (9 << 20); i++) {
            byte[] payload =
                    switch (i % 4) {
                        case 0 -> inner; // a whole file: its last record ends where the packet does
                        case 1 -> new byte[60_000]; // zeros: records of length 0
                        case 2 -> skippingRecord(54 + inner.length);
                        default -> new byte[100];
                    };
            out.write(record(i, payload));
        }
        byte[] bytes = out.toByteArray();
        referee(new BytesSource("hostile.pcap", bytes), 40_009);
        System.out.printf(
                "boundary finder on a hostile capture of %d bytes: %d offsets tried, %d wrong, %d"
                        + " unknown%n",
                bytes.length, tried, wrong, unknown);
        assertTrue(tried > 200);
        assertEquals(0, wrong);
        assertEquals(0, unknown);
    }

    /**
     * A second chain of records that runs through the payloads of all packets and never meets the
     * true one: only a walk from the start can tell them apart, and the finder has to do that.
     */
    @Test
    void walksFromTheStartWhenAChainWasBuiltToDeceive() throws IOException {
        int size = 1000;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(fileHeader());
        byte[] payload = new byte[size];
        ByteBuffer.wrap(payload)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(100, 1_700_000_000)
                .putInt(104, 5)
                .putInt(108, size) // to the same place in the next packet: 16 + 1000 bytes on
                .putInt(112, size);
        while (out.size() < (8 << 20)) {
            out.write(record(1, payload));
        }
        referee(new BytesSource("parallel-chain.pcap", out.toByteArray()), 100_003);
        assertTrue(tried > 50);
        assertEquals(0, wrong);
        assertEquals(0, unknown);
    }

    /**
     * Whole packets have one number twice, as captured and as original length: a second chain runs
     * four bytes behind the true one for ever. The search has to tell them apart without a walk.
     */
    @Test
    void tellsTheChainOfOriginalLengthsFromThatOfCapturedOnes() throws IOException {
        Random random = new Random(5);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(fileHeader());
        for (int i = 0; out.size() < (4 << 20); i++) {
            byte[] payload = new byte[60 + random.nextInt(1400)];
            random.nextBytes(payload);
            out.write(record(i, payload));
        }
        byte[] bytes = out.toByteArray();
        referee(new BytesSource("whole-packets.pcap", bytes), 4001, 32 << 10, 66 << 10, 128 << 10);
        assertTrue(tried > 1000, "offsets tried: " + tried);
        assertEquals(0, wrong);
        assertTrue(unknown < tried / 20, "unknown: " + unknown); // the window is small, and no walk
    }

    private static byte[] skippingRecord(int skip) {
        return ByteBuffer.allocate(200)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1_700_000_000)
                .putInt(1)
                .putInt(skip)
                .putInt(skip)
                .array();
    }

    private static byte[] pcap(int records, int size, byte[] tail) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(fileHeader());
        for (int i = 0; i < records; i++) {
            out.write(record(i, new byte[size]));
        }
        out.write(tail);
        return out.toByteArray();
    }

    private static byte[] fileHeader() {
        return ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(262_144)
                .putInt(1)
                .array();
    }

    private static byte[] record(int number, byte[] payload) {
        return ByteBuffer.allocate(16 + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1_700_000_000 + number)
                .putInt(number % 1_000_000)
                .putInt(payload.length)
                .putInt(payload.length)
                .put(payload)
                .array();
    }
}
