package org.tlscensus.core.analysis;

import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.tls.HandshakeMemory;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.tls.keys.TlsSecrets;
import org.tlscensus.core.wire.Side;

/**
 * Passes on what one connection's handshake hands out, and notices a certificate of Tor's links: a
 * relay's server sends exactly one certificate.
 */
final class TorLinkDetector implements TlsListener {
    static final String PROTOCOL = "tor";

    private final CertificateCollector collector;
    private String link; // SHA-256 of the last such certificate

    TorLinkDetector(CertificateCollector collector) {
        this.collector = collector;
    }

    @Override
    public void certificate(String sha256, byte[] der) {
        if (collector.isTorLink(sha256, der)) {
            link = sha256;
        }
    }

    @Override
    public void stapledResponse(
            Side sender, long timeNanos, byte[] ocspResponse, String leafSha256) {
        collector.stapledResponse(sender, timeNanos, ocspResponse, leafSha256);
    }

    @Override
    public TlsSecrets secrets(byte[] clientRandom) {
        return collector.secrets(clientRandom);
    }

    @Override
    public HandshakeMemory memory() {
        return collector.memory();
    }

    /** Whether the server's chain is one certificate, and that a link's. */
    boolean sawLink(TlsRow tls) {
        return link != null
                && tls.serverChain() != null
                && tls.serverChain().size() == 1
                && tls.serverChain().get(0).equals(link);
    }
}
