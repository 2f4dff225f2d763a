package org.tlscensus.core.tls;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.tls.keys.TlsSecrets;
import org.tlscensus.core.wire.Side;

/** All that a dialogue hands out. */
record Told(TlsRow row, List<String> anomalies, List<String> certificates, List<String> staples) {
    /** A listener that writes down what it is told. */
    static final class Listener implements TlsListener {
        private final List<String> certificates = new ArrayList<>();
        private final List<String> staples = new ArrayList<>();
        private final HandshakeMemory memory = new HandshakeMemory(64 << 20);

        @Override
        public void certificate(String sha256, byte[] der) {
            certificates.add(sha256 + " " + der.length);
        }

        @Override
        public TlsSecrets secrets(byte[] clientRandom) {
            return null;
        }

        @Override
        public HandshakeMemory memory() {
            return memory;
        }

        @Override
        public void stapledResponse(
                Side sender, long timeNanos, byte[] ocspResponse, String leafSha256) {
            staples.add(sender + " " + ocspResponse.length + " " + leafSha256);
        }

        Told told(TlsSession session) {
            return new Told(
                    session.toRow(),
                    List.copyOf(session.anomalies()),
                    List.copyOf(certificates),
                    List.copyOf(staples));
        }
    }
}
