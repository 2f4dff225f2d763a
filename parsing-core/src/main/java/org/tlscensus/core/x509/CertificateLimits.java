package org.tlscensus.core.x509;

/**
 * Bounds of what a certificate may cost. Reaching one is said in {@code parse_error}.
 *
 * @param maxBytes bytes of a certificate that is looked at: real ones with thousands of names have
 *     up to a megabyte
 * @param maxNames entries kept of each list: names, policies, URLs, timestamps, extensions
 * @param maxNotes notes of what does not parse
 * @param maxKeyBits bits of an RSA, DSA or Diffie-Hellman modulus that is calculated with: a
 *     signature with 16,384 bits takes a few milliseconds
 * @param maxExponentBits bits of an RSA exponent beside a modulus of more than 3,072 bits,
 *     OpenSSL's rule
 */
public record CertificateLimits(
        int maxBytes, int maxNames, int maxNotes, int maxKeyBits, int maxExponentBits) {
    public static final CertificateLimits DEFAULT =
            new CertificateLimits(16 << 20, 200_000, 8, 16_384, 64);
}
