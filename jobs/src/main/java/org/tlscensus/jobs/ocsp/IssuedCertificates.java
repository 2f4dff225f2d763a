package org.tlscensus.jobs.ocsp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds the certificates of the archive that exchanges are about, serial number by serial number.
 * Of several one that names the issuer's key, and of these the one with the first hash.
 */
final class IssuedCertificates implements Step {
    private static final long serialVersionUID = 1L;

    /** Certificates of one serial number by hash function and hash of their issuer's name. */
    private static final class OfSerial {
        private final Map<List<String>, List<KnownCertificate>> byIssuer = new HashMap<>();

        OfSerial(List<KnownCertificate> certificates) {
            for (KnownCertificate certificate : certificates) {
                for (String hash : NewCertificates.HASHES) {
                    byIssuer.computeIfAbsent(
                                    List.of(hash, certificate.issuerNameHash(hash)),
                                    key -> new ArrayList<>())
                            .add(certificate);
                }
            }
        }

        List<KnownCertificate> of(String hashAlgorithm, String issuerNameHash) {
            return hashAlgorithm == null || issuerNameHash == null
                    ? List.of()
                    : byIssuer.getOrDefault(List.of(hashAlgorithm, issuerNameHash), List.of());
        }
    }

    @Override
    public void run(Part part, Consumer<Record> out) {
        Map<String, List<KnownCertificate>> certificates =
                part.by(KnownCertificate.class, KnownCertificate::serialNumber);
        Map<String, List<CertificateAsk>> asks =
                part.by(CertificateAsk.class, CertificateAsk::serialNumber);
        Map<String, List<PartitionSerial>> settled =
                part.by(PartitionSerial.class, PartitionSerial::serialNumber);
        certificates.forEach(
                (serial, all) -> {
                    List<CertificateAsk> asking = asks.getOrDefault(serial, List.of());
                    List<PartitionSerial> rows = settled.getOrDefault(serial, List.of());
                    if (serial != null && !(asking.isEmpty() && rows.isEmpty())) {
                        OfSerial ofSerial = new OfSerial(all);
                        label(asking, ofSerial, out);
                        relabel(rows, ofSerial, out);
                    }
                });
    }

    private static void label(
            List<CertificateAsk> asks, OfSerial certificates, Consumer<Record> out) {
        Set<WantedCertificate> wanted = new HashSet<>();
        for (CertificateAsk ask : asks) {
            List<KnownCertificate> all = certificates.of(ask.hashAlgorithm(), ask.issuerNameHash());
            if (all.isEmpty()) {
                continue;
            }
            String sha256 = best(all, ask.issuerKeyHash());
            out.accept(Label.certificate(ask.exchangeId(), ask.ordinal(), sha256));
            if (ask.isByHttp()) {
                for (KnownCertificate each : all) {
                    wanted.add(
                            new WantedCertificate(
                                    each.sha256(),
                                    ask.hashAlgorithm(),
                                    ask.issuerNameHash(),
                                    ask.serialNumber(),
                                    each.uris()));
                }
            }
        }
        wanted.forEach(out);
    }

    /** Only a new certificate changes what was said. */
    private static void relabel(
            List<PartitionSerial> rows, OfSerial certificates, Consumer<Record> out) {
        for (PartitionSerial row : new HashSet<>(rows)) {
            List<KnownCertificate> all = certificates.of(row.hashAlgorithm(), row.issuerNameHash());
            if (all.stream().anyMatch(KnownCertificate::isFresh)) {
                out.accept(Relabelling.certificate(row, best(all, row.issuerKeyHash())));
            }
        }
    }

    private static String best(List<KnownCertificate> certificates, String issuerKeyHash) {
        KnownCertificate best = null;
        for (KnownCertificate each : certificates) {
            if (best == null || isBetter(each, best, issuerKeyHash)) {
                best = each;
            }
        }
        return best.sha256();
    }

    private static boolean isBetter(
            KnownCertificate one, KnownCertificate other, String issuerKeyHash) {
        boolean isKey = Objects.equals(one.authorityKeyId(), issuerKeyHash);
        boolean isKeyOfOther = Objects.equals(other.authorityKeyId(), issuerKeyHash);
        return isKey == isKeyOfOther ? one.sha256().compareTo(other.sha256()) < 0 : isKey;
    }
}
