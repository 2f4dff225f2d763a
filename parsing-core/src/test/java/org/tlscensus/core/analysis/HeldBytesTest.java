package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.row.ConnectionRow;

/** What had to wait, since it was not clear whether it is TLS, has the time at which it came. */
class HeldBytesTest {
    private static final byte[] FROM_CLIENT = HexFormat.of().parseHex("0a000001c00002019c400019");
    private static final byte[] FROM_SERVER = HexFormat.of().parseHex("c00002010a00000100199c40");
    private static final byte[] HELLO = MadeArchive.clientHello(1);
    private static final byte[] KEY = HexFormat.of().parseHex("160303000410000000");

    private final List<byte[]> packets = new ArrayList<>();
    private int time; // in packets, which are a millisecond apart
    private int client = 1000;
    private int server = 5000;

    /** A packet each; what stands in brackets was not captured. */
    private void play(String script) {
        for (String each : script.split(" ", -1)) {
            boolean isLost = each.startsWith("(");
            String what = isLost ? each.substring(1, each.length() - 1) : each;
            boolean isClient = Character.isUpperCase(what.charAt(0));
            byte[] payload = payload(what.toLowerCase(Locale.ROOT));
            int sequence = isClient ? client : server;
            if (!isLost) {
                packets.add(
                        MadeArchive.packet(
                                time,
                                isClient ? FROM_CLIENT : FROM_SERVER,
                                what.equals("SYN") ? MadeArchive.SYN : MadeArchive.PUSH_ACK,
                                what.equals("SYN") ? sequence - 1 : sequence,
                                isClient ? server : client,
                                payload));
            }
            client += isClient ? payload.length : 0;
            server += isClient ? 0 : payload.length;
            time++;
        }
    }

    private static byte[] payload(String what) {
        return switch (what) {
            case "ehlo" -> "EHLO me.example\r\n".getBytes(StandardCharsets.US_ASCII);
            case "starttls" -> "STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII);
            case "greeting" -> "220 mx.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII);
            case "offer" -> "250-mx\r\n250 STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII);
            case "ready" -> "220 go\r\n".getBytes(StandardCharsets.US_ASCII);
            case "hello" -> HELLO;
            case "hel" -> Arrays.copyOf(HELLO, 20);
            case "lo" -> Arrays.copyOfRange(HELLO, 20, HELLO.length);
            case "key" -> KEY;
            case "answer" -> MadeArchive.SERVER_HELLO;
            default -> new byte[0];
        };
    }

    @ParameterizedTest
    @CsvSource({
        "SYN greeting EHLO offer STARTTLS ready HELLO answer KEY, 6",
        "SYN EHLO STARTTLS HELLO KEY, 3",
        "SYN EHLO STARTTLS HEL LO KEY, 4",
        "SYN EHLO STARTTLS HELLO, 3",
        "SYN greeting EHLO offer STARTTLS (ready) HELLO answer KEY, 6",
        "SYN greeting EHLO offer STARTTLS (ready) HEL LO (answer) KEY KEY, 7",
        "SYN greeting EHLO offer STARTTLS HEL ready LO answer KEY, 7",
        "SYN greeting EHLO offer STARTTLS HELLO ready answer KEY, 5"
    })
    void theHelloHasItsTime(String script, int expected) throws IOException {
        play(script);
        for (int at = 0; at < packets.size(); at++) {
            Instant hello = row(at == 0 ? new int[0] : new int[] {at}).tls().clientHelloTime();
            Instant start = Instant.ofEpochSecond(1_700_000_000);
            assertEquals(expected, Duration.between(start, hello).toMillis(), "cut at " + at);
        }
    }

    private ConnectionRow row(int... cuts) throws IOException {
        byte[] file = MadeArchive.file(packets);
        Captures captures = new CutCapture(new BytesSource("made", file)).cutAt(cuts);
        List<CaptureSplit> splits = new ArrayList<>();
        for (int i = 0; i < captures.count(); i++) {
            splits.add(new CaptureSplit(i, i, 0, Long.MAX_VALUE, null));
        }
        List<ConnectionRow> rows =
                SiteRows.run("s", captures, splits, AnalysisOptions.DEFAULTS).connections();
        assertEquals(1, rows.size(), "rows");
        return rows.get(0);
    }
}
