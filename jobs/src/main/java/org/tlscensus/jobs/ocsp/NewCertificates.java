package org.tlscensus.jobs.ocsp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.x509.IssuerCertificate;

/** Reads the certificates that the archive did not have. */
final class NewCertificates implements Step {
    private static final long serialVersionUID = 1L;

    /**
     * Those that responders answer for (RFC 6960 section 4.3 wants SHA-1; RFC 5019 has no other).
     */
    static final List<String> HASHES = List.of("sha1", "sha256", "sha384", "sha512");

    @Override
    public void run(Part part, Consumer<Record> out) {
        Set<String> seen = new HashSet<>();
        part.of(KnownCertificate.class).forEach(known -> seen.add(known.sha256()));
        for (CertificateSighting sighting : part.of(CertificateSighting.class)) {
            if (seen.add(sighting.sha256())) {
                IssuerCertificate.of(sighting.der())
                        .ifPresent(certificate -> read(sighting, certificate, out));
            }
        }
    }

    private static void read(
            CertificateSighting sighting, IssuerCertificate certificate, Consumer<Record> out) {
        IssuerCertificate.Asked asked = certificate.asked();
        out.accept(KnownCertificate.of(sighting.sha256(), certificate, asked));
        if (asked.isCa()) {
            for (String hash : HASHES) {
                out.accept(KnownIssuer.of(hash, sighting.sha256(), certificate, sighting.der()));
            }
        }
    }
}
