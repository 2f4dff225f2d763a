package org.tlscensus.jobs.conformance;

import java.util.List;
import java.util.Map;

/** Our words for protocol versions, as the numbers that the facts use. */
final class Versions {
    private static final String DRAFT = "tls1.3-draft";

    private static final Map<String, String> NUMBERS =
            Map.ofEntries(
                    Map.entry("sslv2", "0x0002"),
                    Map.entry("sslv3", "0x0300"),
                    Map.entry("tls1.0", "0x0301"),
                    Map.entry("tls1.1", "0x0302"),
                    Map.entry("tls1.2", "0x0303"),
                    Map.entry("tls1.3", "0x0304"),
                    Map.entry("dtls1.0", "0xfeff"),
                    Map.entry("dtls1.2", "0xfefd"),
                    Map.entry("dtls1.3", "0xfefc"),
                    Map.entry("dtls-openssl", "0x0100"));

    private Versions() {}

    /** The number of a word; a word that is a number already stays. */
    static String number(String word) {
        if (word == null) {
            return null;
        }
        if (word.startsWith(DRAFT)) {
            return Corpus.hex(0x7f00 | Integer.parseInt(word.substring(DRAFT.length())));
        }
        return NUMBERS.getOrDefault(word, word);
    }

    static List<String> numbers(List<String> words) {
        return words == null ? null : words.stream().map(Versions::number).toList();
    }
}
