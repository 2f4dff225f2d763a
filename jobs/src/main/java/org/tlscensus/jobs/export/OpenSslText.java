package org.tlscensus.jobs.export;

import java.nio.charset.StandardCharsets;

/** Names as OpenSSL writes them, whose text Zeek passes on. */
final class OpenSslText {
    private OpenSslText() {}

    /**
     * A distinguished name by RFC 2253, from the one by RFC 4514: what is not ASCII is escaped byte
     * by byte.
     */
    static String name(String name) {
        if (name == null) {
            return null;
        }
        StringBuilder text = new StringBuilder(name.length());
        name.codePoints()
                .forEach(
                        c -> {
                            if (c < 0x80) {
                                text.append((char) c);
                            } else {
                                for (byte octet :
                                        Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                                    text.append(String.format("\\%02X", octet));
                                }
                            }
                        });
        return text.toString();
    }

    /** A named curve: OpenSSL has the names of ANSI X9.62 for two of them. */
    static String curve(String name) {
        if (name == null) {
            return null;
        }
        return switch (name) {
            case "secp256r1" -> "prime256v1";
            case "secp192r1" -> "prime192v1";
            default -> name;
        };
    }
}
