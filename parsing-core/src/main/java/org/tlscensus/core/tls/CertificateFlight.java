package org.tlscensus.core.tls;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/** The certificates of both ends, and what comes with them. */
final class CertificateFlight {
    private final TlsSession session;
    private final TlsListener listener;
    private boolean stapledOcsp;
    private List<byte[]> scts;

    CertificateFlight(TlsSession session, TlsListener listener) {
        this.session = session;
        this.listener = listener;
    }

    /** Whether the server stapled an OCSP response. */
    boolean stapledOcsp() {
        return stapledOcsp;
    }

    /** Signed certificate timestamps beside the server's certificate (TLS 1.3); null when none. */
    List<byte[]> scts() {
        return scts;
    }

    void message(Side sender, long timeNanos, ByteCursor in) {
        if (sender != session.clientSide) {
            session.fullHandshake();
            if (session.serverHello != null && session.serverHello.extensions().rawPublicKey) {
                return;
            }
        }
        boolean isTls13 = session.serverHello != null && session.isTls13();
        CertificateMessage message =
                CertificateMessage.parse(in, isTls13, session.limits, session.notes);
        List<String> chain = chain(message.certificates());
        SideState end = session.end(sender);
        if (end.chain == null) {
            end.chain = chain;
            end.chainNanos = timeNanos;
        }
        if (sender != session.clientSide && message.scts() != null) {
            scts = message.scts();
        }
        staples(sender, timeNanos, message.staples(), chain);
    }

    /** Hands certificates out, and returns their digests. */
    List<String> chain(List<byte[]> certificates) {
        Digests digests = Digests.ofThread();
        List<String> chain = new ArrayList<>(certificates.size());
        for (byte[] der : certificates) {
            if (der.length == 0) {
                session.note(TlsAnomaly.MALFORMED_CERTIFICATE_MESSAGE);
                continue;
            }
            String sha256 = digests.sha256(der);
            chain.add(sha256);
            listener.certificate(sha256, der);
        }
        return chain;
    }

    void status(Side sender, long timeNanos, ByteCursor in) throws ParseException {
        List<String> chain = session.end(sender).chain;
        staples(sender, timeNanos, CertificateStatus.parse(in), chain == null ? List.of() : chain);
    }

    private void staples(Side sender, long timeNanos, List<byte[]> staples, List<String> chain) {
        for (int i = 0; i < staples.size(); i++) {
            byte[] response = staples.get(i);
            if (response != null) {
                stapledOcsp |= sender != session.clientSide;
                String sha256 = i < chain.size() ? chain.get(i) : null;
                listener.stapledResponse(sender, timeNanos, response, sha256);
            }
        }
    }
}
