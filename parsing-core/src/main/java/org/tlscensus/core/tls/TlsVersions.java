package org.tlscensus.core.tls;

/** The words that the tables have for protocol versions. */
public final class TlsVersions {
    static final int SSL2 = 0x0002;
    static final int SSL3 = 0x0300;
    static final int TLS10 = 0x0301;
    static final int TLS12 = 0x0303;
    static final int TLS13 = 0x0304;
    static final int DTLS12 = 0xfefd;
    static final int DTLS13 = 0xfefc;
    private static final int DRAFT_OF_TLS13 = 0x7f00; // RFC 8446 drafts: 0x7f00 | number

    private static final int FACEBOOK_DRAFT_OF_TLS13 = 0xfb00; // the same of one large site

    private TlsVersions() {}

    /**
     * The word of a version number: sslv2, sslv3, tls1.0 to tls1.3, tls1.3-draft23, dtls1.0,
     * dtls1.2, dtls1.3, dtls-openssl (what OpenSSL sent before DTLS had a number); a number without
     * a word as 0x....
     */
    public static String word(int version) {
        return switch (version) {
            case SSL2 -> "sslv2";
            case SSL3 -> "sslv3";
            case TLS10 -> "tls1.0";
            case 0x0302 -> "tls1.1";
            case TLS12 -> "tls1.2";
            case TLS13 -> "tls1.3";
            case 0xfeff -> "dtls1.0";
            case DTLS12 -> "dtls1.2";
            case DTLS13 -> "dtls1.3";
            case 0x0100 -> "dtls-openssl";
            default ->
                    isDraft(version) ? "tls1.3-draft" + (version & 0xff) : Registry.hex(version, 4);
        };
    }

    /**
     * Whether it is TLS 1.3, a draft of it, or DTLS 1.3: the handshake goes dark after the hellos.
     */
    static boolean isTls13(int version) {
        return version == TLS13
                || version == DTLS13
                || isDraft(version)
                || (version & 0xff00) == FACEBOOK_DRAFT_OF_TLS13;
    }

    /** Whether signatures name their scheme, as they do from TLS 1.2 and DTLS 1.2 on. */
    static boolean hasSchemes(int version) {
        return version == TLS12 || version == DTLS12 || isTls13(version);
    }

    static boolean isDraft(int version) {
        return (version & 0xff00) == DRAFT_OF_TLS13;
    }
}
