package org.tlscensus.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code cat} makes of captures: every format after every other, plain and compressed. */
class JoinedCapturesTest {
    private static final int ETHERNET = 1;
    private static final int RAW = 101;
    private static final long START = 1_700_000_000_000_000_000L;

    /** Frames of a zstd or lz4 file, or members of a gzip file. */
    enum Packing {
        PLAIN(null, bytes -> bytes),
        GZIP("gzip", JoinedCapturesTest::gzip),
        ZSTD("zstd", Zstd::compress),
        ZSTD_AFTER_SKIPPABLE("zstd", bytes -> concatenate(skippable(4), Zstd.compress(bytes))),
        ZSTD_AFTER_TWO(
                "zstd",
                bytes -> concatenate(skippable(0), skippable(70_000), Zstd.compress(bytes))),
        LZ4_AFTER_SKIPPABLE("lz4", bytes -> concatenate(skippable(9), lz4(bytes)));

        private final String word;

        @SuppressWarnings("ImmutableEnumChecker") // a packing keeps no state
        private final UnaryOperator<byte[]> pack;

        Packing(String word, UnaryOperator<byte[]> pack) {
            this.word = word;
            this.pack = pack;
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream member = new GZIPOutputStream(out)) {
            member.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] lz4(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FramedLZ4CompressorOutputStream frame = new FramedLZ4CompressorOutputStream(out)) {
            frame.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** RFC 8878 section 3.1.2. */
    private static byte[] skippable(int length) {
        ByteBuffer frame = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
        return frame.putInt(0x184d2a50 + length % 16).putInt(length).array();
    }

    private static byte[] concatenate(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static List<CaptureFormat.Packet> packets(long startNanos, int count, long seed) {
        Random random = new Random(seed);
        List<CaptureFormat.Packet> packets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[60 + random.nextInt(1400)];
            random.nextBytes(bytes);
            packets.add(new CaptureFormat.Packet(startNanos + i * 1_000_000L, bytes));
        }
        return packets;
    }

    private static List<String> lines(int linkType, List<CaptureFormat.Packet> packets) {
        return packets.stream()
                .map(p -> p.timeNanos() + " " + linkType + " " + Arrays.hashCode(p.bytes()))
                .toList();
    }

    private static List<String> read(CaptureReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            int from = reader.offset();
            byte[] bytes = Arrays.copyOfRange(reader.bytes(), from, from + reader.capturedLength());
            lines.add(reader.timeNanos() + " " + reader.linkType() + " " + Arrays.hashCode(bytes));
        }
        return lines;
    }

    static List<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (Packing packing : Packing.values()) {
            plainPairs().forEach(p -> pairs.add(arguments(p.get()[0], p.get()[1], packing)));
        }
        return pairs;
    }

    static List<Arguments> plainPairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (CaptureFormat one : CaptureFormat.values()) {
            for (CaptureFormat other : CaptureFormat.values()) {
                pairs.add(arguments(one, other));
            }
        }
        return pairs;
    }

    /** Of pcap: a block of pcapng has its length at both ends, so that none takes in another. */
    static List<Arguments> pcapPairs() {
        return pairs().stream()
                .filter(pair -> !((CaptureFormat) pair.get()[0]).isPcapng())
                .filter(pair -> !((CaptureFormat) pair.get()[1]).isPcapng())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void allIsRead(CaptureFormat one, CaptureFormat other, Packing packing) throws IOException {
        List<CaptureFormat.Packet> first = packets(START, 12, 1);
        List<CaptureFormat.Packet> second = packets(START + 60_000_000_000L, 12, 2);
        byte[] joined =
                concatenate(
                        packing.pack.apply(one.write(ETHERNET, first)),
                        packing.pack.apply(other.write(RAW, second)),
                        packing.pack.apply(one.write(ETHERNET, first)));
        BytesSource source = new BytesSource("joined", joined);
        List<String> expected = new ArrayList<>(lines(ETHERNET, first));
        expected.addAll(lines(RAW, second));
        expected.addAll(lines(ETHERNET, first));
        try (CaptureReader reader = CaptureReader.open(source)) {
            assertEquals(expected, read(reader));
            boolean sections = one.isPcapng() && other.isPcapng();
            assertEquals(sections ? 0 : 2, reader.damages().size(), "joints that were told");
        }
        assertEquals(packing.word, CaptureHead.read(source).compression());
    }

    /** The record that the first capture was cut in takes in what follows; but that is found. */
    @ParameterizedTest
    @MethodSource("pcapPairs")
    void aCutCaptureHidesNothing(CaptureFormat one, CaptureFormat other, Packing packing)
            throws IOException {
        List<CaptureFormat.Packet> first = packets(START, 12, 1);
        List<CaptureFormat.Packet> second = packets(START + 60_000_000_000L, 12, 2);
        byte[] whole = one.write(ETHERNET, first);
        byte[] joined =
                concatenate(
                        packing.pack.apply(Arrays.copyOf(whole, whole.length - 60)),
                        packing.pack.apply(other.write(RAW, second)));
        try (CaptureReader reader = CaptureReader.open(new BytesSource("joined", joined))) {
            List<String> lines = read(reader);
            assertEquals(24, lines.size());
            assertEquals(lines(ETHERNET, first).subList(0, 11), lines.subList(0, 11));
            assertEquals(lines(RAW, second), lines.subList(12, 24));
            assertEquals(1, reader.damages().size());
        }
    }

    /** Whatever is asked for, the search finds a boundary of the walk, or says that it cannot. */
    @ParameterizedTest
    @MethodSource("plainPairs")
    void boundariesAreFound(CaptureFormat one, CaptureFormat other) throws IOException {
        byte[] head = one.write(ETHERNET, packets(START, 40, 3));
        byte[] joined = concatenate(head, other.write(RAW, packets(START, 40, 4)));
        BytesSource source = new BytesSource("joined", joined);
        CaptureHead told = CaptureHead.read(source);
        List<Long> boundaries = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(source)) {
            while (reader.next()) {
                boundaries.add(reader.position());
            }
            boundaries.add(reader.nextPosition());
        }
        boundaries.addAll(List.of(0L, 28L, (long) head.length)); // blocks of a section, the joint
        int found = 0;
        for (int asked = 0; asked < head.length; asked += 61) {
            var boundary = BoundaryFinder.find(source, told, asked, 4000, 2000, 1 << 20);
            found += boundary.isPresent() && boundaries.contains(boundary.getAsLong()) ? 1 : 0;
        }
        assertEquals((head.length + 60) / 61, found);
    }

    @Test
    void anEmptyPacketIsNoHeader() throws IOException {
        List<CaptureFormat.Packet> empty =
                List.of(
                        new CaptureFormat.Packet(START, new byte[0]),
                        new CaptureFormat.Packet(0xa1b2c3d4L * 1_000_000_000L, new byte[0]),
                        new CaptureFormat.Packet(START, new byte[40]));
        byte[] capture = CaptureFormat.PCAP_LITTLE.write(ETHERNET, empty);
        try (CaptureReader reader = CaptureReader.open(new BytesSource("empty", capture))) {
            assertEquals(lines(ETHERNET, empty), read(reader));
            assertTrue(reader.damages().isEmpty());
        }
    }

    @Test
    void skippableFramesAloneAreNoCapture() throws IOException {
        CaptureHead head = CaptureHead.read(new BytesSource("frames", skippable(30)));
        assertNull(head.compression());
        assertTrue(head.damage() != null);
    }
}
