package org.tlscensus.core.tls.keys;

/**
 * How a cipher suite protects records, as its name tells.
 *
 * @param mode how a record is encrypted
 * @param keyBytes bytes of the cipher's key
 * @param tagBytes bytes of an AEAD's tag; of the MAC of a suite that has one
 * @param hash of the key schedule, as it is in Java's names of HMACs: SHA1, SHA256, SHA384
 * @param macHash of the records' MACs; null for an AEAD
 */
public record SuiteProtection(Mode mode, int keyBytes, int tagBytes, String hash, String macHash) {
    /** Modes of operation that records can be opened of. */
    public enum Mode {
        GCM,
        CCM,
        CHACHA20,
        CBC
    }

    private static final String WITH = "_WITH_";

    /**
     * The protection of a suite by its IANA name; null for one that cannot be opened here: stream
     * ciphers, old block ciphers and national ones.
     */
    public static SuiteProtection of(String suite) {
        int at = suite.indexOf(WITH);
        String name = at < 0 ? suite.substring(suite.indexOf('_') + 1) : suite.substring(at + 6);
        String hash = name.endsWith("_SHA384") ? "SHA384" : "SHA256"; // RFC 5246 section 5
        if (name.startsWith("CHACHA20_POLY1305")) {
            return new SuiteProtection(Mode.CHACHA20, 32, 16, hash, null);
        }
        if (!name.startsWith("AES_128_") && !name.startsWith("AES_256_")) {
            return null;
        }
        int keyBytes = name.startsWith("AES_128_") ? 16 : 32;
        String rest = name.substring("AES_128_".length());
        if (rest.startsWith("GCM")) {
            return new SuiteProtection(Mode.GCM, keyBytes, 16, hash, null);
        } else if (rest.startsWith("CCM")) {
            int tag = rest.startsWith("CCM_8") ? 8 : 16;
            return new SuiteProtection(Mode.CCM, keyBytes, tag, hash, null);
        }
        return switch (rest) {
            case "CBC_SHA" -> new SuiteProtection(Mode.CBC, keyBytes, 20, hash, "SHA1");
            case "CBC_SHA256" -> new SuiteProtection(Mode.CBC, keyBytes, 32, hash, "SHA256");
            case "CBC_SHA384" -> new SuiteProtection(Mode.CBC, keyBytes, 48, hash, "SHA384");
            default -> null;
        };
    }

    /** Java's name of the HMAC of the key schedule. */
    String hmac() {
        return "Hmac" + hash;
    }

    /** The protection that takes keys of this suite. */
    public Aead aead(byte[] key) {
        return mode == Mode.CCM ? new CcmAead(key, tagBytes) : new JdkAead(mode, key);
    }
}
