package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.capture.CaptureHead;
import org.tlscensus.core.row.ConnectionRow;

/**
 * The one hard invariant: rows are a function of the packets, not of how the archive was cut into
 * files and splits.
 *
 * <p>By default a sample of the cuts is tried, so that a build stays short; {@code
 * -Dcensus.all-cuts=true} tries them all.
 */
class CutsDoNotMatterTest {
    private static final AnalysisOptions ALL =
            new AnalysisOptions(
                    AnalysisOptions.DEFAULTS.tcpIdleNanos(),
                    AnalysisOptions.DEFAULTS.udpIdleNanos(),
                    true,
                    false,
                    AnalysisOptions.DEFAULTS.limits(),
                    null);

    private static final boolean EXHAUSTIVE = Boolean.getBoolean("census.all-cuts");
    private static final int MULTI_CUTS = EXHAUSTIVE ? 50 : 3;
    private static final int SAMPLED_CUTS = 20;

    private final List<String> failures = new ArrayList<>();
    private int tried;

    /** Everything but the names of the files: those are what differs. */
    private static List<String> rows(SiteRows site) {
        List<String> rows = new ArrayList<>();
        for (ConnectionRow row : site.connections()) {
            String text = row.toString();
            rows.add(text.substring(0, text.lastIndexOf(", captures=")));
        }
        site.exchanges().forEach(exchange -> rows.add(exchange.row().toString()));
        site.lookups().forEach(lookup -> rows.add(lookup.toString()));
        site.certificates().keySet().forEach(sha256 -> rows.add("certificate " + sha256));
        return rows;
    }

    private static List<String> rowsWithCaptures(SiteRows site) {
        List<String> rows = rows(site);
        site.connections().forEach(row -> rows.add(row.toString()));
        return rows;
    }

    private static SiteRows run(Captures captures, List<Unit> units) throws IOException {
        return SiteRows.run("site", captures, units, ALL);
    }

