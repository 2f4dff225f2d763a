package org.tlscensus.jobs.ingest;

/** What the records of a run are, and the keys that stand before each. */
enum RunKind {
    /**
     * {@code ConnectionRow}, of a connection that is settled or looks whole. Keys: flow hash,
     * {@link RowStart}.
     */
    ROW(2),

    /** {@code ConnectionPart} that may have to be joined. Keys: flow hash, {@link PartKey}. */
    PART(2),

    /** {@link ChainsSent}, of a row. Key: flow hash. */
    CHAINS(1),

    /** {@code ExchangePart}, a row of an OCSP exchange. Key: flow hash. */
    EXCHANGE(1),

    /** {@code CrlPart}, a download of a revocation list. Key: flow hash. */
    CRL(1),

    /** {@code LookupPart}, a DNS query or answer. Key: flow hash. */
    LOOKUP(1),

    /** {@code CertificateSighting}. */
    CERTIFICATE(0),

    /** {@code CapturePart}, what a split tells of a capture. */
    CAPTURE(0),

    /** {@link FlowCount}. */
    FLOWS(0),

    /** {@code ConnectionPart} that a later ingest may go on with. Key: flow hash. */
    KEPT(1),

    /** {@link CertificateUses}, of one certificate in some connections. */
    USES(0),

    /** {@link FileMade}. */
    FILE(0),

    /** {@link KeptFile}. */
    KEPT_FILE(0),

    /** {@link IndexedCapture}. */
    BLOCKS(0);

    private final int keys;

    RunKind(int keys) {
        this.keys = keys;
    }

    /** How many numbers stand before each record. */
    int keys() {
        return keys;
    }
}
