package org.tlscensus.core.analysis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.ConnectionRow;

/** A dialogue in the clear of which the snap length left something out. */
class CutFramesTest {
    private static final int HEADERS = 40;
    private static final byte[] NOTHING = {};

    private final MadePackets packets = new MadePackets(MadePackets.RAW);
    private final int[] sent = {1, 1};
    private double time = 1;

    /**
     * Segments of a conversation: {@code S} is the server's, {@code C} the client's, and a number
     * behind it tells how many bytes of the payload were captured; {@code =} sends the last one
     * again, {@code -} leaves it out.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    all of it                  | S:220 a S:250-a,250-STARTTLS,250_b C:MAIL S:250_ok      | [] true
                    the list                   | S:220 a S9:250-a,250-STARTTLS,250_b C:MAIL S:250_ok     | [cleartext_incomplete] null
                    the list, nothing behind   | S:220 a S9:250-a,250-STARTTLS,250_b C:MAIL              | [cleartext_incomplete] null
                    whole in another copy      | S:220 a S9:250-a,250-STARTTLS,250_b = C:MAIL S:250_ok   | [] true
                    lost, not cut              | S:220 a -:250-a,250-STARTTLS,250_b C:MAIL S:250_ok      | [] null
                    only a part of a command   | S:220 a S:250-a,250-STARTTLS,250_b C4:MAIL_FROM S:250_ok | [cleartext_incomplete] true
                    """)
    void areNamed(String what, String script, String expected) throws IOException {
        segment(true, 2, 0, 0, NOTHING, 0);
        segment(false, 0x12, 0, 1, NOTHING, 0);
        line(true, "EHLO a\r\n", 99);
        byte[] last = NOTHING;
        for (String word : script.replace("S:220 a", "S:220_a").split(" ", -1)) {
            if (word.equals("=")) {
                sent[1] -= last.length;
                segment(false, 0x18, sent[1], sent[0], last, last.length);
                sent[1] += last.length;
                continue;
            }
            String[] parts = word.split(":", 2);
            String text = parts[1].replace(",", "\r\n").replace('_', ' ') + "\r\n";
            last = text.getBytes(US_ASCII);
            if (parts[0].equals("-")) {
                sent[1] += last.length;
            } else {
                String kept = parts[0].substring(1);
                line(
                        parts[0].startsWith("C"),
                        text,
                        kept.isEmpty() ? last.length : Integer.parseInt(kept));
            }
        }
        assertEquals(expected, row(), what);
    }

    /** In TLS other words tell what is missing. */
    @ParameterizedTest
    @CsvSource({"60, '[handshake_message_incomplete]'", "400, '[]'"})
    void aHelloIsNoCleartext(int kept, String expected) throws IOException {
        segment(true, 2, 0, 0, NOTHING, 0);
        segment(false, 0x12, 0, 1, NOTHING, 0);
        byte[] hello = MadeArchive.clientHello(1);
        segment(true, 0x18, 1, 1, hello, kept);
        segment(false, 0x18, 1, 1 + hello.length, MadeArchive.SERVER_HELLO, 999);
        assertEquals(expected, onlyRow().anomalies().toString());
    }

    private void line(boolean isClients, String text, int kept) {
        byte[] payload = text.getBytes(US_ASCII);
        int own = isClients ? 0 : 1;
        segment(isClients, 0x18, sent[own], sent[1 - own], payload, kept);
        sent[own] += payload.length;
    }

    private void segment(
            boolean isClients,
            int flags,
            int sequence,
            int acknowledgment,
            byte[] payload,
            int kept) {
        ByteBuffer packet = ByteBuffer.allocate(HEADERS + payload.length);
        packet.putShort((short) 0x4500).putShort((short) packet.capacity());
        packet.putInt(8, 0x40060000);
        packet.putInt(12, isClients ? 0x0a000001 : 0x0a000002);
        packet.putInt(16, isClients ? 0x0a000002 : 0x0a000001);
        packet.putShort(20, (short) (isClients ? 40_000 : 25));
        packet.putShort(22, (short) (isClients ? 25 : 40_000));
        packet.putInt(24, sequence).putInt(28, acknowledgment);
        packet.put(32, (byte) 0x50).put(33, (byte) flags);
        packet.position(HEADERS).put(payload);
        int length = HEADERS + Math.min(kept, payload.length);
        time += 0.01;
        packets.add(time, Arrays.copyOf(packet.array(), length), packet.capacity());
    }

    private String row() throws IOException {
        ConnectionRow row = onlyRow();
        return row.anomalies() + " " + row.starttls().offered();
    }

    private ConnectionRow onlyRow() throws IOException {
        CaptureSplit whole = new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null);
        List<ConnectionRow> rows =
                SiteRows.run("s", packets.captures(), List.of(whole), AnalysisOptions.DEFAULTS)
                        .connections();
        assertEquals(1, rows.size());
        return rows.get(0);
    }
}
