package org.tlscensus.jobs.generate.plan;

/** Keys of certificates. */
public enum KeyKind {
    RSA1024(1024, null),
    RSA2048(2048, null),
    RSA3072(3072, null),
    RSA4096(4096, null),
    P256(256, "secp256r1"),
    P384(384, "secp384r1"),
    ED25519(253, null); // as OpenSSL counts

    private final int bits;
    private final String curve;

    KeyKind(int bits, String curve) {
        this.bits = bits;
        this.curve = curve;
    }

    public int bits() {
        return bits;
    }

    /** SEC's name of the curve; null of other keys. */
    public String curve() {
        return curve;
    }

    public boolean isRsa() {
        return name().startsWith("RSA");
    }

    public boolean isEc() {
        return curve != null;
    }
}
