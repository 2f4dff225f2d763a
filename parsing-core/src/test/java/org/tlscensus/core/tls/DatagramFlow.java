package org.tlscensus.core.tls;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.FileByteSource;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.core.tls.keys.TlsSecrets;
import org.tlscensus.core.wire.Side;

/** The datagrams of one UDP flow of a capture, as tests hand them to a dialogue. */
public record DatagramFlow(String name, List<Datagram> datagrams) {
    /** A datagram; the side called client is the sender of the first one. */
    public record Datagram(Side sender, long timeNanos, byte[] payload) {}

    /** A listener for tests that look at rows only. */
    public static final TlsListener NO_LISTENER =
            new TlsListener() {
                @Override
                public void certificate(String sha256, byte[] der) {}

                @Override
                public TlsSecrets secrets(byte[] clientRandom) {
                    return null;
                }

                @Override
                public HandshakeMemory memory() {
                    return new HandshakeMemory(64 << 20);
                }

                @Override
                public void stapledResponse(
                        Side sender, long timeNanos, byte[] ocspResponse, String leafSha256) {}
            };

    /** The flows of all captures beside a class, among its resources. */
    public static List<DatagramFlow> besides(Class<?> test) throws IOException {
        try {
            return in(Path.of(test.getResource("").toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The flows of all captures in a folder. */
    public static List<DatagramFlow> in(Path folder) throws IOException {
        List<DatagramFlow> flows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".pcap")).sorted().toList()) {
                flows.addAll(of(file));
            }
        }
        return flows;
    }

    /** The UDP flows of a capture, in order of their first packets. */
    public static List<DatagramFlow> of(Path capture) throws IOException {
        Map<String, List<Datagram>> flows = new LinkedHashMap<>();
        Map<String, String> openers = new LinkedHashMap<>();
        PacketDecoder packet = new PacketDecoder(PacketLimits.DEFAULTS);
        try (ByteSource source = new FileByteSource(capture);
                CaptureReader reader = CaptureReader.open(source)) {
            while (reader.next()) {
                Outcome outcome = packet.decode(reader);
                if (outcome == Outcome.DECODED && !packet.isTcp()) {
                    add(flows, openers, packet, reader.timeNanos());
                }
            }
        }
        List<DatagramFlow> result = new ArrayList<>();
        for (Map.Entry<String, List<Datagram>> flow : flows.entrySet()) {
            String name = capture.getFileName() + " " + (result.size() + 1);
            result.add(new DatagramFlow(name, flow.getValue()));
        }
        return result;
    }

    private static void add(
            Map<String, List<Datagram>> flows,
            Map<String, String> openers,
            PacketDecoder packet,
            long timeNanos) {
        String from = packet.sourceHigh() + "/" + packet.sourceLow() + "/" + packet.sourcePort();
        String to =
                packet.destinationHigh()
                        + "/"
                        + packet.destinationLow()
                        + "/"
                        + packet.destinationPort();
        String key = from.compareTo(to) < 0 ? from + to : to + from;
        String opener = openers.computeIfAbsent(key, k -> from);
        byte[] payload =
                Arrays.copyOfRange(
                        packet.payloadBytes(),
                        packet.payloadOffset(),
                        packet.payloadOffset() + packet.payloadLength());
        flows.computeIfAbsent(key, k -> new ArrayList<>())
                .add(
                        new Datagram(
                                from.equals(opener) ? Side.CLIENT : Side.SERVER,
                                timeNanos,
                                payload));
    }
}
