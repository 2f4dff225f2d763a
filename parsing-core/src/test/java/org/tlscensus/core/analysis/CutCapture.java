package org.tlscensus.core.analysis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.capture.CaptureReader;

/**
 * The packets of a capture, written anew as any number of captures: pcapng files of their own, each
 * with the interfaces it needs, nanosecond times, captured and original lengths as they were.
 */
final class CutCapture {
    private static final int SECTION_BYTES = 28;
    private static final int INTERFACE_BYTES = 32;
    private static final int PACKET_BYTES = 32;

    private record Packet(
            long timeNanos, boolean hasTime, int linkType, int originalLength, byte[] bytes) {}

    private final List<Packet> packets = new ArrayList<>();
    private final List<Integer> linkTypes = new ArrayList<>();

    private CutCapture(List<Integer> linkTypes) {
        this.linkTypes.addAll(linkTypes);
    }

    CutCapture(ByteSource source) throws IOException {
        read(source);
    }

    /** The packets of files that were recorded side by side, in the order of their times. */
    static CutCapture merged(List<? extends ByteSource> sources) throws IOException {
        CutCapture merged = new CutCapture(List.of());
        for (ByteSource source : sources) {
            merged.read(source);
        }
        if (sources.size() > 1) {
            merged.packets.sort(Comparator.comparingLong(Packet::timeNanos)); // stable
        }
        return merged;
    }

    private void read(ByteSource source) throws IOException {
        try (CaptureReader reader = CaptureReader.open(source)) {
            while (reader.next()) {
                int from = reader.offset();
                packets.add(
                        new Packet(
                                reader.timeNanos(),
                                reader.hasTime(),
                                reader.linkType(),
                                reader.originalLength(),
                                Arrays.copyOfRange(
                                        reader.bytes(), from, from + reader.capturedLength())));
                if (!linkTypes.contains(reader.linkType())) {
                    linkTypes.add(reader.linkType());
                }
            }
        }
    }

    int packets() {
        return packets.size();
    }

    /** Whether all packets have a time that the format can hold, so that they can be written. */
    boolean isWritable() {
        return packets.stream().allMatch(p -> p.hasTime() && p.timeNanos() >= 0);
    }

    /** The files that come of cutting before the packets of these numbers, ascending. */
    Captures cutAt(int... cuts) throws IOException {
        List<BytesSource> files = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i == cuts.length ? packets.size() : cuts[i];
            files.add(new BytesSource("part-" + i, file(packets.subList(from, to))));
            from = to;
        }
        return of(files);
    }

    /** The files that come of cutting after every so many packets. */
    Captures cutEvery(int count) throws IOException {
        return cutAt(
                IntStream.iterate(count, at -> at < packets.size(), at -> at + count).toArray());
    }

    /** Whether no two packets have one time, and none has an earlier one than the one before. */
    boolean isInOrder() {
        for (int i = 1; i < packets.size(); i++) {
            if (packets.get(i).timeNanos() <= packets.get(i - 1).timeNanos()) {
                return false;
            }
        }
        return true;
    }

    /** Files that overlap: each packet goes to one of them, in turn. */
    Captures dealt(int count) throws IOException {
        List<BytesSource> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Packet> own = new ArrayList<>();
            for (int at = i; at < packets.size(); at += count) {
                own.add(packets.get(at));
            }
            files.add(new BytesSource("queue-" + i, file(own)));
        }
        return of(files, count);
    }

    /**
     * The packets as two taps show them whose clocks differ, in the order of their times.
     *
     * @param tap tells by its bytes whether a packet is of the tap whose clock is ahead
     */
    CutCapture skewed(long nanos, Predicate<byte[]> tap) {
        CutCapture skewed = new CutCapture(linkTypes);
        for (Packet packet : packets) {
            long time = packet.timeNanos() + (tap.test(packet.bytes()) ? nanos : 0);
            skewed.packets.add(
                    new Packet(
                            time,
                            packet.hasTime(),
                            packet.linkType(),
                            packet.originalLength(),
                            packet.bytes()));
        }
        skewed.packets.sort(Comparator.comparingLong(Packet::timeNanos)); // stable
        return skewed;
    }

    /**
     * The packets several times over, a millisecond after the last of the time before.
     *
     * @param change the packet's bytes for which time
     */
    CutCapture repeated(int times, BiFunction<Integer, byte[], byte[]> change) {
        CutCapture repeated = new CutCapture(linkTypes);
        long first = packets.stream().mapToLong(Packet::timeNanos).min().orElseThrow();
        long last = packets.stream().mapToLong(Packet::timeNanos).max().orElseThrow();
        for (int i = 0; i < times; i++) {
            for (Packet packet : packets) {
                repeated.packets.add(
                        new Packet(
                                packet.timeNanos() + i * (last - first + 1_000_000),
                                packet.hasTime(),
                                packet.linkType(),
                                packet.originalLength(),
                                change.apply(i, packet.bytes())));
            }
        }
        return repeated;
    }

    /** The packets with other bytes of the same length, in another order. */
    CutCapture with(UnaryOperator<List<byte[]>> change) {
        CutCapture changed = new CutCapture(linkTypes);
        List<byte[]> bytes = change.apply(packets.stream().map(Packet::bytes).toList());
        for (int i = 0; i < bytes.size(); i++) {
            Packet at = packets.get(i);
            changed.packets.add(
                    new Packet(
                            at.timeNanos(),
                            at.hasTime(),
                            at.linkType(),
                            bytes.get(i).length,
                            bytes.get(i)));
        }
        return changed;
    }

    static Captures of(List<BytesSource> files) {
        return of(files, 1);
    }

    private static Captures of(List<BytesSource> files, int overlapping) {
        return new Captures() {
            @Override
            public int overlapping(int index) {
                return overlapping;
            }

            @Override
            public int count() {
                return files.size();
            }

            @Override
            public String name(int index) {
                return files.get(index).name();
            }

            @Override
            public ByteSource open(int index) {
                return files.get(index);
            }
        };
    }

    private byte[] file(List<Packet> of) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer head =
                ByteBuffer.allocate(SECTION_BYTES + INTERFACE_BYTES * linkTypes.size())
                        .order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0x0A0D0D0A).putInt(SECTION_BYTES).putInt(0x1A2B3C4D);
        head.putShort((short) 1).putShort((short) 0).putLong(-1).putInt(SECTION_BYTES);
        for (int linkType : linkTypes) {
            head.putInt(1).putInt(INTERFACE_BYTES).putShort((short) linkType).putShort((short) 0);
            head.putInt(0); // no snap length
            head.putShort((short) 9).putShort((short) 1).put((byte) 9).put(new byte[3]);
            head.putInt(0).putInt(INTERFACE_BYTES);
        }
        out.write(head.array());
        for (Packet packet : of) {
            int padded = (packet.bytes().length + 3) / 4 * 4;
            ByteBuffer block =
                    ByteBuffer.allocate(PACKET_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
            block.putInt(6).putInt(PACKET_BYTES + padded);
            block.putInt(linkTypes.indexOf(packet.linkType()));
            block.putInt((int) (packet.timeNanos() >>> 32)).putInt((int) packet.timeNanos());
            block.putInt(packet.bytes().length).putInt(packet.originalLength());
            block.put(packet.bytes()).put(new byte[padded - packet.bytes().length]);
            block.putInt(PACKET_BYTES + padded);
            out.write(block.array());
        }
        return out.toByteArray();
    }
}
