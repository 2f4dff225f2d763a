package org.tlscensus.core.analysis;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.core.tls.keys.TlsSecrets;
import org.tlscensus.core.wire.Side;

/**
 * Hands certificates on, each once a task as long as it is remembered: the same few chains come
 * again and again.
 */
final class CertificateCollector implements TlsListener {
    private final Set<String> known = new LinkedHashSet<>();
    private final int maxKnown;
    private final KeyLog keyLog;
    private final RowSink sink;

    CertificateCollector(int maxKnown, KeyLog keyLog, RowSink sink) {
        this.maxKnown = maxKnown;
        this.keyLog = keyLog;
        this.sink = sink;
    }

    @Override
    public void certificate(String sha256, byte[] der) {
        if (!known.add(sha256)) {
            return;
        }
        if (known.size() > maxKnown) {
            Iterator<String> oldest = known.iterator();
            oldest.next();
            oldest.remove();
        }
        sink.certificate(new CertificateSighting(sha256, der));
    }

    @Override
    public TlsSecrets secrets(byte[] clientRandom) {
        return keyLog.find(clientRandom);
    }

    @Override
    public void stapledResponse(
            Side sender, long timeNanos, byte[] ocspResponse, String leafSha256) {
        // The session notes that there was one; its content gets a table with the OCSP exchanges.
    }
}
