package org.tlscensus.core.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.tls.HandshakeMemory;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.core.tls.keys.TlsSecrets;
import org.tlscensus.core.wire.Side;
import org.tlscensus.core.x509.TorPattern;

/**
 * Hands certificates on, each once a task as long as it is remembered: the same few chains come
 * again and again.
 */
final class CertificateCollector implements TlsListener {
    private final Map<String, Boolean> torLinks; // by SHA-256 of what is remembered
    private final TorPattern torPattern;
    private final KeyLog keyLog;
    private final HandshakeMemory memory;
    private final Consumer<CertificateSighting> sink;

    CertificateCollector(
            AnalysisLimits limits,
            HandshakeMemory memory,
            TorPattern torPattern,
            KeyLog keyLog,
            Consumer<CertificateSighting> sink) {
        this.memory = memory;
        this.torPattern = torPattern;
        this.keyLog = keyLog;
        this.sink = sink;
        torLinks =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                        return size() > limits.knownCertificates();
                    }
                };
    }

    @Override
    public void certificate(String sha256, byte[] der) {
        isTorLink(sha256, der);
    }

    /** Takes a certificate, and tells whether it is one of Tor's links. */
    boolean isTorLink(String sha256, byte[] der) {
        Boolean known = torLinks.get(sha256);
        if (known != null) {
            return known;
        }
        boolean isLink = torPattern.isLink(der);
        torLinks.put(sha256, isLink);
        sink.accept(new CertificateSighting(sha256, der));
        return isLink;
    }

    @Override
    public TlsSecrets secrets(byte[] clientRandom) {
        return keyLog.find(clientRandom);
    }

    @Override
    public HandshakeMemory memory() {
        return memory;
    }

    @Override
    public void stapledResponse(
            Side sender, long timeNanos, byte[] ocspResponse, String leafSha256) {
        // A connection's responses are its own, see StapleRecorder.
    }
}
