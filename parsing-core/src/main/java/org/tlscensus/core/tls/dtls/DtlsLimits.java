package org.tlscensus.core.tls.dtls;

/**
 * Bounds of what a DTLS peer may make us hold, beside those of a handshake.
 *
 * @param messageWindow handshake messages per side, from the one that is waited for on, of which
 *     fragments are kept
 * @param pieces fragments held per side
 * @param patience how long a lost message is waited for, in datagrams without news of any kind: one
 *     of DTLS counts {@value #DTLS_WEIGHT}. Senders repeat a flight when no answer comes, and a
 *     flight is seldom more than 20 datagrams
 * @param protectedRecords encrypted records of both sides after which no cleartext is expected any
 *     more
 */
record DtlsLimits(int messageWindow, int pieces, int patience, int protectedRecords) {
    static final int DTLS_WEIGHT = 16;
    static final DtlsLimits DEFAULTS = new DtlsLimits(64, 1 << 16, 64 * DTLS_WEIGHT, 256);
}
