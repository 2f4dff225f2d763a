package org.tlscensus.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.FileByteSource;

/**
 * Packets and payload bytes per direction of every stream of the corpus are those TShark counted.
 */
class CorpusPacketsTest {
    private long compared;

    /** Packets and payload bytes by "transport source>destination". */
    private static Map<String, long[]> ours(Path capture) throws IOException {
        Map<String, long[]> counts = new HashMap<>();
        PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULTS);
        try (ByteSource source = new FileByteSource(capture);
                CaptureReader reader = CaptureReader.open(source)) {
            while (reader.next()) {
                Outcome outcome = decoder.decode(reader);
                for (; outcome != null && outcome.hasFlow(); outcome = decoder.nextFrame()) {
                    long[] count = counts.computeIfAbsent(direction(decoder), d -> new long[2]);
                    count[0]++;
                    count[1] += decoder.payloadOriginalLength();
                }
            }
        }
        return counts;
    }

    private static String direction(PacketDecoder packet) throws IOException {
        return (packet.isTcp() ? "tcp " : "udp ")
                + end(packet.sourceHigh(), packet.sourceLow(), packet.sourcePort())
                + ">"
                + end(packet.destinationHigh(), packet.destinationLow(), packet.destinationPort());
    }

    private static String end(long high, long low, int port) throws IOException {
        byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        return InetAddress.getByAddress(bytes).getHostAddress() + " " + port;
    }

    private static String end(String fact) throws IOException {
        int colon = fact.lastIndexOf(':');
        String address = fact.substring(0, colon).replace("[", "").replace("]", "");
        return InetAddress.getByName(address).getHostAddress() + " " + fact.substring(colon + 1);
    }

    private static Map<String, long[]> facts(List<String> lines) throws IOException {
        Map<String, long[]> counts = new HashMap<>();
        for (String line : lines) {
            if (line.contains("\"kind\": \"flow\"") || line.contains("\"kind\": \"connection\"")) {
                String transport = text(line, "transport");
                String client = end(text(line, "client"));
                String server = end(text(line, "server"));
                add(counts, transport + " " + client + ">" + server, line, "c2s");
                add(counts, transport + " " + server + ">" + client, line, "s2c");
            }
        }
        return counts;
    }

    private static void add(Map<String, long[]> counts, String key, String line, String side) {
        long[] count = counts.computeIfAbsent(key, k -> new long[2]);
        count[0] += Long.parseLong(text(line, "packets_" + side));
        count[1] += Long.parseLong(text(line, "payload_bytes_" + side));
    }

    private static String text(String line, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": \"?([^\",}]+)").matcher(line);
        assertTrue(matcher.find(), name + " in " + line);
        return matcher.group(1);
    }

    @Test
    void streamsAreTsharks() throws IOException {
        List<String> differences = new ArrayList<>();
        Set<String> reviewed = reviewed();
        for (Path capture : CorpusFolder.captures()) {
            String name = capture.getFileName().toString();
            Map<String, long[]> theirs = facts(CorpusFolder.facts(capture));
            Map<String, long[]> ours = ours(capture);
            int different = 0;
            for (Map.Entry<String, long[]> fact : theirs.entrySet()) {
                compared++;
                long[] mine = ours.getOrDefault(fact.getKey(), new long[2]);
                long[] other = fact.getValue();
                if ((mine[0] != other[0] || mine[1] != other[1]) && !reviewed.contains(name)) {
                    if (different++ < 3) {
                        differences.add(
                                String.format(
                                        "%s: %s: %d packets, %d bytes; TShark %d, %d",
                                        name, fact.getKey(), mine[0], mine[1], other[0], other[1]));
                    }
                }
            }
        }
        System.out.printf("%d directions compared with TShark%n", compared);
        assertTrue(compared > 5000, "directions compared: " + compared);
        assertEquals("", String.join("\n", differences));
    }

    /** Captures that were examined, with reasons, in a file beside this class. */
    private static Set<String> reviewed() throws IOException {
        try (var in = CorpusPacketsTest.class.getResourceAsStream("reviewed-captures.txt")) {
            Set<String> names = new HashSet<>();
            new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> names.add(line.substring(0, line.indexOf('|')).strip()));
            return names;
        }
    }
}
