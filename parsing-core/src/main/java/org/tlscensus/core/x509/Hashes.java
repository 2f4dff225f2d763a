package org.tlscensus.core.x509;

import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD2Digest;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512tDigest;

/** Hash functions by the names that the tables use. */
public final class Hashes {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("1.2.840.113549.2.2", "md2"),
                    Map.entry("1.2.840.113549.2.4", "md4"),
                    Map.entry("1.2.840.113549.2.5", "md5"),
                    Map.entry("1.3.14.3.2.26", "sha1"),
                    Map.entry("1.3.36.3.2.1", "ripemd160"),
                    Map.entry("2.16.840.1.101.3.4.2.4", "sha224"),
                    Map.entry("2.16.840.1.101.3.4.2.1", "sha256"),
                    Map.entry("2.16.840.1.101.3.4.2.2", "sha384"),
                    Map.entry("2.16.840.1.101.3.4.2.3", "sha512"),
                    Map.entry("2.16.840.1.101.3.4.2.5", "sha512-224"),
                    Map.entry("2.16.840.1.101.3.4.2.6", "sha512-256"),
                    Map.entry("2.16.840.1.101.3.4.2.7", "sha3-224"),
                    Map.entry("2.16.840.1.101.3.4.2.8", "sha3-256"),
                    Map.entry("2.16.840.1.101.3.4.2.9", "sha3-384"),
                    Map.entry("2.16.840.1.101.3.4.2.10", "sha3-512"));

    private Hashes() {}

    /** The name of a hash function by its OID, or null. */
    public static String name(String oid) {
        return NAMES.get(oid);
    }

    /** The hash of the bytes in lower-case hex, or null for a hash that is unknown. */
    public static String hex(String name, byte[] bytes) {
        Digest digest = digest(name);
        if (digest == null) {
            return null;
        }
        digest.update(bytes, 0, bytes.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash);
    }

    /** A fresh digest by name, or null. */
    static Digest digest(String name) {
        return switch (name) {
            case "md2" -> new MD2Digest();
            case "md4" -> new MD4Digest();
            case "md5" -> new MD5Digest();
            case "sha1" -> new PlatformDigest("SHA-1");
            case "ripemd160" -> new RIPEMD160Digest();
            case "sha224" -> new SHA224Digest();
            case "sha256" -> new PlatformDigest("SHA-256");
            case "sha384" -> new PlatformDigest("SHA-384");
            case "sha512" -> new PlatformDigest("SHA-512");
            case "sha512-224" -> new SHA512tDigest(224);
            case "sha512-256" -> new SHA512tDigest(256);
            case "sha3-224" -> new SHA3Digest(224);
            case "sha3-256" -> new SHA3Digest(256);
            case "sha3-384" -> new SHA3Digest(384);
            case "sha3-512" -> new SHA3Digest(512);
            default -> null;
        };
    }
}
