package org.tlscensus.jobs.generate.plan;

/** The hash of a signature of RSA or ECDSA. */
public enum SignatureHash {
    MD5,
    SHA1,
    SHA256,
    SHA384;

    /** In lower case, as the tables name it. */
    public String word() {
        return Words.of(this);
    }
}
