package org.tlscensus.jobs.validate;

/**
 * Bounds of what every executor holds of an archive's certificates. What is beyond them is joined
 * to the chains that sent it, but completes no other chain.
 *
 * @param maxShared certificates above leaves
 * @param maxSharedBytes bytes of them
 * @param maxCertificateBytes bytes of each
 */
public record ValidateLimits(int maxShared, long maxSharedBytes, int maxCertificateBytes) {
    /** All public CAs had some 10,000 certificates by 2025. */
    public static final ValidateLimits DEFAULTS = new ValidateLimits(200_000, 384L << 20, 16 << 10);
}
