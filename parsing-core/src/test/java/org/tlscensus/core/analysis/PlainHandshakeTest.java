package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.packet.Segment;

/** Streams of records that are met somewhere in their midst. */
class PlainHandshakeTest {
    private static final int MSS = 1448;
    private static final int FIRST_SEQUENCE = Integer.MAX_VALUE - 20_000; // wraps soon

    private record Chunk(byte[] bytes, int from, int to) implements Segment {
        @Override
        public int tcpFlags() {
            return 0x10;
        }

        @Override
        public int sequenceNumber() {
            return FIRST_SEQUENCE + from;
        }

        @Override
        public int acknowledgmentNumber() {
            return 1;
        }

        @Override
        public byte[] payloadBytes() {
            return bytes;
        }

        @Override
        public int payloadOffset() {
            return from;
        }

        @Override
        public int payloadLength() {
            return to - from;
        }

        @Override
        public int payloadOriginalLength() {
            return to - from;
        }
    }

    /** Records of a type and size; type 0 stands for bytes that are no TLS. */
    private static byte[] records(int type, int size, int count) {
        byte[] stream = new byte[(size + 5) * count];
        new Random(type * 31L + size).nextBytes(stream);
        for (int at = 0; type != 0 && at < stream.length; at += size + 5) {
            stream[at] = (byte) type;
            stream[at + 1] = 3;
            stream[at + 2] = 3;
            stream[at + 3] = (byte) (size >>> 8);
            stream[at + 4] = (byte) size;
        }
        return stream;
    }

    private static boolean isShown(byte[] stream, int from, int to, String order) {
        SegmentLog log = new SegmentLog(StreamBeginnings.unknown());
        int segment = 0;
        for (int at = from; at < to; at += MSS) {
            Chunk part = new Chunk(stream, at, Math.min(to, at + MSS));
            boolean isLost = order.equals("lossy") && segment % 40 == 7;
            if (!isLost) {
                log.add(part, part.payloadLength(), End.HIGH, segment);
            }
            if (order.equals("twice")) {
                log.add(part, part.payloadLength(), End.HIGH, segment);
            }
            segment++;
        }
        return PlainHandshake.isShown(log.toBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "22, 16384, in order, true",
        "22, 16384, twice, true",
        "22, 4096, in order, true",
        "22, 4096, lossy, true",
        "22, 100, in order, true",
        "23, 16384, in order, false",
        "23, 100, in order, false",
        "0, 16384, in order, false",
        "0, 1000, lossy, false",
    })
    void isToldFromWherever(int type, int size, String order, boolean expected) {
        byte[] stream = records(type, size, 200_000 / size + 2);
        int window = Math.min(stream.length, 64 << 10);
        for (int from = 0; from + window <= stream.length; from += 997) {
            assertEquals(expected, isShown(stream, from, from + window, order), "from " + from);
        }
    }

    /** What came long ago does not count: the handshake is over. */
    @ParameterizedTest
    @CsvSource({"16384", "1000"})
    void isToldByWhatCameLast(int size) {
        byte[] handshake = records(22, size, 100_000 / size);
        byte[] data = records(23, size, 200_000 / size);
        byte[] stream = Arrays.copyOf(handshake, handshake.length + data.length);
        System.arraycopy(data, 0, stream, handshake.length, data.length);
        assertEquals(true, isShown(stream, 0, handshake.length, "in order"));
        assertEquals(false, isShown(stream, 0, stream.length, "in order"));
    }
}
