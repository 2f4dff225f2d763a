package org.tlscensus.core.analysis;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.row.CapturePart;

/**
 * Fuzzes whole captures, in structure-aware mutants, with three oracles: reading ends in time, no
 * bug of ours is met, and cut into splits anywhere the rows are the same. What is found is kept.
 *
 * <p>Arguments: folder of captures to begin with, seconds, seed, folder for findings.
 */
public final class CaptureFuzz {
    private static final int MOST_SEED_BYTES = 16 << 10;
    private static final long MOST_NANOS = 20_000_000_000L;

    private final Path findings;
    private final Random random;
    private final AtomicReference<byte[]> current = new AtomicReference<>();
    private volatile long since;
    private long runs;
    private int found;

    private CaptureFuzz(Path findings, long seed) {
        this.findings = findings;
        random = new Random(seed);
    }

    public static void main(String[] args) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
            for (Path file : files.filter(CaptureFuzz::isCapture).sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        CaptureFuzz fuzz = new CaptureFuzz(Path.of(args[3]), Long.parseLong(args[2]));
        fuzz.watch();
        fuzz.run(seeds, System.nanoTime() + Long.parseLong(args[1]) * 1_000_000_000L);
        PrintStream out = System.out;
        out.printf("captures: %,d runs, %d findings%n", fuzz.runs, fuzz.found);
        System.exit(fuzz.found == 0 ? 0 : 1);
    }

    /** Small ones: many runs tell more than long ones. */
    private static boolean isCapture(Path file) {
        File at = file.toFile();
        return at.isFile() && at.getName().contains(".pcap") && at.length() <= MOST_SEED_BYTES;
    }

    private void run(List<byte[]> seeds, long end) throws IOException {
        for (byte[] seed : seeds) {
            check(seed);
        }
        CaptureMutator mutator = new CaptureMutator(random);
        while (System.nanoTime() < end) {
            check(mutator.mutant(seeds.get(random.nextInt(seeds.size()))));
        }
    }

    private void check(byte[] capture) throws IOException {
        since = System.nanoTime();
        current.set(capture);
        runs++;
        try {
            String problem = problem(capture);
            if (problem != null) {
                keep(capture, problem);
            }
        } catch (RuntimeException | StackOverflowError e) {
            keep(capture, e.toString());
        }
    }

    /** What is wrong with what a capture gives; null when all is right. */
    private String problem(byte[] capture) throws IOException {
        Captures file = CutCapture.of(List.of(new BytesSource("capture", capture)));
        SiteRows whole = SiteRows.run("s", file, splits(Long.MAX_VALUE), AnalysisOptions.DEFAULTS);
        for (CapturePart part : whole.captures()) {
            if (part.anomalies().containsKey("failed")) {
                return part.damages().toString();
            }
        }
        boolean isPlain = capture.length > 40 && !isCompressed(capture);
        if (!isPlain) {
            return null;
        }
        long cut = 1L + random.nextInt(capture.length);
        SiteRows halves = SiteRows.runProven("s", file, splits(cut), AnalysisOptions.DEFAULTS);
        List<String> one = whole.connections().stream().map(Object::toString).toList();
        List<String> two = halves.connections().stream().map(Object::toString).toList();
        return one.size() == two.size()
                ? null
                : "cut at " + cut + ": " + two.size() + " rows, not " + one.size();
    }

    private static boolean isCompressed(byte[] capture) {
        int magic = (capture[0] & 0xff) << 8 | capture[1] & 0xff;
        return magic == 0x1f8b
                || magic == 0x28b5
                || magic == 0x0422
                || magic == 0x425a
                || magic == 0xfd37;
    }

    private static List<CaptureSplit> splits(long cut) {
        if (cut == Long.MAX_VALUE) {
            return List.of(new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null));
        }
        return List.of(
                new CaptureSplit(0, 0, 0, cut, null),
                new CaptureSplit(1, 0, cut, Long.MAX_VALUE, null));
    }

    private synchronized void keep(byte[] capture, String problem) throws IOException {
        found++;
        Path kept = findings.resolve("capture-" + runs + ".pcap");
        Files.createDirectories(findings);
        Files.write(kept, capture);
        System.out.println(kept + ": " + problem);
    }

    private void watch() {
        Thread reader = Thread.currentThread();
        Thread watch =
                new Thread(
                        () -> {
                            while (true) {
                                try {
                                    Thread.sleep(1000);
                                    if (current.get() != null
                                            && System.nanoTime() - since > MOST_NANOS) {
                                        keep(current.get(), "does not end");
                                        for (StackTraceElement at : reader.getStackTrace()) {
                                            System.out.println("    " + at);
                                        }
                                        System.exit(1);
                                    }
                                } catch (InterruptedException | IOException e) {
                                    throw new IllegalStateException(e);
                                }
                            }
                        });
        watch.setDaemon(true);
        watch.start();
    }
}
