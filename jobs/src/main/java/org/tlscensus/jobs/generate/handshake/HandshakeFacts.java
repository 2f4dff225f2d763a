package org.tlscensus.jobs.generate.handshake;

/**
 * What Bouncy Castle said of a handshake when it was over.
 *
 * @param version as the tables name it
 * @param group before TLS 1.3 Bouncy Castle does not say: then it is the only one that the server
 *     was allowed; null without one, and in a session that is resumed
 */
public record HandshakeFacts(
        String version,
        String cipherSuite,
        int cipherSuiteId,
        String group,
        String alpn,
        boolean resumed,
        boolean helloRetryRequest,
        boolean certificateRequested,
        boolean stapled,
        HelloFacts clientHello) {}
