package org.tlscensus.core.analysis;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.wire.Side;

/**
 * Hands certificates on, each once a task as long as it is remembered: the same few chains come
 * again and again.
 */
final class CertificateCollector implements TlsListener {
    private final Set<String> known = new LinkedHashSet<>();
    private final int maxKnown;
    private final RowSink sink;

    CertificateCollector(int maxKnown, RowSink sink) {
        this.maxKnown = maxKnown;
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
    public void stapledResponse(
            Side sender, long timeNanos, byte[] ocspResponse, String leafSha256) {
        // A connection's responses are its own, see Staples.
    }
}
