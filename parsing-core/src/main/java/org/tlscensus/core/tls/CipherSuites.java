package org.tlscensus.core.tls;

/** What a cipher suite's name tells of its key exchange and its protection. */
final class CipherSuites {
    /** What a ServerKeyExchange of the suite begins with. */
    enum KeyExchange {
        ECDHE,
        ECDHE_PSK,
        DHE,
        DHE_PSK,
        OTHER
    }

    private static final KeyExchange[] EXCHANGES = exchanges();

    private CipherSuites() {}

    private static KeyExchange[] exchanges() {
        KeyExchange[] exchanges = new KeyExchange[TlsNames.CIPHER_SUITES.size()];
        for (int i = 0; i < exchanges.length; i++) {
            exchanges[i] = exchangeOf(TlsNames.CIPHER_SUITES.nameAt(i));
        }
        return exchanges;
    }

    private static KeyExchange exchangeOf(String name) {
        if (name.startsWith("TLS_ECDHE_PSK_")) {
            return KeyExchange.ECDHE_PSK;
        } else if (name.startsWith("TLS_ECDHE_") || name.startsWith("TLS_ECDH_anon_")) {
            return KeyExchange.ECDHE;
        } else if (name.startsWith("TLS_DHE_PSK_")) {
            return KeyExchange.DHE_PSK;
        } else if (name.startsWith("TLS_DHE_") || name.startsWith("TLS_DH_anon_")) {
            return KeyExchange.DHE;
        }
        return KeyExchange.OTHER;
    }

    static KeyExchange keyExchange(int suite) {
        int index = TlsNames.CIPHER_SUITES.index(suite);
        return index < 0 ? KeyExchange.OTHER : EXCHANGES[index];
    }

    /**
     * Bytes of the MAC behind the cleartext of a suite without encryption (RFC 5246 section
     * 6.2.3.1); -1 for a suite that encrypts.
     */
    static int macLengthInTheClear(int suite) {
        String name = TlsNames.CIPHER_SUITES.name(suite);
        int at = name == null ? -1 : name.indexOf("_WITH_NULL_");
        if (at < 0) {
            return -1;
        }
        return switch (name.substring(at + "_WITH_NULL_".length())) {
            case "MD5" -> 16;
            case "SHA" -> 20;
            case "SHA256" -> 32;
            case "SHA384" -> 48;
            case "NULL" -> 0;
            default -> -1; // GOST: not worked out
        };
    }
}
