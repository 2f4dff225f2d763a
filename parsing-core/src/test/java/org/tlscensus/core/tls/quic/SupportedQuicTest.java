package org.tlscensus.core.tls.quic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.SupportMatrix;

class SupportedQuicTest {
    private static final int DRAFTS = 0xff000000;

    @Test
    void everyVersionIsOnThePage() {
        Set<String> told = new TreeSet<>(SupportMatrix.read("QUIC"));
        told.removeIf(what -> what.startsWith("connections"));
        Set<String> known =
                new TreeSet<>(
                        Set.of(
                                name(1),
                                name(0x6b3343cf),
                                name(0x709a50c4),
                                "draft-21 to draft-34",
                                name(0xfaceb001).replaceFirst("-.*", ""),
                                name("Q050") + ", " + name("T050") + ", " + name("T051")));
        assertEquals(known, told);
        for (int draft = 0; draft < 256; draft++) {
            QuicVersion version = QuicVersion.of(DRAFTS | draft);
            assertEquals(draft >= 21 && draft <= 34, version != null, "draft " + draft);
        }
        for (String google : new String[] {"Q046", "Q043", "Q039", "T048"}) {
            assertNull(QuicVersion.of(number(google)), google);
        }
    }

    private static int number(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
    }

    private static String name(String google) {
        return name(number(google));
    }

    private static String name(int number) {
        QuicVersion version = QuicVersion.of(number);
        assertNotNull(version);
        return version.name();
    }
}
