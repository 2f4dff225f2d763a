package org.tlscensus.jobs.generate.handshake;

/**
 * What Bouncy Castle said of a handshake when it was over.
 *
 * @param version as the tables name it; null where the server does not answer
 * @param group before TLS 1.3 Bouncy Castle does not say: then it is the only one that the server
 *     was allowed; null without one, and before TLS 1.3 in a session that is resumed
 * @param resumption how a session is resumed, as the tables name it; null where none is
 */
public record HandshakeFacts(
        String version,
        String cipherSuite,
        Integer cipherSuiteId,
        String group,
        String alpn,
        String resumption,
        boolean helloRetryRequest,
        boolean certificateRequested,
        boolean stapled,
        HelloFacts clientHello) {

    /** What is known where the server does not answer. */
    HandshakeFacts unanswered() {
        return new HandshakeFacts(
                null, null, null, null, null, null, false, false, false, clientHello);
    }

    public boolean isAnswered() {
        return version != null;
    }

    public boolean isResumed() {
        return resumption != null;
    }

    /** As the tables have it: null where the server does not answer. */
    public Boolean resumed() {
        return isAnswered() ? isResumed() : null;
    }
}
