package org.tlscensus.core.analysis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.capture.CaptureFormat;
import org.tlscensus.core.capture.CaptureReader;

/**
 * Mutates captures by their structure: lengths, offsets and counts become odd numbers, packets
 * change places and times, are doubled, cut and joined.
 */
final class CaptureMutator {
    private static final int[] ODD = {
        0, 1, 2, 3, 4, 7, 8, 12, 16, 20, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000,
        -1, -16
    };
    private static final long SECOND = 1_000_000_000L;

    private final Random random;

    CaptureMutator(Random random) {
        this.random = random;
    }

    /** Another capture, in any format. */
    byte[] mutant(byte[] seed) throws IOException {
        List<CaptureFormat.Packet> packets = new ArrayList<>();
        int linkType = 1;
        try (CaptureReader reader = CaptureReader.open(new BytesSource("seed", seed))) {
            while (reader.next()) {
                linkType = reader.linkType();
                int from = reader.offset();
                byte[] bytes =
                        Arrays.copyOfRange(reader.bytes(), from, from + reader.capturedLength());
                packets.add(new CaptureFormat.Packet(Math.max(0, reader.timeNanos()), bytes));
            }
        }
        if (packets.isEmpty()) {
            return bytes(seed);
        }
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            change(packets);
        }
        CaptureFormat[] formats = CaptureFormat.values();
        byte[] capture = formats[random.nextInt(formats.length)].write(linkType, packets);
        return random.nextInt(3) == 0 ? bytes(capture) : capture;
    }

    private void change(List<CaptureFormat.Packet> packets) {
        int at = random.nextInt(packets.size());
        int other = random.nextInt(packets.size());
        CaptureFormat.Packet packet = packets.get(at);
        switch (random.nextInt(8)) {
            case 0 -> {
                packets.set(at, packets.get(other));
                packets.set(other, packet);
            }
            case 1 -> {
                long[] moves = {-1000, 1, 120, 901, 100_000};
                long time = packet.timeNanos() + SECOND * moves[random.nextInt(moves.length)];
                packets.set(at, new CaptureFormat.Packet(Math.max(0, time), packet.bytes()));
            }
            case 2 -> packets.add(other, packet);
            case 3 -> {
                int length = random.nextInt(packet.bytes().length + 1);
                set(packets, at, Arrays.copyOf(packet.bytes(), length));
            }
            case 4 -> {
                ByteArrayOutputStream joined = new ByteArrayOutputStream();
                joined.writeBytes(packet.bytes());
                joined.writeBytes(packets.get(other).bytes());
                set(packets, at, joined.toByteArray());
            }
            default -> set(packets, at, bytes(packet.bytes()));
        }
    }

    private static void set(List<CaptureFormat.Packet> packets, int at, byte[] bytes) {
        packets.set(at, new CaptureFormat.Packet(packets.get(at).timeNanos(), bytes));
    }

    /** Some numbers of one, two or four bytes become others. */
    private byte[] bytes(byte[] from) {
        byte[] bytes = from.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && bytes.length > 4; i++) {
            int width = 1 << random.nextInt(3);
            int at = random.nextInt(bytes.length - width + 1);
            int value = random.nextBoolean() ? ODD[random.nextInt(ODD.length)] : random.nextInt();
            for (int b = 0; b < width; b++) {
                bytes[at + b] = (byte) (value >> 8 * (width - 1 - b));
            }
        }
        return bytes;
    }
}
