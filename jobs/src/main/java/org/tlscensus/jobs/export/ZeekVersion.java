package org.tlscensus.jobs.export;

import java.util.Map;

/** Versions of the protocol: the archive's words, their numbers, and Zeek's names. */
final class ZeekVersion {
    static final int SSLV2 = 0x0002;

    private static final String DRAFT = "tls1.3-draft";
    private static final int DRAFT_NUMBER = 0x7f00; // RFC 8446 drafts: 0x7f00 | number

    private record Known(int number, String name) {}

    private static final Map<String, Known> KNOWN =
            Map.of(
                    "sslv2", new Known(SSLV2, "SSLv2"),
                    "sslv3", new Known(0x0300, "SSLv3"),
                    "tls1.0", new Known(0x0301, "TLSv10"),
                    "tls1.1", new Known(0x0302, "TLSv11"),
                    "tls1.2", new Known(0x0303, "TLSv12"),
                    "tls1.3", new Known(0x0304, "TLSv13"),
                    "dtls1.0", new Known(0xfeff, "DTLSv10"),
                    "dtls1.2", new Known(0xfefd, "DTLSv12"),
                    "dtls1.3", new Known(0xfefc, "DTLSv13"),
                    "dtls-openssl", new Known(0x0100, "unknown-256"));

    private ZeekVersion() {}

    /** The number of a word of {@code tls.version}. */
    static int number(String word) {
        Known known = KNOWN.get(word);
        if (known != null) {
            return known.number();
        }
        return word.startsWith(DRAFT)
                ? DRAFT_NUMBER | Integer.parseInt(word.substring(DRAFT.length()))
                : Integer.decode(word); // 0x…
    }

    /** Zeek's name of a word; null of null. */
    static String name(String word) {
        if (word == null) {
            return null;
        }
        Known known = KNOWN.get(word);
        if (known != null) {
            return known.name();
        }
        return word.startsWith(DRAFT)
                ? "TLSv13-draft" + word.substring(DRAFT.length())
                : "unknown-" + number(word);
    }
}