    private static List<Unit> wholeFiles(Captures captures) {
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < captures.count(); i++) {
            units.add(new Unit(i, i, 0, Long.MAX_VALUE, null));
        }
        return units;
    }

    private void compare(String what, List<String> expected, List<String> actual) {
        tried++;
        if (!expected.equals(actual) && failures.size() < 100) {
            List<String> missing = new ArrayList<>(expected);
            actual.forEach(missing::remove);
            List<String> extra = new ArrayList<>(actual);
            expected.forEach(extra::remove);
            failures.add(what + ": " + difference(missing, extra));
        }
    }

    /** The rows that differ; of a row that has a counterpart, the columns that differ. */
    private static String difference(List<String> missing, List<String> extra) {
        missing.removeIf(row -> row.startsWith("certificate"));
        extra.removeIf(row -> row.startsWith("certificate"));
        if (missing.size() != extra.size()) {
            return missing.size() + " rows for " + extra.size() + ": " + missing + extra;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < missing.size(); i++) {
            String[] uncut = missing.get(i).split(", ", -1);
            String[] cut = extra.get(i).split(", ", -1);
            text.append(uncut[0]);
            for (int column = 1; column < Math.min(uncut.length, cut.length); column++) {
                if (!uncut[column].equals(cut[column])) {
                    text.append("\n    ").append(uncut[column]).append(" | ").append(cut[column]);
                }
            }
        }
        return text.toString();
    }

    private void report(String kind) {
        System.out.printf("%s: %d cuts tried, %d failures%n", kind, tried, failures.size());
        assertEquals("", String.join("\n", failures));
    }

    @Test
    void filesMayBeCutAtAnyPacket() throws IOException {
        cutAtPackets(CorpusFolder.captures(), SAMPLED_CUTS);
        assertTrue(tried > 5000, "cuts tried: " + tried);
        report("files cut at packets");
    }

    /** In the midst of every StartTLS dialogue that was recorded of real servers. */
    @Test
    void dialoguesMayBeCutAtAnyPacket() throws IOException {
        cutAtPackets(CorpusFolder.dataSet("starttls"), 3 * SAMPLED_CUTS);
        assertTrue(tried > 800, "cuts tried: " + tried);
        report("dialogues cut at packets");
    }

    /** At every packet of the captures that once came out wrong. */
    @Test
    void faultsMayBeCutAtAnyPacket() throws IOException {
        cutAtPackets(FaultsTest.captures(), Integer.MAX_VALUE);
        assertTrue(tried > 200, "cuts tried: " + tried);
        report("faults cut at packets");
    }

    private void cutAtPackets(List<Path> captures, int sampled) throws IOException {
        Random random = new Random(7);
        for (Path capture : captures) {
            String name = capture.getFileName().toString();
            CutCapture cut = new CutCapture(new BytesSource(name, Files.readAllBytes(capture)));
            int packets = cut.packets();
            if (packets < 2 || !cut.isWritable()) {
                continue;
            }
            Captures one = cut.cutAt();
            List<String> expected = rows(run(one, wholeFiles(one)));
            int stride = EXHAUSTIVE ? 1 : Math.max(1, packets / sampled);
            int first = EXHAUSTIVE ? 1 : 1 + random.nextInt(stride);
            for (int at = first; at < packets; at += stride) {
                Captures two = cut.cutAt(at);
                compare(name + " cut at " + at, expected, rows(run(two, wholeFiles(two))));
            }
            for (int i = 0; i < MULTI_CUTS; i++) {
                int wanted = 1 + random.nextInt(Math.min(packets - 1, 40));
                int[] cuts = random.ints(1, packets).distinct().limit(wanted).sorted().toArray();
                Captures many = cut.cutAt(cuts);
                compare(
                        name + " cut at " + java.util.Arrays.toString(cuts),
                        expected,
                        rows(run(many, wholeFiles(many))));
            }
        }
    }

    /** Inside HTTP messages, between request and response, on connections with many of both. */
    @Test
    void exchangesMayBeCutAtAnyPacket() throws IOException {
        Path capture = Path.of("../datasets/ocsp/ocsp.pcap");
        CutCapture cut = new CutCapture(new BytesSource("ocsp", Files.readAllBytes(capture)));
        Captures one = cut.cutAt();
        SiteRows whole = run(one, wholeFiles(one));
        assertEquals(56, whole.exchanges().size());
        List<String> expected = rows(whole);
        for (int at = 1; at < cut.packets(); at++) {
            Captures two = cut.cutAt(at);
            compare("ocsp cut at " + at, expected, rows(run(two, wholeFiles(two))));
        }
        Captures all = cut.cutAt(java.util.stream.IntStream.range(1, cut.packets()).toArray());
        compare("ocsp cut at all", expected, rows(run(all, wholeFiles(all))));
        report("exchanges cut at packets");
    }

    /** Files that overlap in time, as the queues of a network card record them. */
    @Test
    void packetsMayBeDealtToSeveralFiles() throws IOException {
        for (Path capture : CorpusFolder.captures()) {
            String name = capture.getFileName().toString();
            CutCapture cut = new CutCapture(new BytesSource(name, Files.readAllBytes(capture)));
            if (cut.packets() < 2 || !cut.isWritable() || !cut.isInOrder()) {
                continue;
            }
            Captures one = cut.cutAt();
            Captures two = cut.dealt(2);
            List<Unit> units = List.of(new Unit(0, 0, 0, Long.MAX_VALUE, null));
            compare(name + " in two files at once", rows(run(one, units)), rows(run(two, units)));
        }
        assertTrue(tried > 200, "captures tried: " + tried);
        report("captures dealt to two files");
    }

    @Test
    void filesMayBeSplitAtAnyByte() throws IOException {
        int[] sizes = {1 << 10, 4 << 10, 64 << 10};
        for (Path capture : CorpusFolder.captures()) {
            String name = capture.getFileName().toString();
            BytesSource source = new BytesSource(name, Files.readAllBytes(capture));
            CaptureHead head = CaptureHead.read(source);
            if (head.damage() != null || !head.isSplittable()) {
                continue;
            }
            Captures one = CutCapture.of(List.of(source));
            Function<SiteRows, List<String>> all = CutsDoNotMatterTest::rowsWithCaptures;
            List<String> expected = all.apply(run(one, wholeFiles(one)));
            for (int size : sizes) {
                if (!EXHAUSTIVE && source.length() / size > 200) {
                    continue;
                }
                List<Unit> units = new ArrayList<>();
                for (long start = 0; start < source.length(); start += size) {
                    units.add(new Unit(units.size(), 0, start, start + size, null));
                }
                SiteRows split = SiteRows.runProven("site", one, units, ALL);
                compare(name + " in splits of " + size, expected, all.apply(split));
            }
        }
        assertTrue(tried > 1000, "splits tried: " + tried);
        report("byte splits");
    }
}
