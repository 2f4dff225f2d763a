package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.core.capture.BytesSource;

/** The original length of a packet record is anybody's number. */
class OriginalLengthTest {
    private static final int PCAP_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x40000, 0x3fff_ffff, 0x4000_0000, Integer.MAX_VALUE, -1, -2, -16})
    void noneChangesWhatAPacketHolds(int original) throws IOException {
        byte[] sound = Files.readAllBytes(Path.of("../datasets/starttls/smtp.pcap"));
        ByteBuffer odd = ByteBuffer.wrap(sound.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int at = PCAP_HEADER;
        while (at < sound.length) {
            int captured = odd.getInt(at + 8);
            odd.putInt(at + 12, original);
            at += RECORD_HEADER + captured;
        }
        assertEquals(rows(sound), rows(odd.array()));
    }

    private static List<String> rows(byte[] capture) throws IOException {
        Captures captures = CutCapture.of(List.of(new BytesSource("capture", capture)));
        CaptureSplit whole = new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null);
        return SiteRows.run("s", captures, List.of(whole), AnalysisOptions.DEFAULTS)
                .connections()
                .stream()
                .map(row -> row.connectionId() + " " + row.starttls())
                .toList();
    }
}
