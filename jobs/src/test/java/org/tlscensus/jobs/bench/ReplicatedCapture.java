package org.tlscensus.jobs.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes a large capture by replicating the flows of real ones between other ends, many at once.
 *
 * <pre>
 *   bulk        every TLS connection with 3,500 segments of application data
 *   mixed       every flow as it is, TLS connections with up to 60 segments of data
 *   handshakes  every TLS connection that shows a certificate, in variants with others
 *   many        the first five packets of every TLS connection
 *   archive     every TLS connection as it is, every tenth with 12,000 segments of application data:
 *               cut into files, these cross dozens of them
 * </pre>
 */
public final class ReplicatedCapture {
    private static final int OPEN_AT_ONCE = 200;
    private static final int DISTINCT_LEAVES = 400;
    private static final long STEP_NANOS = 10_000;

    private final List<Template> templates;
    private final long wantedBytes;
    private final int openAtOnce;
    private final Random random = new Random(2026);
    private long written;
    private long nowNanos = 1_700_000_000_000_000_000L;
    private int replicas;

    private ReplicatedCapture(List<Template> templates, long wantedBytes, int openAtOnce) {
        this.templates = templates;
        this.wantedBytes = wantedBytes;
        this.openAtOnce = openAtOnce;
    }

    /** Arguments: the kind, megabytes, the file to write, and captures to take flows from. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 4) {
            System.err.println(
                    "usage: ReplicatedCapture bulk|mixed|handshakes|many|archive MEGABYTES OUT CAPTURE…");
            System.exit(2);
        }
        String kind = arguments[0];
        List<Template> flows = new ArrayList<>();
        for (int i = 3; i < arguments.length; i++) {
            flows.addAll(Template.of(Path.of(arguments[i])));
        }
        List<Template> tls = flows.stream().filter(ReplicatedCapture::isTls).toList();
        Random random = new Random(7);
        List<Template> templates =
                switch (kind) {
                    case "bulk" -> tls.stream().map(t -> t.withBulk(3500)).toList();
                    case "mixed" ->
                            flows.stream()
                                    .map(t -> isTls(t) ? t.withBulk(random.nextInt(60)) : t)
                                    .toList();
                    case "handshakes" -> withDistinctLeaves(tls);
                    case "archive" -> withLongOnes(tls);
                    case "many" -> tls.stream().map(t -> t.first(5)).toList();
                    default -> throw new IllegalArgumentException("no kind " + kind);
                };
        if (templates.isEmpty()) {
            System.err.println("no flow that can be replicated in these captures");
            System.exit(1);
        }
        long bytes = Long.parseLong(arguments[1]) * 1_000_000;
        int openAtOnce =
                Math.min(kind.equals("many") ? 100_000 : OPEN_AT_ONCE, few(templates, bytes));
        ReplicatedCapture capture = new ReplicatedCapture(templates, bytes, openAtOnce);
        capture.write(Path.of(arguments[2]));
        System.out.printf(
                "%s: %d bytes, %d flows of %d kinds%n",
                kind, capture.written, capture.replicas, templates.size());
    }

    /**
     * A TCP flow from its SYN on whose client begins with a ClientHello, and which was answered.
     */
    private static boolean isTls(Template template) {
        Frame first = template.frames().get(0);
        if (!first.isTcp() || (first.flags() & 0x12) != 0x02) {
            return false;
        }
        boolean answered =
                template.frames().stream().anyMatch(f -> !f.fromClient() && f.payloadLength() > 0);
        for (Frame frame : template.frames()) {
            if (frame.payloadLength() > 0) {
                int at = frame.payloadOffset();
                return answered
                        && frame.fromClient()
                        && frame.bytes()[at] == 22
                        && frame.bytes()[at + 1] == 3;
            }
        }
        return false;
    }

    /** How many are open at once so that they are a fourth of all at most. */
    private static int few(List<Template> templates, long bytes) {
        double each = templates.stream().mapToLong(Template::bytes).average().orElseThrow();
        return (int) Math.max(1, bytes / each / 4);
    }

    private static List<Template> withDistinctLeaves(List<Template> tls) {
        List<LeafVariants> shown =
                tls.stream().map(LeafVariants::new).filter(LeafVariants::hasLeaf).toList();
        List<Template> all = new ArrayList<>();
        for (int i = 0; i < DISTINCT_LEAVES && !shown.isEmpty(); i++) {
            all.add(shown.get(i % shown.size()).variant(i));
        }
        return all;
    }

    private static List<Template> withLongOnes(List<Template> tls) {
        List<Template> all = new ArrayList<>();
        for (int i = 0; i < tls.size(); i++) {
            all.add(i % 10 == 0 ? tls.get(i).withBulk(12_000) : tls.get(i));
        }
        return all;
    }

    /** A replica that is being written. */
    private static final class Replica {
        private final Template template;
        private final int number;
        private final int shift;
        private int next;

        Replica(Template template, int number, int shift) {
            this.template = template;
            this.number = number;
            this.shift = shift;
        }

        byte[] nextFrame() {
            int client = 0x0a000000 | number / 50_000 + 1 & 0xffff | (number % 200 + 1) << 16;
            int clientPort = 10_000 + number % 50_000;
            int server =
                    0xc6120000 | number % 997 + 1; // 198.18.0.0/15 is for benchmarks (RFC 2544)
            return template.frames()
                    .get(next++)
                    .between(client, clientPort, server, shift, shift * 31);
        }

        boolean isDone() {
            return next == template.frames().size();
        }
    }

    private void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
            head.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
            out.write(head.putInt(262_144).putInt(1).array());
            written = head.capacity();
            List<Replica> open = new ArrayList<>();
            while (written < wantedBytes || !open.isEmpty()) {
                while (open.size() < openAtOnce && written < wantedBytes) {
                    Template template = templates.get(replicas % templates.size());
                    open.add(new Replica(template, replicas++, random.nextInt()));
                }
                int index = random.nextInt(open.size());
                Replica replica = open.get(index);
                write(out, replica.nextFrame());
                if (replica.isDone()) {
                    open.set(index, open.get(open.size() - 1));
                    open.remove(open.size() - 1);
                }
            }
        }
    }

    private void write(OutputStream out, byte[] frame) throws IOException {
        nowNanos += STEP_NANOS;
        ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt((int) (nowNanos / 1_000_000_000L));
        record.putInt((int) (nowNanos % 1_000_000_000L / 1000));
        record.putInt(frame.length).putInt(frame.length);
        out.write(record.array());
        out.write(frame);
        written += record.capacity() + frame.length;
    }
}
