package org.tlscensus.jobs.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Tor connections by a plan, from half a second to 15.5 days, over a month of capture files: the
 * handshake of a real one, then keepalives, with pauses just under the idle timeout; some end with
 * FIN, some with RST, some fall silent, and some go on after a pause that is just over it.
 */
public final class TorPlan {
    private static final long SECOND = 1_000_000L; // all times are in microseconds
    private static final long IDLE = 900 * SECOND;
    private static final long SHORTEST = SECOND / 2;
    private static final long LONGEST = 15 * 86_400 * SECOND + 43_200 * SECOND;
    private static final long MONTH = 31 * 86_400 * SECOND;
    private static final long BEGIN = 1_443_657_600L * SECOND; // 2015-10-01
    private static final int HANDSHAKE_FRAMES = 24;
    private static final int CLIENT = 0x0a000000;
    private static final int SERVER = 0xc0000215;

    private record Packet(long micros, byte[] frame) {}

    private final List<Packet> packets = new ArrayList<>();
    private final Map<Integer, Long> durations = new TreeMap<>();
    private final Map<Integer, Long> lastTimes = new TreeMap<>();
    private final Map<Integer, String> ends = new TreeMap<>();
    private final Random random = new Random(20151001);
    private final List<Frame> handshake;
    private final Frame client;
    private final Frame server;

    /**
     * @param capture holds Tor connections with visible certificates
     */
    public TorPlan(Path capture, int connections) throws IOException {
        handshake = handshake(capture);
        client = last(true);
        server = last(false);
        for (int i = 0; i < connections; i++) {
            double share = (double) i / (connections - 1);
            add(i, Math.round(SHORTEST * Math.pow((double) LONGEST / SHORTEST, share)));
        }
        packets.sort(Comparator.comparingLong(Packet::micros));
        long end = packets.get(packets.size() - 1).micros;
        lastTimes.forEach(
                (port, last) -> {
                    if (ends.get(port).equals("idle") && end - last <= IDLE) {
                        ends.put(port, "archive_end");
                    }
                });
    }

    /** Microseconds from first to last packet, by the port of the client. */
    public Map<Integer, Long> durations() {
        return durations;
    }

    /** What ended each connection, by the port of the client. */
    public Map<Integer, String> ends() {
        return ends;
    }

    private static List<Frame> handshake(Path capture) throws IOException {
        for (Template template : Template.of(capture)) {
            List<Frame> frames = new ArrayList<>();
            for (Frame frame : template.frames()) {
                if ((frame.flags() & (Frame.FIN | Frame.RST)) != 0) {
                    break;
                }
                frames.add(frame);
            }
            if (frames.size() >= HANDSHAKE_FRAMES && frames.get(0).isTcp()) {
                return frames.subList(0, HANDSHAKE_FRAMES);
            }
        }
        throw new IOException("no handshake in " + capture);
    }

    private Frame last(boolean fromClient) {
        Frame last = null;
        for (Frame frame : handshake) {
            if (frame.fromClient() == fromClient) {
                last = frame;
            }
        }
        return last;
    }

    private void add(int number, long duration) {
        int port = 1024 + number;
        long first = BEGIN + (long) (random.nextDouble() * (MONTH - duration));
        for (int i = 0; i < handshake.size(); i++) {
            put(port, first + i * 1000L, handshake.get(i));
        }
        long lastTime = first + (handshake.size() - 1) * 1000L;
        long end = first + duration;
        boolean fromClient = true;
        while (end - lastTime > IDLE) {
            long left = end - lastTime - SECOND;
            long gap = random.nextInt(4) == 0 ? IDLE - 1 : SECOND + nextLong(IDLE - SECOND);
            lastTime += Math.min(gap, left);
            put(port, lastTime, keepalive(fromClient, 0x10));
            fromClient = !fromClient;
        }
        durations.put(port, duration);
        lastTimes.put(port, end);
        switch (number % 4) {
            case 0 -> {
                put(port, end - 10, keepalive(true, 0x11));
                put(port, end, keepalive(false, 0x11));
                ends.put(port, "fin");
            }
            case 1 -> {
                put(port, end, keepalive(false, 0x14));
                ends.put(port, "rst");
            }
            case 2 -> {
                put(port, end, keepalive(true, 0x10));
                ends.put(port, "idle");
            }
            default -> {
                put(port, end, keepalive(true, 0x10));
                put(port, end + IDLE + 1, keepalive(false, 0x10)); // another connection
                put(port, end + IDLE + SECOND, keepalive(true, 0x10));
                ends.put(port, "idle");
            }
        }
    }

    private long nextLong(long bound) {
        return (long) (random.nextDouble() * bound);
    }

    private Frame keepalive(boolean fromClient, int flags) {
        Frame of = fromClient ? client : server;
        Frame frame = of.carrying(of.nextSequenceNumber(), new byte[0], 0, 0);
        frame.bytes()[47] = (byte) flags;
        return frame;
    }

    private void put(int port, long micros, Frame frame) {
        packets.add(new Packet(micros, frame.between(CLIENT + port, port, SERVER, 0, 0)));
    }

    /** Writes the packets as some files of about the same number of packets. */
    public List<Path> write(Path folder, int files) throws IOException {
        List<Path> paths = new ArrayList<>();
        Files.createDirectories(folder);
        for (int i = 0; i < files; i++) {
            Path path = folder.resolve(String.format("month-%03d.pcap", i));
            int from = (int) ((long) packets.size() * i / files);
            int to = (int) ((long) packets.size() * (i + 1) / files);
            try (OutputStream out = Files.newOutputStream(path)) {
                out.write(bytes(packets.subList(from, to)));
            }
            paths.add(path);
        }
        return paths;
    }

    private static byte[] bytes(List<Packet> packets) {
        int size = 24 + packets.stream().mapToInt(packet -> 16 + packet.frame.length).sum();
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
        out.putInt(0).putInt(0).putInt(0x40000).putInt(1);
        for (Packet packet : packets) {
            out.putInt((int) (packet.micros / SECOND)).putInt((int) (packet.micros % SECOND));
            out.putInt(packet.frame.length).putInt(packet.frame.length).put(packet.frame);
        }
        return out.array();
    }
}
