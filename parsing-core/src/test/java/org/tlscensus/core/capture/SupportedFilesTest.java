package org.tlscensus.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.SupportMatrix;

class SupportedFilesTest {
    @Test
    void everyCompressionIsOnThePage() {
        Set<String> words = new TreeSet<>();
        Stream.of(Compression.values()).forEach(c -> words.add(c.name().toLowerCase(Locale.ROOT)));
        assertEquals(words, SupportMatrix.read("Compression"));
    }

    @Test
    void everyVariantOfPcapIsOnThePage() {
        Set<String> variants = new TreeSet<>();
        for (PcapHeader.Variant variant : PcapHeader.Variant.values()) {
            variants.add("pcap, " + variant.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        Set<String> told = new TreeSet<>();
        for (String format : SupportMatrix.read("Capture formats")) {
            if (format.startsWith("pcap, ")) {
                told.add(format.replaceFirst(" \\(.*", ""));
            }
        }
        assertEquals(variants, told);
        assertTrue(SupportMatrix.read("Capture formats").contains("pcapng"));
    }
}
