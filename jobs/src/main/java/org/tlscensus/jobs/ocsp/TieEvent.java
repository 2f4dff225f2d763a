package org.tlscensus.jobs.ocsp;

/**
 * Something that happened for a client, a responder and a certificate: it came in a TLS handshake,
 * or was asked for.
 *
 * @param uri of the responder, without scheme
 * @param timeMicros microseconds since the epoch
 * @param kind {@link #ARRIVAL} or {@link #EXCHANGE}
 * @param id of the TLS connection, or of the exchange
 * @param ordinal row of the exchange
 */
record TieEvent(
        String site,
        String client,
        String uri,
        String hashAlgorithm,
        String issuerNameHash,
        String serialNumber,
        long timeMicros,
        int kind,
        String id,
        int ordinal) {
    static final int ARRIVAL = 0;
    static final int EXCHANGE = 1;

    boolean isOfSameKey(TieEvent other) {
        return site.equals(other.site)
                && client.equals(other.client)
                && uri.equals(other.uri)
                && hashAlgorithm.equals(other.hashAlgorithm)
                && issuerNameHash.equals(other.issuerNameHash)
                && serialNumber.equals(other.serialNumber);
    }
}
