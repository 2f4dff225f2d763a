package org.tlscensus.core.tls;

import java.util.Arrays;

/** The JA4 fingerprint of a TLS client (FoxIO, BSD licence); GREASE is left out everywhere. */
final class Ja4 {
    private static final String NOTHING = "000000000000";
    private static final int DIGEST_DIGITS = 12;

    private Ja4() {}

    /**
     * The fingerprint.
     *
     * @param transport tls, dtls or quic
     * @return null for a hello in SSL 2.0's form, which JA4 does not know
     */
    static String of(ClientHello hello, String transport) {
        if (hello.isSslV2Framed()) {
            return null;
        }
        ClientExtensions extensions = hello.extensions();
        int[] suites = sortedWithoutGrease(hello.cipherSuites());
        int[] ids = sortedWithoutGrease(extensions.ids);
        StringBuilder text = new StringBuilder(36);
        text.append(
                switch (transport) {
                    case "quic" -> 'q';
                    case "dtls" -> 'd';
                    default -> 't';
                });
        text.append(version(hello));
        text.append(WireLists.contains(ids, ExtensionType.SERVER_NAME) ? 'd' : 'i');
        count(text, suites.length);
        count(text, ids.length);
        alpn(text, extensions.firstAlpn);
        text.append('_').append(suitesDigest(suites));
        text.append('_').append(extensionsDigest(ids, extensions.signatureSchemes));
        return text.toString();
    }

    private static String version(ClientHello hello) {
        int version = hello.legacyVersion();
        int[] supported = hello.extensions().supportedVersions;
        if (supported != null) {
            int highest = 0;
            for (int candidate : supported) {
                if (!TlsNames.isGrease(candidate)) {
                    highest = Math.max(highest, candidate);
                }
            }
            version = highest == 0 ? version : highest;
        }
        return switch (version) {
            case 0x0304 -> "13";
            case 0x0303 -> "12";
            case 0x0302 -> "11";
            case 0x0301 -> "10";
            case 0x0300 -> "s3";
            case 0x0002 -> "s2";
            case 0xfeff -> "d1";
            case 0xfefd -> "d2";
            case 0xfefc -> "d3";
            default -> "00";
        };
    }

    private static void count(StringBuilder text, int count) {
        int shown = Math.min(count, 99);
        text.append((char) ('0' + shown / 10)).append((char) ('0' + shown % 10));
    }

    /** First and last character of the first protocol, or digits of bytes that are no letters. */
    private static void alpn(StringBuilder text, byte[] name) {
        if (name == null || name.length == 0) {
            text.append("00");
            return;
        }
        int first = name[0] & 0xff;
        int last = name[name.length - 1] & 0xff;
        if (isAlphanumeric(first) && isAlphanumeric(last)) {
            text.append((char) first).append((char) last);
        } else {
            text.append(Character.forDigit(first >>> 4, 16));
            text.append(Character.forDigit(last & 0xf, 16));
        }
    }

    private static boolean isAlphanumeric(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static String suitesDigest(int[] suites) {
        Digests text = Digests.ofThread().begin();
        for (int suite : suites) {
            next(text, suite);
        }
        return digest(text);
    }

    private static String extensionsDigest(int[] ids, int[] schemes) {
        if (ids.length == 0) {
            return NOTHING;
        }
        Digests text = Digests.ofThread().begin();
        for (int id : ids) {
            if (id != ExtensionType.SERVER_NAME && id != ExtensionType.ALPN) {
                next(text, id);
            }
        }
        if (schemes != null) {
            char separator = '_';
            for (int scheme : schemes) {
                if (!TlsNames.isGrease(scheme)) {
                    text.put(separator).hex4(scheme);
                    separator = ',';
                }
            }
        }
        return digest(text);
    }

    private static void next(Digests text, int id) {
        if (!text.isEmpty()) {
            text.put(',');
        }
        text.hex4(id);
    }

    private static String digest(Digests text) {
        return text.isEmpty() ? NOTHING : text.sha256().substring(0, DIGEST_DIGITS);
    }

    private static int[] sortedWithoutGrease(int[] ids) {
        int[] kept = new int[ids.length];
        int count = 0;
        for (int id : ids) {
            if (!TlsNames.isGrease(id)) {
                kept[count++] = id;
            }
        }
        kept = Arrays.copyOf(kept, count);
        Arrays.sort(kept);
        return kept;
    }
}
