package org.tlscensus.jobs.generate.handshake;

/**
 * What Bouncy Castle said of a handshake when it was over.
 *
 * @param version as the tables name it
 * @param group before TLS 1.3 Bouncy Castle does not say: then it is the only one that the server
 *     was allowed; null without one, and before TLS 1.3 in a session that is resumed
 * @param resumption how a session is resumed, as the tables name it; null where none is
 */
public record HandshakeFacts(
        String version,
        String cipherSuite,
        int cipherSuiteId,
        String group,
        String alpn,
        boolean resumed,
        String resumption,
        boolean helloRetryRequest,
        boolean certificateRequested,
        boolean stapled,
        HelloFacts clientHello) {}
