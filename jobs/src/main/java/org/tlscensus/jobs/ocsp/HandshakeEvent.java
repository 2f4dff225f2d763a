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

    /** By key, then by time. */
    static final Comparator<HandshakeEvent> ORDER =
            Comparator.comparing(HandshakeEvent::site)
                    .thenComparing(HandshakeEvent::client)
                    .thenComparing(HandshakeEvent::uri)
                    .thenComparing(HandshakeEvent::hashAlgorithm)
                    .thenComparing(HandshakeEvent::issuerNameHash)
                    .thenComparing(HandshakeEvent::serialNumber)
                    .thenComparingLong(HandshakeEvent::timeMicros)
                    .thenComparingInt(HandshakeEvent::kind)
                    .thenComparing(HandshakeEvent::id)
                    .thenComparingInt(HandshakeEvent::ordinal);

    boolean isOfSameKey(HandshakeEvent other) {
        return site.equals(other.site)
                && client.equals(other.client)
                && uri.equals(other.uri)
                && hashAlgorithm.equals(other.hashAlgorithm)
                && issuerNameHash.equals(other.issuerNameHash)
                && serialNumber.equals(other.serialNumber);
    }
}
