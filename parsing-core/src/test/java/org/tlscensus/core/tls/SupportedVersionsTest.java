package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.SupportMatrix;

class SupportedVersionsTest {
    /** All version numbers that have a word. */
    private static Set<String> words(boolean isDtls) {
        Set<String> words = new TreeSet<>();
        for (int version = 0; version <= 0xffff; version++) {
            String word = TlsVersions.word(version);
            if (!word.startsWith("0x") && word.startsWith("dtls") == isDtls) {
                words.add(word.replaceFirst("draft\\d+", "draft"));
            }
        }
        return words;
    }

    private static Set<String> told(String section) {
        Set<String> told = new TreeSet<>(SupportMatrix.read(section));
        told.removeIf(what -> what.contains(" "));
        return told;
    }

    @Test
    void everyVersionIsOnThePage() {
        assertEquals(words(false), told("SSL and TLS"));
        assertEquals(words(true), told("DTLS"));
    }
}
