package org.tlscensus.jobs.ocsp;

/**
 * A row of an exchange is about the certificate with this serial number of this issuer.
 *
 * @param isByHttp whether a program asked for it
 */
record CertificateAsk(
        String exchangeId,
        int ordinal,
        String hashAlgorithm,
        String issuerNameHash,
        String issuerKeyHash,
        String serialNumber,
        boolean isByHttp) {

    static CertificateAsk of(TrackedExchange exchange) {
        return new CertificateAsk(
                exchange.id(),
                exchange.ordinal(),
                exchange.row().hashAlgorithm(),
                exchange.row().issuerNameHash(),
                exchange.row().issuerKeyHash(),
                exchange.row().serialNumber(),
                exchange.isByHttp());
    }
}
