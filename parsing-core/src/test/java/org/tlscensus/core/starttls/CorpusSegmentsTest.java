package org.tlscensus.core.starttls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.FileByteSource;
import org.tlscensus.core.flow.TcpStream;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.core.wire.Side;

/**
 * The cleartext dialogues of the corpus and of our data set come out the same however they are cut
 * into segments.
 */
class CorpusSegmentsTest {
    private static final int FOLLOWED_BYTES = 16 << 10;
    private static final int WAITING_BYTES = 1 << 20;

    /** What came of one side in order: bytes, or a gap, if there are none. */
    private record Piece(Side sender, byte[] bytes) {}

    /** A TCP flow; its client is whoever sends first. */
    private static final class Flow {
        final String client;
        final int[] ports;
        final List<Piece> pieces = new ArrayList<>();
        final TcpStream[] streams = new TcpStream[2];
        int bytes;

        Flow(String client, int clientPort, int serverPort) {
            this.client = client;
            ports = new int[] {clientPort, serverPort};
            for (Side side : Side.values()) {
                streams[side.ordinal()] = new TcpStream(WAITING_BYTES, receiver(side));
            }
        }

        private TcpStream.Receiver receiver(Side side) {
            return new TcpStream.Receiver() {
                @Override
                public void bytes(long timeNanos, byte[] array, int offset, int length) {
                    if (bytes < FOLLOWED_BYTES) {
                        bytes += length;
                        pieces.add(
                                new Piece(
                                        side, Arrays.copyOfRange(array, offset, offset + length)));
                    }
                }

                @Override
                public void gap(long missingBytes) {
                    pieces.add(new Piece(side, new byte[0]));
                }
            };
        }

        void segment(String source, PacketDecoder packet) {
            Side side = source.equals(client) ? Side.CLIENT : Side.SERVER;
            boolean isSyn = (packet.tcpFlags() & PacketDecoder.SYN) != 0;
            TcpStream stream = streams[side.ordinal()];
            int sequenceNumber = packet.sequenceNumber() + (isSyn ? 1 : 0);
            if (isSyn) {
                stream.start(sequenceNumber);
            }
            if (packet.payloadLength() > 0) {
                stream.segment(
                        sequenceNumber,
                        0,
                        packet.payloadBytes(),
                        packet.payloadOffset(),
                        packet.payloadLength());
            }
        }

        /** Played in chunks of these sizes, in turn; pieces of one side that touch are joined. */
        String played(int... chunks) {
            Played played = new Played(ports[0], ports[1], null);
            int chunk = 0;
            for (Piece piece : pieces) {
                if (piece.bytes().length == 0) {
                    played.gap(piece.sender());
                }
                for (int at = 0; at < piece.bytes().length; ) {
                    int size = chunks[chunk++ % chunks.length];
                    int length = Math.min(piece.bytes().length - at, size);
                    played.bytes(piece.sender(), piece.bytes(), at, length);
                    at += length;
                }
            }
            return played.outcome();
        }
    }

    private static Map<String, Flow> flows(Path capture) throws IOException {
        Map<String, Flow> flows = new LinkedHashMap<>();
        PacketDecoder packet = new PacketDecoder(PacketLimits.DEFAULTS);
        try (ByteSource source = new FileByteSource(capture);
                CaptureReader reader = CaptureReader.open(source)) {
            while (reader.next()) {
                Outcome outcome = packet.decode(reader);
                if (outcome == Outcome.DECODED && packet.isTcp()) {
                    add(flows, packet);
                }
            }
        }
        return flows;
    }

    private static void add(Map<String, Flow> flows, PacketDecoder packet) {
        String from = packet.sourceHigh() + " " + packet.sourceLow() + " " + packet.sourcePort();
        String to =
                packet.destinationHigh()
                        + " "
                        + packet.destinationLow()
                        + " "
                        + packet.destinationPort();
        String key = from.compareTo(to) < 0 ? from + ">" + to : to + ">" + from;
        flows.computeIfAbsent(
                        key, k -> new Flow(from, packet.sourcePort(), packet.destinationPort()))
                .segment(from, packet);
    }

    @Test
    void segmentsDoNotMatter() throws IOException {
        int dialogues = 0;
        List<Path> captures = new ArrayList<>(CorpusFolder.captures());
        captures.addAll(CorpusFolder.dataSet("starttls"));
        for (Path capture : captures) {
            String group = capture.getParent().getFileName().toString();
            if (!group.equals("starttls") && !group.equals("proxy")) {
                continue;
            }
            for (Flow flow : flows(capture).values()) {
                String recorded = flow.played(Integer.MAX_VALUE);
                assertEquals(recorded, flow.played(1), capture + " " + flow.client);
                for (int seed = 0; seed < 5; seed++) {
                    int[] chunks = new Random(seed).ints(64, 1, 100).toArray();
                    String cut = flow.played(chunks);
                    assertEquals(recorded, cut, capture + " " + flow.client + " seed " + seed);
                }
                dialogues += recorded.equals("-") ? 0 : 1;
            }
        }
        System.out.printf("%d dialogues played in 7 segmentations%n", dialogues);
        assertTrue(dialogues > 400, "dialogues: " + dialogues);
    }
}
