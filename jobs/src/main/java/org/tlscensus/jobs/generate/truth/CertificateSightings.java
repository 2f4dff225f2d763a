package org.tlscensus.jobs.generate.truth;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tlscensus.jobs.generate.pki.Issued;
import org.tlscensus.jobs.generate.pki.TrueCertificate;

/** Which certificates a site's connections showed, and when. */
public final class CertificateSightings {
    private final Map<String, Sighting> byFingerprint = new HashMap<>();

    private static final class Sighting {
        private final Issued certificate;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private long connections;
        private final TreeSet<String> sites = new TreeSet<>();
        private final TreeSet<String> ailments = new TreeSet<>();

        Sighting(Issued certificate) {
            this.certificate = certificate;
        }
    }

    /**
     * Notes a connection. A certificate that was sent in it more than once counts once.
     *
     * @param chain all certificates of the connection, of both sides
     * @param startMicros of the connection
     */
    public void add(
            String site, List<Issued> chain, long startMicros, Collection<String> ailments) {
        for (Issued certificate : chain.stream().distinct().toList()) {
            Sighting sighting =
                    byFingerprint.computeIfAbsent(
                            certificate.sha256(), any -> new Sighting(certificate));
            sighting.first = Math.min(sighting.first, startMicros);
            sighting.last = Math.max(sighting.last, startMicros);
            sighting.connections++;
            sighting.sites.add(site);
            sighting.ailments.addAll(ailments);
        }
    }

    /** Adds what another site saw. */
    public void addAll(CertificateSightings others) {
        others.byFingerprint.forEach(
                (fingerprint, other) -> {
                    Sighting own =
                            byFingerprint.computeIfAbsent(
                                    fingerprint, any -> new Sighting(other.certificate));
                    own.first = Math.min(own.first, other.first);
                    own.last = Math.max(own.last, other.last);
                    own.connections += other.connections;
                    own.sites.addAll(other.sites);
                    own.ailments.addAll(other.ailments);
                });
    }

    /** A certificate and where it was sent: a row of the truth. */
    record Row(TrueCertificate certificate, TrueCertificateUse use) {}

    /** The rows of all, in the order of their fingerprints. */
    List<Row> rows() {
        return byFingerprint.values().stream()
                .map(
                        sighting ->
                                new Row(
                                        sighting.certificate.truth(),
                                        new TrueCertificateUse(
                                                Moments.of(sighting.first),
                                                Moments.of(sighting.last),
                                                sighting.connections,
                                                List.copyOf(sighting.sites),
                                                List.copyOf(sighting.ailments))))
                .sorted(Comparator.comparing(row -> row.certificate().sha256()))
                .toList();
    }
}
