package org.tlscensus.jobs.ocsp;

import java.util.Comparator;

/**
 * Something that happened for a client, a responder and a certificate: it came in a TLS handshake,
 * or was asked for.
 *
 * @param uri of the responder, without scheme
 * @param timeMicros microseconds since the epoch
 * @param kind {@link #ARRIVAL} or {@link #EXCHANGE}
 * @param id of the TLS connection, or of the exchange
 * @param ordinal row of the exchange
 * @param isSettled whether {@code connectionId} is known for good
 * @param connectionId the handshake that a settled exchange belongs to, or null
 */
record HandshakeEvent(
        String site,
        String client,
        String uri,
        String hashAlgorithm,
        String issuerNameHash,
        String serialNumber,
        long timeMicros,
        int kind,
        String id,
        int ordinal,
        boolean isSettled,
        String connectionId) {
    static final int ARRIVAL = 0;
    static final int EXCHANGE = 1;

    /** By time, of one key. */
    static final Comparator<HandshakeEvent> ORDER =
            Comparator.comparingLong(HandshakeEvent::timeMicros)
                    .thenComparingInt(HandshakeEvent::kind)
                    .thenComparing(HandshakeEvent::id)
                    .thenComparingInt(HandshakeEvent::ordinal);

    /** What must be the same for an exchange to belong to a handshake. */
    record Key(
            String site,
            String client,
            String uri,
            String hashAlgorithm,
            String issuerNameHash,
            String serialNumber) {}

    Key key() {
        return new Key(site, client, uri, hashAlgorithm, issuerNameHash, serialNumber);
    }

    boolean isExchange() {
        return kind == EXCHANGE;
    }
}
