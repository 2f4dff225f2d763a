package org.tlscensus.jobs.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.FileByteSource;

/** A flow of a real capture, to be replicated. */
record Template(List<Frame> frames) {
    private static final int SEGMENT = 1460;
    private static final int RECORD = 16_384;
    private static final byte[] RECORDS = records();

    /** All flows of a capture that can be replicated, the one that opens each being the client. */
    static List<Template> of(Path capture) throws IOException {
        Map<List<Object>, List<Frame>> flows = new LinkedHashMap<>();
        try (FileByteSource source = new FileByteSource(capture);
                CaptureReader reader = CaptureReader.open(source)) {
            Map<List<Object>, Long> begins = new LinkedHashMap<>();
            while (reader.next()) {
                int length = reader.capturedLength();
                boolean plain =
                        reader.linkType() == 1
                                && length == reader.originalLength()
                                && Frame.isPlain(reader.bytes(), reader.offset(), length);
                if (plain) {
                    byte[] bytes =
                            Arrays.copyOfRange(
                                    reader.bytes(), reader.offset(), reader.offset() + length);
                    ByteBuffer in = ByteBuffer.wrap(bytes);
                    List<Object> there = List.of(in.getLong(26), in.getInt(34), in.get(23));
                    List<Object> back =
                            List.of(
                                    Long.rotateLeft(in.getLong(26), 32),
                                    Integer.rotateLeft(in.getInt(34), 16),
                                    in.get(23));
                    boolean fromClient = !flows.containsKey(back) || flows.containsKey(there);
                    List<Object> key = fromClient ? there : back;
                    long begin = begins.computeIfAbsent(key, k -> reader.timeNanos());
                    flows.computeIfAbsent(key, k -> new ArrayList<>())
                            .add(new Frame(bytes, fromClient, reader.timeNanos() - begin));
                }
            }
        }
        return flows.values().stream().map(Template::new).toList();
    }

    /** Its first frames only. */
    Template first(int count) {
        return new Template(frames.subList(0, Math.min(count, frames.size())));
    }

    /** Bytes that it takes in a pcap file. */
    long bytes() {
        return frames.stream().mapToLong(f -> 16 + f.bytes().length).sum();
    }

    /**
     * With application data of the server before the end, an acknowledgment for every second
     * segment.
     */
    Template withBulk(int segments) {
        int end = 0;
        while (end < frames.size() && (frames.get(end).flags() & (Frame.FIN | Frame.RST)) == 0) {
            end++;
        }
        List<Frame> head = frames.subList(0, end);
        Frame server = last(head, false);
        Frame client = last(head, true);
        if (server == null || client == null || !server.isTcp()) {
            return this;
        }
        List<Frame> all = new ArrayList<>(head);
        int sequenceNumber = server.nextSequenceNumber();
        for (int i = 0; i < segments; i++) {
            int from = (int) ((long) i * SEGMENT % (RECORDS.length - SEGMENT));
            all.add(server.carrying(sequenceNumber + i * SEGMENT, RECORDS, from, SEGMENT));
            if (i % 2 == 1) {
                all.add(client.carrying(client.nextSequenceNumber(), RECORDS, 0, 0));
            }
        }
        for (Frame frame : frames.subList(end, frames.size())) {
            int shift = segments * SEGMENT;
            byte[] moved =
                    frame.between(
                            ByteBuffer.wrap(frame.bytes()).getInt(frame.fromClient() ? 26 : 30),
                            ByteBuffer.wrap(frame.bytes()).getShort(frame.fromClient() ? 34 : 36),
                            ByteBuffer.wrap(frame.bytes()).getInt(frame.fromClient() ? 30 : 26),
                            shift,
                            0);
            all.add(new Frame(moved, frame.fromClient(), frame.nanosAfterFirst()));
        }
        return new Template(all);
    }

    private static Frame last(List<Frame> of, boolean fromClient) {
        Frame last = null;
        for (Frame frame : of) {
            if (frame.fromClient() == fromClient) {
                last = frame;
            }
        }
        return last;
    }

    /** TLS records of application data, back to back, with content that does not compress. */
    private static byte[] records() {
        byte[] bytes = new byte[64 * (5 + RECORD)];
        new Random(1).nextBytes(bytes);
        for (int at = 0; at < bytes.length; at += 5 + RECORD) {
            bytes[at] = 23;
            bytes[at + 1] = 3;
            bytes[at + 2] = 3;
            bytes[at + 3] = (byte) (RECORD >>> 8);
            bytes[at + 4] = (byte) RECORD;
        }
        return bytes;
    }
}
