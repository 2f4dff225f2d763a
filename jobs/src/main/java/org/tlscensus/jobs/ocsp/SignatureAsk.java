package org.tlscensus.jobs.ocsp;

/** A response that this issuer, or its delegate, ought to have signed. */
record SignatureAsk(
        String exchangeId,
        int ordinal,
        String hashAlgorithm,
        String issuerNameHash,
        String issuerKeyHash,
        byte[] response) {

    static SignatureAsk of(TrackedExchange exchange) {
        return new SignatureAsk(
                exchange.id(),
                exchange.ordinal(),
                exchange.row().hashAlgorithm(),
                exchange.row().issuerNameHash(),
                exchange.row().issuerKeyHash(),
                exchange.exchange().response());
    }
}
