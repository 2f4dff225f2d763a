package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.flow.TcpStream;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.Segment;
import org.tlscensus.core.wire.Side;

/**
 * A packet is written as its sender, its sequence number, what it acknowledges, and its bytes; a
 * null byte as a dot, a FIN as an exclamation mark.
 */
class AnswerOrderTest {
    private static final Pattern PACKET = Pattern.compile("([cs])([0-9]+):([0-9]+)([a-z.]*)(!?)");

    private record Sent(int tcpFlags, int sequenceNumber, int acknowledgmentNumber, byte[] payload)
            implements Segment {
        @Override
        public byte[] payloadBytes() {
            return payload;
        }

        @Override
        public int payloadOffset() {
            return 0;
        }

        @Override
        public int payloadLength() {
            return payload.length;
        }

        @Override
        public int payloadOriginalLength() {
            return payload.length;
        }
    }

    /**
     * Bytes of both sides as they come out: the client's in small letters, the other's in large.
     */
    private final StringBuilder written = new StringBuilder();

    private final TcpStream[] streams = {stream(false), stream(true)};
    private final AnswerOrder order = new AnswerOrder(streams, AnalysisLimits.DEFAULTS);

    private TcpStream stream(boolean isLarge) {
        return TcpStream.remembering(
                1 << 20,
                new TcpStream.Receiver() {
                    @Override
                    public void bytes(long timeNanos, byte[] bytes, int offset, int length) {
                        String text =
                                new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
                        written.append(
                                (isLarge ? text.toUpperCase(Locale.ROOT) : text)
                                        .replace('\0', '.'));
                    }

                    @Override
                    public void gap(long missingBytes) {
                        written.append('[').append(missingBytes).append(']');
                    }
                });
    }

    private void play(String packets, int initial) {
        for (TcpStream stream : streams) {
            stream.start(initial);
        }
        give(packets, initial);
        end();
    }

    private void give(String packets, int initial) {
        long time = 0;
        for (String packet : packets.split(" ", -1)) {
            Matcher of = PACKET.matcher(packet);
            assertEquals(true, of.matches(), packet);
            Side sender = of.group(1).equals("c") ? Side.CLIENT : Side.SERVER;
            int flags = PacketDecoder.ACK | (of.group(5).isEmpty() ? 0 : PacketDecoder.FIN);
            int sequence = initial + Integer.parseInt(of.group(2));
            int acknowledged = initial + Integer.parseInt(of.group(3));
            byte[] bytes = of.group(4).replace('.', '\0').getBytes(StandardCharsets.ISO_8859_1);
            streams[sender.other().ordinal()].acknowledged(acknowledged);
            Sent segment = new Sent(flags, sequence, acknowledged, bytes);
            order.segment(sender, sequence, time++, segment);
        }
    }

    private void end() {
        order.end();
        for (TcpStream stream : streams) {
            stream.end();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            in order                  | c0:0ab s0:2wx c2:2cd s2:4yz          | abWXcdYZ       | false
            answers before questions  | s0:2wx c0:0ab s2:4yz c2:2cd          | abWXcdYZ       | false
            all answers before        | s0:2wx s2:4yz c0:0ab c2:2cd          | abWXcdYZ       | false
            a question that is missed | s0:2wx s2:2yz                        | WXYZ           | false
            an answer ahead of a hole | s0:4wx c0:0ab c2:0cd                 | abcdWX         | false
            padding                   | c0:0...... c0:0abcdefgh s0:8wx       | abcdefghWX     | true
            padding for a VLAN's tag  | c0:0.. c0:0abcdefgh                  | abcdefgh       | true
            between                   | c0:0.... c0:0abcdefgh                | abcdefgh       | true
            seen twice                | c0:0.. c0:0.. c0:0abcd               | abcd           | true
            behind other bytes        | c0:0ab c2:0.. s0:2wx c2:2cd          | abWXcd         | true
            before shorter bytes      | c0:0...... c0:0ab c2:0cd             | abcd           | true
            of the other side         | s0:0...... c0:0ab s0:2wxyz           | abWXYZ         | true
            ahead of a hole           | c2:0.. c0:0ab c2:0cd                 | abcd           | true
            in place of a FIN         | c0:0ab c2:0...... c2:0!              | ab             | false
            the stream's own: acked   | c0:0.. s0:2wx                        | ..WX           | false
            the sender goes on        | c0:0.. c2:0ab                        | ..ab           | false
            with a FIN                | c0:0.. c2:0!                         | ..             | false
            with null bytes           | c0:0.. c2:0.. c4:0.. c6:0a           | ......a        | false
            or had gone on            | c4:0ab c2:0.. c0:0cd                 | cd..ab         | false
            backwards, all of them    | c6:0ab c4:0.. c2:0.. c0:0cd          | cd....ab       | false
            sent again, with more     | c0:0.. c0:0..ab                      | ..ab           | false
            one by one                | c0:0. c1:0. c2:0. c3:0a              | ...a           | false
            one by one, backwards     | c3:0a c2:0. c1:0. c0:0.              | ...a           | false
            an old place              | c0:0abcd c2:0.. c4:0ef               | abcdef         | false
            a keep-alive              | c0:0abcd c3:0. c4:0ef                | abcdef         | false
            odd in number, other data | c0:0... c0:0abcde                    | ...de          | false
            eight of them             | c0:0........ c0:0abcdefghi           | ........i      | true
            bytes sent again differ   | c0:0abcdefghijklmnop c0:0abcdefghijkXmnop | abcdefghijklmnop | true
            """)
    void comesOutInOrder(String kind, String packets, String expected, boolean differs) {
        play(packets.replace('X', 'x'), 1000);
        assertEquals(expected, written.toString(), kind);
        assertEquals(differs, order.isOverlapDifferent(), kind);
    }

    /** Of a client whose SYN was answered before it was seen; where that begins, if it comes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            it comes                      | s0:0wx        | 0 | c0:2ab        | WXab
            it had payload (RFC 7413)     | s0:2wx s2:2yz | 0 | c0:0ab c2:4cd | abWXYZcd
            it was lost                   | s0:0wx s2:2yz | - | c0:2ab c2:4cd | WXabYZcd
            and what follows it           | s0:2wx        | - | c2:2cd        | WXcd
            nothing of the client comes   | s0:0wx s2:2yz | - | s4:2uv        | WXYZUV
            """)
    void aClientWithoutItsSynIsAwaited(
            String kind, String before, Integer syn, String after, String expected) {
        int initial = 1000;
        streams[Side.SERVER.ordinal()].start(initial);
        order.await(Side.CLIENT);
        give(before, initial);
        assertEquals("", written.toString(), kind);
        if (syn != null) {
            streams[Side.CLIENT.ordinal()].start(initial + syn);
            order.begins(Side.CLIENT);
        }
        give(after, initial);
        end();
        assertEquals(expected, written.toString(), kind);
    }

    /** A segment of one byte costs more than that. */
    @ParameterizedTest
    @CsvSource({"1, 1000", "1400, 60"})
    void whatWaitsIsBounded(int size, int segments) {
        for (TcpStream stream : streams) {
            stream.start(0);
        }
        int given = 0;
        while (written.isEmpty() && given < segments) {
            Sent answer = new Sent(PacketDecoder.ACK, given * size, 50, new byte[size]);
            Arrays.fill(answer.payload(), (byte) 'w');
            order.segment(Side.SERVER, given * size, 0, answer);
            given++;
        }
        int most = AnalysisLimits.DEFAULTS.answerBytes() / (size + AnswerOrder.SEGMENT_COST);
        assertEquals(most + 1, given);
    }
}
