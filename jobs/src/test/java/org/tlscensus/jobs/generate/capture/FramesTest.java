package org.tlscensus.jobs.generate.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.FileByteSource;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.jobs.generate.handshake.Side;
import org.tlscensus.jobs.generate.plan.CapturePlan;
import org.tlscensus.jobs.generate.plan.CapturePlan.Tunnel;

class FramesTest {
    private static final byte[] PAYLOAD = {1, 2, 3};

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "tcp, NONE,  4,  []",
        "tcp, NONE,  16, []",
        "tcp, GRE,   4,  [gre]",
        "tcp, GRE,   16, [gre]",
        "tcp, VXLAN, 4,  [vxlan]",
        "tcp, VXLAN, 16, [vxlan]",
        "udp, NONE,  4,  []",
        "udp, GRE,   16, [gre]",
        "udp, VXLAN, 4,  [vxlan]"
    })
    void decoderFindsTheConnectionInIt(
            String transport, Tunnel tunnel, int addressBytes, String expected) throws IOException {
        byte[] client = new byte[addressBytes];
        byte[] server = new byte[addressBytes];
        client[addressBytes - 1] = 7;
        server[addressBytes - 1] = 9;
        Endpoints endpoints = new Endpoints(client, 50_000, server, 443, List.of(100, 7));
        byte[] frame = new byte[TcpFrames.MOST_BYTES];
        boolean isTcp = transport.equals("tcp");
        int length =
                isTcp
                        ? new TcpFrames(endpoints, tunnel)
                                .put(frame, Side.CLIENT, 5, 6, TcpFrames.ACK, 1, PAYLOAD, 0, 3)
                        : new UdpFrames(endpoints, tunnel).put(frame, Side.CLIENT, 1, PAYLOAD);
        CapturePlan plan =
                MadeCapturePlan.of(
                        CapturePlan.Format.PCAP, 9000, tunnel, CapturePlan.ClockStep.NONE);
        try (CaptureFiles files = new CaptureFiles(folder, "s", plan)) {
            files.write(1, frame, length, length);
        }
        PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULTS);
        try (FileByteSource source = new FileByteSource(folder.resolve("s-000000.pcap"));
                CaptureReader reader = CaptureReader.open(source)) {
            assertTrue(reader.next());
            assertTrue(decoder.decode(reader).hasFlow());
        }
        assertEquals(
                endpoints.clientText(), AddressText.of(decoder.sourceHigh(), decoder.sourceLow()));
        assertEquals(50_000, decoder.sourcePort());
        assertEquals(443, decoder.destinationPort());
        assertEquals(isTcp, decoder.isTcp());
        if (isTcp) {
            assertEquals(5, decoder.sequenceNumber());
        }
        assertEquals(3, decoder.payloadLength());
        assertEquals(List.of(100, 7), decoder.vlan());
        List<String> found = decoder.tunnel();
        assertEquals(expected, found == null ? "[]" : found.toString());
    }
}
