package org.tlscensus.jobs.bench;

/** What keys made CAs have: all the same, or as the web has them. */
enum KeyKind {
    /** RSA of 2,048 bits. */
    RSA2048,
    /** The curve P-256. */
    P256,
    /** Below roots of RSA, three of four intermediates have RSA and the fourth P-256. */
    MIXED;

    boolean isEllipticRoot() {
        return this == P256;
    }

    boolean isEllipticIntermediate(int number) {
        return switch (this) {
            case RSA2048 -> false;
            case P256 -> true;
            case MIXED -> number % 4 == 3;
        };
    }
}
