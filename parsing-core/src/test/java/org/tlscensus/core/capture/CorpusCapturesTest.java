package org.tlscensus.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;

/** Every capture of the corpus has the packets, bytes and times that TShark counted. */
class CorpusCapturesTest {
    private static final String CUSTOM_BLOCKS = "TShark counts custom blocks as packets";
    private static final String PASSED = "TShark stops at the damage; it is passed here";

    /** Captures that differ, and why we are right. */
    private static final Map<String, String> REVIEWED =
            Map.of(
                    "gopacket-pcapgo-tests-be-test102.pcapng", CUSTOM_BLOCKS,
                    "gopacket-pcapgo-tests-be-test202.pcapng", CUSTOM_BLOCKS,
                    "gopacket-pcapgo-tests-be-test017.pcapng", CUSTOM_BLOCKS,
                    "gopacket-pcapgo-tests-be-test018.pcapng", CUSTOM_BLOCKS,
                    "gopacket-pcapgo-tests-be-test901.pcapng",
                            "TShark stops at a block of an unknown type; it is skipped here",
                    "suricata-verify-bug-1450-04-tls_DER-incomplete-header.pcap", PASSED,
                    "suricata-verify-bug-1450-05-tls_DER-incomplete-content.pcap", PASSED,
                    "ndpi-fuzz-2021-06-07-c6c72a0a56.pcap",
                            "a fraction of more than a second, which TShark takes for negative",
                    "zeek-vntag.pcap",
                            "three packets in 240 ns, which the facts sorted as doubles");

    @Test
    void packetsBytesAndTimesAreTsharks() throws IOException {
        List<String> differences = new ArrayList<>();
        int captures = 0;
        for (Path capture : CorpusFolder.captures()) {
            captures++;
            String facts = CorpusFolder.facts(capture).get(0);
            String difference = compare(capture, facts);
            if (difference != null && !REVIEWED.containsKey(capture.getFileName().toString())) {
                differences.add(capture.getFileName() + ": " + difference);
            }
        }
        System.out.println("captures compared with TShark's counts: " + captures);
        assertTrue(captures > 600, "captures found: " + captures);
        assertEquals(List.of(), differences);
    }

    private static String compare(Path capture, String facts) throws IOException {
        long packets = 0;
        long bytes = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        List<Damage> damages;
        try (ByteSource source = new FileByteSource(capture);
                CaptureReader reader = CaptureReader.open(source)) {
            while (reader.next()) {
                packets++;
                bytes += reader.capturedLength();
                if (reader.hasTime()) {
                    first = Math.min(first, reader.timeNanos());
                    last = Math.max(last, reader.timeNanos());
                }
            }
            damages = reader.damages();
        }
        String ours = packets + " packets, " + bytes + " bytes";
        String theirs = number(facts, "packets") + " packets, " + number(facts, "bytes") + " bytes";
        if (last >= first && number(facts, "packets").equals(String.valueOf(packets))) {
            ours += ", " + first / 1000 + " to " + last / 1000;
            theirs += ", " + micros(facts, "first_time") + " to " + micros(facts, "last_time");
        }
        return ours.equals(theirs) ? null : ours + "; TShark " + theirs + "; " + damages;
    }

    private static String number(String facts, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": (\\d+)").matcher(facts);
        assertTrue(matcher.find(), name);
        return matcher.group(1);
    }

    private static String micros(String facts, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": \"([-0-9.]+)\"").matcher(facts);
        return matcher.find()
                ? new BigDecimal(matcher.group(1)).movePointRight(6).toBigInteger().toString()
                : "none";
    }
}
