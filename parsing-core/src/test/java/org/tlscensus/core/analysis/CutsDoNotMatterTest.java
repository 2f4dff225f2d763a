package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.FaultsFolder;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.capture.CaptureFormat;
import org.tlscensus.core.capture.CaptureHead;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.packet.Bytes;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.tls.keys.KeyLog;

/**
 * The one hard invariant: rows are a function of the packets, not of how the archive was cut into
 * files and splits.
 *
 * <p>By default a sample of the cuts is tried, so that a build stays short; {@code
 * -Dcensus.all-cuts=true} tries them all.
 */
class CutsDoNotMatterTest {
    static final AnalysisOptions ALL =
            new AnalysisOptions(
                            AnalysisOptions.DEFAULTS.tcpIdleNanos(),
                            AnalysisOptions.DEFAULTS.udpIdleNanos(),
                            true,
                            false,
                            AnalysisOptions.DEFAULTS.limits(),
                            null)
                    .withPacketSequence(30);

    private static final AnalysisOptions DEFAULTS = AnalysisOptions.DEFAULTS;

    private static final boolean EXHAUSTIVE = Boolean.getBoolean("census.all-cuts");
    private static final int MULTI_CUTS = EXHAUSTIVE ? 50 : 3;
    private static final int SAMPLED_CUTS = 20;

    // Link types (tcpdump.org's registry).
    private static final int ETHERNET = 1;
    private static final int IEEE_802_11 = 105;
    private static final int USER_0 = 147; // what is in such a packet cannot be known

    private final List<String> failures = new ArrayList<>();
    private int tried;
    private int failed; // of which the first ones are in the list

    /** Everything but the names of the files: those are what differs. */
    static List<String> rows(SiteRows site) {
        List<String> rows = new ArrayList<>();
        for (ConnectionRow row : site.connections()) {
            String text = row.toString();
            rows.add(text.substring(0, text.lastIndexOf(", captures=")));
        }
        site.exchanges().forEach(exchange -> rows.add(exchange.row().toString()));
        site.lists().forEach(list -> rows.add(list.toString()));
        site.lookups().forEach(lookup -> rows.add(lookup.toString()));
        site.certificates().keySet().forEach(sha256 -> rows.add("certificate " + sha256));
        return rows;
    }

    private static List<String> rowsWithCaptures(SiteRows site) {
        List<String> rows = rows(site);
        site.connections().forEach(row -> rows.add(row.toString()));
        return rows;
    }

    /** Splits of so many files. */
    private static List<CaptureSplit> packed(Captures captures, int files) {
        List<CaptureSplit> splits = new ArrayList<>();
        for (int first = 0; first < captures.count(); first += files) {
            int count = Math.min(files, captures.count() - first);
            splits.add(new CaptureSplit(splits.size(), first, count, 0, Long.MAX_VALUE, null));
        }
        return splits;
    }

    private static SiteRows run(Captures captures, List<CaptureSplit> splits) throws IOException {
        return SiteRows.run("site", captures, splits, ALL);
    }

    private static List<CaptureSplit> wholeFiles(Captures captures) {
        List<CaptureSplit> splits = new ArrayList<>();
        for (int i = 0; i < captures.count(); i++) {
            splits.add(new CaptureSplit(i, i, 0, Long.MAX_VALUE, null));
        }
        return splits;
    }

    private void compare(String what, List<String> expected, List<String> actual) {
        tried++;
        if (expected.equals(actual)) {
            return;
        }
        failed++;
        if (failures.size() < 100) {
            List<String> missing = new ArrayList<>(expected);
            actual.forEach(missing::remove);
            List<String> extra = new ArrayList<>(actual);
            expected.forEach(extra::remove);
            failures.add(what + ": " + difference(missing, extra));
        }
    }

