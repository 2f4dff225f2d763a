package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.capture.CaptureReader;

/**
 * Damaged payload of real exchanges by HTTP is never more than rows: no exception, no hang, no more
 * rows than its bytes can bear. {@code -Dcensus.mutants=100000} tries so many.
 */
class OcspMutationTest {
    private static final int MUTANTS = Integer.getInteger("census.mutants", 1500);
    private static final int LARGEST = 400; // packets, so that many mutants can be tried
    private static final int HEADERS = 54; // Ethernet, IPv4 and TCP at the least

    private record Packet(long timeNanos, int linkType, byte[] bytes) {}

    private static List<Packet> packets(Path capture) throws IOException {
        List<Packet> packets = new ArrayList<>();
        BytesSource source = new BytesSource("c", Files.readAllBytes(capture));
        try (CaptureReader reader = CaptureReader.open(source)) {
            while (reader.next()) {
                int from = reader.offset();
                packets.add(
                        new Packet(
                                reader.timeNanos(),
                                reader.linkType(),
                                Arrays.copyOfRange(
                                        reader.bytes(), from, from + reader.capturedLength())));
            }
        }
        return packets;
    }

    private static byte[] mutated(List<Packet> packets, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(24).putInt(0xa1b23c4d).putShort((short) 2);
        head.putShort((short) 4).putLong(0).putInt(1 << 18).putInt(packets.get(0).linkType());
        out.writeBytes(head.array());
        int every = 1 + random.nextInt(8);
        for (Packet packet : packets) {
            byte[] bytes = packet.bytes().clone();
            int length = bytes.length;
            int changes = random.nextInt(every) == 0 ? random.nextInt(4) : 0;
            for (int i = 0; i < changes && length > HEADERS; i++) {
                int at = HEADERS + random.nextInt(length - HEADERS);
                switch (random.nextInt(4)) {
                    case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                    case 1 -> bytes[at] = (byte) random.nextInt(256);
                    case 2 ->
                            bytes[at] = (byte) "0123456789 \r\n:;/%=M0".charAt(random.nextInt(20));
                    default -> length = at + 1;
                }
            }
            ByteBuffer record = ByteBuffer.allocate(16 + length);
            record.putInt((int) (packet.timeNanos() / 1_000_000_000L));
            record.putInt((int) (packet.timeNanos() % 1_000_000_000L));
            record.putInt(length).putInt(packet.bytes().length).put(bytes, 0, length);
            out.writeBytes(record.array());
        }
        return out.toByteArray();
    }

    private static List<Path> exchanges() throws IOException {
        List<Path> captures = new ArrayList<>();
        for (Path capture : CorpusFolder.captures()) {
            boolean isHttp =
                    CorpusFolder.facts(capture).stream()
                            .anyMatch(
                                    line ->
                                            line.contains("\"kind\": \"ocsp\"")
                                                    && !line.contains("\"via\": \"stapled\""));
            if (isHttp && packets(capture).size() <= LARGEST) {
                captures.add(capture);
            }
        }
        return captures;
    }

    @Test
    void mutantsAreRowsOrNone() throws IOException {
        List<List<Packet>> captures = new ArrayList<>();
        for (Path capture : exchanges()) {
            captures.add(packets(capture));
        }
        assertTrue(captures.size() >= 5, "captures: " + captures.size());
        Random random = new Random(11);
        int rows = 0;
        List<CaptureSplit> splits = List.of(new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null));
        for (int i = 0; i < MUTANTS; i++) {
            byte[] file = mutated(captures.get(i % captures.size()), random);
            Captures one = CutCapture.of(List.of(new BytesSource("mutant", file)));
            int found = SiteRows.run("s", one, splits, AnalysisOptions.DEFAULTS).exchanges().size();
            assertTrue(found < file.length / 50, "rows: " + found);
            rows += found;
        }
        System.out.printf("%d mutants, %d rows%n", MUTANTS, rows);
        assertTrue(rows > MUTANTS / 2, "rows: " + rows);
    }
}
