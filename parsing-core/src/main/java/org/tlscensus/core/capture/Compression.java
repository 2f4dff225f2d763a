package org.tlscensus.core.capture;

import java.util.Locale;

/** How a file is compressed, told by its first bytes. */
enum Compression {
    NONE(""),
    GZIP("\u001f\u008b"),
    ZSTD("(\u00b5/\u00fd"),
    LZ4("\u0004\"M\u0018"),
    BZIP2("BZh"),
    XZ("\u00fd7zXZ\0");

    private final String magic; // a character a byte

    Compression(String magic) {
        this.magic = magic;
    }

    static Compression of(byte[] head, int length) {
        for (Compression compression : values()) {
            if (compression != NONE && compression.begins(head, length)) {
                return compression;
            }
        }
        return NONE;
    }

    /** Whether frames to be skipped may come before those with content. */
    boolean hasSkippableFrames() {
        return this == ZSTD || this == LZ4;
    }

    private boolean begins(byte[] head, int length) {
        if (length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((head[i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The word of the tables; null for no compression. */
    String word() {
        return this == NONE ? null : name().toLowerCase(Locale.ROOT);
    }
}
