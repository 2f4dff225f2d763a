package org.tlscensus.jobs.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.FileByteSource;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.PacketLimits;

/** Counts the flows of a capture in which no ports are used twice: a benchmark's own. */
public final class ConnectionCount {
    private ConnectionCount() {}

    public static void main(String[] arguments) throws IOException {
        Set<Long> flows = new HashSet<>();
        PacketDecoder packet = new PacketDecoder(PacketLimits.DEFAULTS);
        FlowKey key = new FlowKey();
        try (FileByteSource source = new FileByteSource(Path.of(arguments[0]));
                CaptureReader reader = CaptureReader.open(source)) {
            while (reader.next()) {
                Outcome outcome = packet.decode(reader);
                if (outcome == Outcome.DECODED) {
                    key.set(packet);
                    flows.add(FlowKey.hash(key.copy()));
                }
            }
        }
        System.out.println(flows.size());
    }
}
