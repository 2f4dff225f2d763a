package org.tlscensus.core.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.FileByteSource;
import org.tlscensus.core.flow.TcpStream;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.core.wire.Side;

/** The payload of a TCP connection of a capture, in the order in which its bytes became known. */
final class RecordedConnection {
    /** Bytes of a side. */
    record Piece(Side sender, byte[] bytes) {}

    private static final int MOST_BYTES = 1 << 16;

    private final List<Piece> pieces = new ArrayList<>();
    private final TcpStream[] streams = new TcpStream[2];
    private int bytes;
    private boolean hasGap;

    private RecordedConnection() {
        for (Side side : Side.values()) {
            streams[side.ordinal()] = new TcpStream(1 << 20, receiver(side));
        }
    }

    private TcpStream.Receiver receiver(Side side) {
        return new TcpStream.Receiver() {
            @Override
            public void bytes(long timeNanos, byte[] array, int offset, int length) {
                if (!hasGap && bytes < MOST_BYTES) {
                    bytes += length;
                    pieces.add(new Piece(side, Arrays.copyOfRange(array, offset, offset + length)));
                }
            }

            @Override
            public void gap(long missingBytes) {
                hasGap = true;
            }
        };
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** The connections of a capture that begin with a hello, each up to its first gap. */
    static List<RecordedConnection> withHello(Path capture) throws IOException {
        Map<String, RecordedConnection> connections = new LinkedHashMap<>();
        PacketDecoder packet = new PacketDecoder(PacketLimits.DEFAULTS);
        try (ByteSource source = new FileByteSource(capture);
                CaptureReader reader = CaptureReader.open(source)) {
            while (reader.next()) {
                Outcome outcome = packet.decode(reader);
                if (outcome == Outcome.DECODED && packet.isTcp()) {
                    segment(connections, packet);
                }
            }
        }
        return connections.values().stream().filter(RecordedConnection::hasHello).toList();
    }

    private static void segment(Map<String, RecordedConnection> connections, PacketDecoder packet) {
        String source = packet.sourceHigh() + " " + packet.sourceLow() + " " + packet.sourcePort();
        String destination =
                packet.destinationHigh()
                        + " "
                        + packet.destinationLow()
                        + " "
                        + packet.destinationPort();
        boolean known = connections.containsKey(destination + ">" + source);
        Side sender = known ? Side.SERVER : Side.CLIENT;
        String key = known ? destination + ">" + source : source + ">" + destination;
        RecordedConnection connection =
                connections.computeIfAbsent(key, k -> new RecordedConnection());
        int sequence = packet.sequenceNumber();
        TcpStream stream = connection.streams[sender.ordinal()];
        if ((packet.tcpFlags() & PacketDecoder.SYN) != 0) {
            stream.start(++sequence);
        }
        if (packet.payloadLength() > 0 && (packet.tcpFlags() & PacketDecoder.RST) == 0) {
            stream.segment(
                    sequence,
                    0,
                    packet.payloadBytes(),
                    packet.payloadOffset(),
                    packet.payloadLength());
        }
    }

    private boolean hasHello() {
        if (pieces.isEmpty()) {
            return false;
        }
        byte[] first = pieces.get(0).bytes();
        return TlsDetector.match(first, 0, first.length) == TlsDetector.Match.YES;
    }
}
