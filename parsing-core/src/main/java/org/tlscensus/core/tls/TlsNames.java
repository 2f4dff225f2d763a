package org.tlscensus.core.tls;

/**
 * Names that IANA's registries give to numbers; a number without a name is itself, as 0x and
 * hexadecimal digits.
 */
public final class TlsNames {
    static final Registry CIPHER_SUITES = Registry.read("cipher-suites.csv");
    private static final Registry SSLV2_CIPHER_KINDS = Registry.read("sslv2-cipher-kinds.csv");
    private static final Registry GROUPS = Registry.read("groups.csv");
    private static final Registry EXTENSIONS = Registry.read("extensions.csv");
    private static final Registry SIGNATURE_SCHEMES = Registry.read("signature-schemes.csv");
    private static final Registry LEGACY_HASHES = Registry.read("legacy-hash-algorithms.csv");
    private static final Registry LEGACY_SIGNATURES =
            Registry.read("legacy-signature-algorithms.csv");
    private static final Registry POINT_FORMATS = Registry.read("point-formats.csv");
    private static final Registry ALERTS = Registry.read("alerts.csv");

    private TlsNames() {}

    /** The name of a cipher suite, or of a three-byte SSL 2.0 cipher kind. */
    public static String cipherSuite(int id) {
        return id > 0xffff ? SSLV2_CIPHER_KINDS.nameOrHex(id, 6) : CIPHER_SUITES.nameOrHex(id, 4);
    }

    /** The number of a cipher suite of that name, or of that number as text. */
    public static int cipherSuiteId(String name) {
        return CIPHER_SUITES.number(name);
    }

    public static String group(int id) {
        return GROUPS.nameOrHex(id, 4);
    }

    /** The number of a group of that name, or of that number as text. */
    public static int groupId(String name) {
        return GROUPS.number(name);
    }

    public static String extension(int id) {
        return EXTENSIONS.nameOrHex(id, 4);
    }

    /** The number of an extension of that name, or of that number as text. */
    public static int extensionId(String name) {
        return EXTENSIONS.number(name);
    }

    /**
     * The name of a signature scheme; where TLS 1.3 has none, that of the pair of signature and
     * hash which TLS 1.2 reads in it (RFC 5246 section 7.4.1.4.1), as {@code dsa_sha256}.
     */
    public static String signatureScheme(int id) {
        String name = SIGNATURE_SCHEMES.name(id);
        if (name != null) {
            return name;
        }
        String hash = LEGACY_HASHES.name(id >>> 8);
        String signature = LEGACY_SIGNATURES.name(id & 0xff);
        return hash == null || signature == null ? Registry.hex(id, 4) : signature + "_" + hash;
    }

    public static String pointFormat(int id) {
        return POINT_FORMATS.nameOrHex(id, 2);
    }

    /** The name of an alert description. */
    public static String alert(int description) {
        return ALERTS.nameOrHex(description, 2);
    }

    /** The number of an alert description of that name, or of that number as text. */
    public static int alertId(String name) {
        return ALERTS.number(name);
    }

    /** Whether a two-byte number is one of those that clients offer to be ignored (RFC 8701). */
    public static boolean isGrease(int id) {
        return (id & 0x0f0f) == 0x0a0a && id >>> 8 == (id & 0xff);
    }
}
