package org.tlscensus.core.analysis;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.ocsp.OcspLimits;
import org.tlscensus.core.row.StapledPart;
import org.tlscensus.core.tls.HandshakeMemory;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.tls.keys.TlsSecrets;
import org.tlscensus.core.wire.Side;

/** Keeps the OCSP responses of one connection's handshake; certificates go on to the task's. */
final class StapleRecorder implements TlsListener {
    /** A response for each certificate of a chain (RFC 8446 section 4.4.2.1). */
    private static final int MAX_RESPONSES = 16;

    private final TlsListener certificates;
    private List<StapledPart> stapled = List.of();

    StapleRecorder(TlsListener certificates) {
        this.certificates = certificates;
    }

    @Override
    public void certificate(String sha256, byte[] der) {
        certificates.certificate(sha256, der);
    }

    @Override
    public void stapledResponse(
            Side sender, long timeNanos, byte[] ocspResponse, String leafSha256) {
        if (stapled.isEmpty()) {
            stapled = new ArrayList<>(1);
        }
        boolean isTooLong = ocspResponse.length > OcspLimits.DEFAULT.maxBytes();
        if (stapled.size() < MAX_RESPONSES && !isTooLong) {
            stapled.add(new StapledPart(timeNanos, ocspResponse, leafSha256));
        }
    }

    @Override
    public TlsSecrets secrets(byte[] clientRandom) {
        return certificates.secrets(clientRandom);
    }

    @Override
    public HandshakeMemory memory() {
        return certificates.memory();
    }

    List<StapledPart> stapled() {
        return List.copyOf(stapled);
    }
}