    /** The rows that differ; of a row that has a counterpart, the columns that differ. */
    static String difference(List<String> missing, List<String> extra) {
        missing.removeIf(row -> row.startsWith("certificate"));
        extra.removeIf(row -> row.startsWith("certificate"));
        if (missing.size() != extra.size()) {
            return missing.size() + " rows for " + extra.size() + ": " + missing + extra;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < missing.size(); i++) {
            if (missing.get(i).startsWith("part-")) {
                text.append("\n    ").append(missing.get(i)).append(" | ").append(extra.get(i));
                continue;
            }
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
        System.out.printf("%s: %d cuts tried, %d failures%n", kind, tried, failed);
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

    /** All that once came out wrong, with the secrets that are known. */
    @Test
    void allFaultsMayBeCutAtAnyPacket() throws IOException {
        Random random = new Random(13);
        for (FaultsFolder.Fault fault : FaultsFolder.all()) {
            List<BytesSource> files = new ArrayList<>();
            for (Path file : fault.files()) {
                files.add(new BytesSource(file.toString(), Files.readAllBytes(file)));
            }
            CutCapture cut = CutCapture.merged(files);
            cutAtPackets(fault.name(), cut, fault.secrets(), SAMPLED_CUTS, random);
        }
        assertTrue(tried > 1000, "cuts tried: " + tried);
        report("all faults cut at packets");
    }

    private void cutAtPackets(List<Path> captures, int sampled) throws IOException {
        Random random = new Random(7);
        for (Path capture : captures) {
            String name = capture.getFileName().toString();
            CutCapture cut = new CutCapture(new BytesSource(name, Files.readAllBytes(capture)));
            cutAtPackets(name, cut, KeyLog.EMPTY, sampled, random);
        }
    }

    private void cutAtPackets(
            String name, CutCapture cut, KeyLog secrets, int sampled, Random random)
            throws IOException {
        int packets = cut.packets();
        if (packets < 2 || !cut.isWritable()) {
            return;
        }
        List<String> expected = rowsOfFiles(cut.cutAt(), secrets);
        int stride = EXHAUSTIVE ? 1 : Math.max(1, packets / sampled);
        int first = EXHAUSTIVE ? 1 : 1 + random.nextInt(stride);
        for (int at = first; at < packets; at += stride) {
            compare(name + " cut at " + at, expected, rowsOfFiles(cut.cutAt(at), secrets));
        }
        for (int i = 0; i < MULTI_CUTS; i++) {
            int wanted = 1 + random.nextInt(Math.min(packets - 1, 40));
            int[] cuts = random.ints(1, packets).distinct().limit(wanted).sorted().toArray();
            compare(
                    name + " cut at " + Arrays.toString(cuts),
                    expected,
                    rowsOfFiles(cut.cutAt(cuts), secrets));
        }
    }

    private static List<String> rowsOfFiles(Captures files, KeyLog secrets) throws IOException {
        return rows(run(new WithSecrets(files, secrets), wholeFiles(files)));
    }

    /** Where one packet holds parts of several datagrams, and datagrams come in many packets. */
    @Test
    void wrappedPacketsMayBeCutAnywhere() throws IOException {
        List<CaptureFormat.Packet> packets = packets(Path.of("../datasets/ocsp/ocsp.pcap"), 60);
        cutEverywhere("CAPWAP fragments", ETHERNET, capwapFragments(packets));
        cutEverywhere("halves in aggregates", IEEE_802_11, halvesInAggregates(packets));
        report("wrapped packets");
    }

    private static List<CaptureFormat.Packet> capwapFragments(List<CaptureFormat.Packet> packets) {
        List<CaptureFormat.Packet> wrapped = new ArrayList<>();
        for (CaptureFormat.Packet packet : packets) {
            byte[] id = Bytes.u16(wrapped.size());
            byte[] frame = packet.bytes();
            byte[] first = Arrays.copyOf(frame, 32);
            byte[] rest = Arrays.copyOfRange(frame, 32, frame.length);
            for (byte[] capwap :
                    List.of(
                            Bytes.bytes("00 100080", id, "0000", first),
                            Bytes.bytes("00 1000c0", id, "0020", rest))) {
                byte[] udp = Bytes.ip(4, 17, Bytes.udp(50_000, 5247, capwap));
                for (byte[] part : Bytes.fragments(udp, wrapped.size())) {
                    wrapped.add(
                            new CaptureFormat.Packet(packet.timeNanos(), Bytes.ethernetIp(part)));
                }
            }
        }
        return wrapped;
    }

    /** Each packet brings the rest of the datagram before, a whole one, and half of the next. */
    private static List<CaptureFormat.Packet> halvesInAggregates(
            List<CaptureFormat.Packet> packets) {
        List<CaptureFormat.Packet> wrapped = new ArrayList<>();
        byte[] rest = Bytes.ethernet(0x0806, new byte[28]);
        for (int i = 0; i + 1 < packets.size(); i += 2) {
            byte[] frame = packets.get(i + 1).bytes();
            byte[] ip = Arrays.copyOfRange(frame, 14, frame.length);
            byte[][] parts = Bytes.fragments(ip, i);
            byte[] half = Bytes.ethernetIp(parts[0]);
            byte[] all = Bytes.aggregate(rest, packets.get(i).bytes(), half);
            rest = Bytes.ethernetIp(parts[1]);
            wrapped.add(
                    new CaptureFormat.Packet(
                            packets.get(i).timeNanos(), Bytes.wifi("8801", "8000", all)));
        }
        return wrapped;
    }

    private void cutEverywhere(String name, int linkType, List<CaptureFormat.Packet> packets)
            throws IOException {
        byte[] capture = CaptureFormat.PCAPNG_LITTLE.write(linkType, packets);
        CutCapture cut = new CutCapture(new BytesSource(name, capture));
        Captures one = cut.cutAt();
        SiteRows whole = run(one, wholeFiles(one));
        assertTrue(whole.connections().size() > 1);
        for (int at = 1; at < cut.packets(); at++) {
            Captures two = cut.cutAt(at);
            SiteRows parts = run(two, wholeFiles(two));
            compare(name + " cut at " + at, rows(whole), rows(parts));
            compare(name + " cut at " + at, List.of(counts(whole)), List.of(counts(parts)));
        }
    }

    /** Packets per outcome and frames, over all files. */
    private static String counts(SiteRows site) {
        Map<String, Long> counts = new TreeMap<>();
        for (CapturePart part : site.captures()) {
            part.packetsByReason()
                    .forEach((reason, count) -> counts.merge(reason, count, Long::sum));
            part.anomalies().forEach((anomaly, count) -> counts.merge(anomaly, count, Long::sum));
        }
        counts.values().removeIf(count -> count == 0);
        return counts.toString();
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

    /** Between queries and answers by UDP and TCP. */
    @Test
    void lookupsMayBeCutAtAnyPacket() throws IOException {
        Path capture = Path.of("../datasets/dns/dns.pcap");
        assertEquals(44, SiteRows.of("site", capture, ALL).lookups().size());
        cutAtPackets(List.of(capture), Integer.MAX_VALUE);
        report("lookups cut at packets");
    }

    /** Inside revocation lists while they are downloaded. */
    @Test
    void listsMayBeCutAtAnyPacket() throws IOException {
        Path capture = Path.of("../datasets/crl/crl.pcap");
        assertEquals(14, SiteRows.of("site", capture, ALL).lists().size());
        cutAtPackets(List.of(capture), Integer.MAX_VALUE);
        report("lists cut at packets");
    }

    /** Many small files in a split: the rows of one file, and each file's account its own. */
    @Test
    void filesMayShareSplits() throws IOException {
        Random random = new Random(11);
        for (Path capture : CorpusFolder.captures()) {
            String name = capture.getFileName().toString();
            CutCapture cut = new CutCapture(new BytesSource(name, Files.readAllBytes(capture)));
            if (cut.packets() < 2 || !cut.isWritable()) {
                continue;
            }
            int longest = EXHAUSTIVE ? cut.packets() : 1 + cut.packets() / 4;
            int perFile = Math.max(cut.packets() / 400, 1 + random.nextInt(longest));
            Captures files = cut.cutEvery(perFile);
            int perSplit = 1 + random.nextInt(files.count());
            String what = name + " in files of " + perFile + ", splits of " + perSplit;
            Captures one = cut.cutAt();
            SiteRows packed = SiteRows.run("site", files, packed(files, perSplit), DEFAULTS);
            SiteRows apart = SiteRows.run("site", files, wholeFiles(files), DEFAULTS);
            compare(what, rowsWithCaptures(apart), rowsWithCaptures(packed));
            compare(what, accounts(apart), accounts(packed));
            List<String> uncut = rows(SiteRows.run("site", one, wholeFiles(one), DEFAULTS));
            compare(what, uncut, rows(packed));
        }
        assertTrue(tried > 600, "captures tried: " + tried);
        report("files in shared splits");
    }

    /** Without anomalies of a split, which depend on where it ends. */
    private static List<String> accounts(SiteRows site) {
        List<String> accounts = new ArrayList<>();
        site.accounts()
                .forEach(
                        (capture, account) ->
                                accounts.add(
                                        capture
                                                + " "
                                                + account.replaceAll(
                                                        "(, )?lookahead_bound=\\d+", "")));
        return accounts;
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
            List<CaptureSplit> splits = List.of(new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null));
            List<String> expected = rows(run(one, splits));
            for (int files : new int[] {2, Math.min(cut.packets(), 200)}) {
                Captures dealt = cut.dealt(files);
                compare(name + " in " + files + " files", expected, rows(run(dealt, splits)));
            }
        }
        assertTrue(tried > 200, "captures tried: " + tried);
        report("captures dealt to two files");
    }

    /** Files that {@code cat} made: what follows the seam is laid out and timed otherwise. */
    @Test
    void joinedFilesMayBeSplitAtAnyByte() throws IOException {
        List<CaptureFormat.Packet> packets = packets(Path.of("../datasets/ocsp/ocsp.pcap"), 60);
        for (CaptureFormat one : CaptureFormat.values()) {
            for (CaptureFormat other : CaptureFormat.values()) {
                ByteArrayOutputStream joined = new ByteArrayOutputStream();
                joined.writeBytes(one.write(ETHERNET, packets.subList(0, 20)));
                joined.writeBytes(other.write(ETHERNET, packets.subList(20, 40)));
                joined.writeBytes(one.write(USER_0, packets.subList(0, 2)));
                joined.writeBytes(other.write(ETHERNET, packets.subList(40, 60)));
                BytesSource source = new BytesSource(one + " and " + other, joined.toByteArray());
                splitAtBytes(source, new int[] {307, 2003});
            }
        }
        assertEquals(128, tried);
        report("byte splits of joined files");
    }

    private static List<CaptureFormat.Packet> packets(Path capture, int count) throws IOException {
        List<CaptureFormat.Packet> packets = new ArrayList<>();
        BytesSource source = new BytesSource("packets", Files.readAllBytes(capture));
        try (CaptureReader reader = CaptureReader.open(source)) {
            while (packets.size() < count && reader.next()) {
                int from = reader.offset();
                int to = from + reader.capturedLength();
                packets.add(
                        new CaptureFormat.Packet(
                                reader.timeNanos(), Arrays.copyOfRange(reader.bytes(), from, to)));
            }
        }
        return packets;
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
            splitAtBytes(source, sizes);
        }
        assertTrue(tried > 1000, "splits tried: " + tried);
        report("byte splits");
    }

    private void splitAtBytes(BytesSource source, int[] sizes) throws IOException {
        Captures one = CutCapture.of(List.of(source));
        Function<SiteRows, List<String>> all = CutsDoNotMatterTest::rowsWithCaptures;
        List<String> expected = all.apply(run(one, wholeFiles(one)));
        for (int size : sizes) {
            if (!EXHAUSTIVE && source.length() / size > 200) {
                continue;
            }
            List<CaptureSplit> splits = new ArrayList<>();
            for (long start = 0; start < source.length(); start += size) {
                splits.add(new CaptureSplit(splits.size(), 0, start, start + size, null));
            }
            SiteRows split = SiteRows.runProven("site", one, splits, ALL);
            compare(source.name() + " in splits of " + size, expected, all.apply(split));
        }
    }
}
