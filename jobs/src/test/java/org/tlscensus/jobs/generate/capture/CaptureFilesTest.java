package org.tlscensus.jobs.generate.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.FileByteSource;
import org.tlscensus.jobs.generate.plan.CapturePlan;

class CaptureFilesTest {
    /** A time whose microseconds since the epoch want more than 32 bits. */
    private static final long TIME = 1_772_438_400_123_456L;

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"PCAP,   s-000000.pcap", "PCAPNG, s-000000.pcapng"})
    void readersFindEachPacket(CapturePlan.Format format, String name) throws IOException {
        CapturePlan plan =
                MadeCapturePlan.of(format, 70, CapturePlan.Tunnel.NONE, CapturePlan.ClockStep.NONE);
        CaptureFiles files = new CaptureFiles(folder, "s", plan);
        List<String> expected = new ArrayList<>();
        try (files) {
            for (int length = 60; length < 75; length++) {
                byte[] frame = new byte[100];
                frame[59] = (byte) length;
                int kept = files.write(TIME + length, frame, length, 72);
                assertEquals(Math.min(length, 70), kept);
                expected.add((TIME + length) * 1000 + " " + kept + " " + length + " " + length);
            }
        }
        List<String> found = new ArrayList<>();
        Path file = folder.resolve(name);
        try (FileByteSource source = new FileByteSource(file);
                CaptureReader packet = CaptureReader.open(source)) {
            while (packet.next()) {
                found.add(
                        packet.timeNanos()
                                + " "
                                + packet.capturedLength()
                                + " "
                                + packet.originalLength()
                                + " "
                                + packet.bytes()[packet.offset() + 59]);
            }
        }
        assertEquals(expected, found);
        assertEquals(Files.size(file), files.bytes());
    }
}
