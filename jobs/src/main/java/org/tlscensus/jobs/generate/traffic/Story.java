package org.tlscensus.jobs.generate.traffic;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.jobs.generate.capture.Endpoints;
import org.tlscensus.jobs.generate.handshake.Handshake;
import org.tlscensus.jobs.generate.pki.Identity;
import org.tlscensus.jobs.generate.pki.Issued;
import org.tlscensus.jobs.generate.pki.OcspAnswer;
import org.tlscensus.jobs.generate.truth.TrueStartTls;

/**
 * What a connection is about, as the truth wants to know it.
 *
 * @param traffic name of the plan's entry
 * @param handshake null: no TLS
 * @param serverName or null
 * @param client who sends a certificate; or null
 * @param startTls or null
 * @param staple that the server sends, be it seen or not; or null
 * @param lookup that the connection is for; null: it is none of OCSP
 */
record Story(
        String traffic,
        Endpoints endpoints,
        Handshake handshake,
        String serverName,
        Identity server,
        Identity client,
        TrueStartTls startTls,
        OcspAnswer staple,
        Lookup lookup) {

    /** The story of a lookup. */
    static Story of(String traffic, Endpoints endpoints, Lookup lookup) {
        return new Story(traffic, endpoints, null, null, null, null, null, null, lookup);
    }

    /** Certificates that the server shows in the clear; null: none. */
    List<String> serverChain() {
        return isCertificateHidden() ? null : server.fingerprints();
    }

    /** Certificates that the client shows in the clear; null: none. */
    List<String> clientChain() {
        return isCertificateHidden() || client == null ? null : client.fingerprints();
    }

    /**
     * Certificates in the clear of both sides; those that both have in their chains stand twice.
     */
    List<Issued> shown() {
        List<Issued> shown = new ArrayList<>();
        if (serverChain() != null) {
            shown.addAll(server.chain());
        }
        if (clientChain() != null) {
            shown.addAll(client.chain());
        }
        return shown;
    }

    /** Whether the server sends a certificate, be it in the clear or not. */
    boolean hasCertificate() {
        return handshake != null
                && handshake.facts().isAnswered()
                && !handshake.facts().isResumed();
    }

    private boolean isCertificateHidden() {
        return !hasCertificate() || handshake.isTls13();
    }
}
