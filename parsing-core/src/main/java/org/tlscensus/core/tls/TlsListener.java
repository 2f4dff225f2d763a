package org.tlscensus.core.tls;

import org.tlscensus.core.tls.keys.TlsSecrets;
import org.tlscensus.core.wire.Side;

/** Takes what a handshake hands out beside its row, and knows secrets. */
public interface TlsListener {
    /**
     * A certificate as it was sent.
     *
     * @param sha256 of {@code der}, lower-case hex
     * @param der the listener owns the array
     */
    void certificate(String sha256, byte[] der);

    /**
     * A stapled OCSP response (RFC 6066 section 8, RFC 6961, RFC 8446 section 4.4.2.1).
     *
     * @param leafSha256 the certificate it was sent for; null when that was not seen
     */
    void stapledResponse(Side sender, long timeNanos, byte[] ocspResponse, String leafSha256);

    /** The secrets of the handshake with that client random; null when they are not known. */
    TlsSecrets secrets(byte[] clientRandom);

    /** Memory for messages that are not whole: that of the task. */
    HandshakeMemory memory();
}
