package org.tlscensus.core.x509;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tlscensus.core.wire.ParseException;

/**
 * CA certificates of a whole archive, to complete chains that were sent without them. What it hands
 * out does not depend on the order in which it was filled. It may be shared by threads, and sent to
 * other processes.
 */
public final class CertificatePool implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Candidates of one name that are tried: real CAs have a few keys and cross-signs. */
    private static final int MAX_CANDIDATES = 32;

    private final ArrayList<byte[]> certificates;
    private final transient Map<String, List<Entry>> bySubject = new HashMap<>();

    /** A certificate that is parsed in full when it is first asked for. */
    private static final class Entry {
        private final byte[] der;
        private final String sha256;
        private final byte[] subjectKeyId;
        private final Instant notAfter;
        private ChainCertificate certificate;

        Entry(byte[] der, ChainCertificate certificate) {
            this.der = der;
            sha256 = certificate.sha256;
            subjectKeyId = certificate.subjectKeyId;
            notAfter = certificate.notAfter;
        }

        synchronized ChainCertificate certificate() {
            if (certificate == null) {
                certificate = parsed(der);
            }
            return certificate;
        }
    }

    private CertificatePool(List<byte[]> all) {
        certificates = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (byte[] der : all) {
            ChainCertificate certificate = parsed(der);
            if (certificate != null
                    && Boolean.TRUE.equals(certificate.isCa)
                    && known.add(certificate.sha256)) {
                certificates.add(der);
                bySubject
                        .computeIfAbsent(certificate.subjectKey, key -> new ArrayList<>(1))
                        .add(new Entry(der, certificate));
            }
        }
        for (List<Entry> entries : bySubject.values()) {
            entries.sort(
                    Comparator.comparing((Entry entry) -> entry.notAfter)
                            .reversed()
                            .thenComparing(entry -> entry.sha256));
        }
    }

    /** The certificate, or null when it does not parse: then it is no issuer for anyone. */
    private static ChainCertificate parsed(byte[] der) {
        try {
            return ChainCertificate.parse(der, CertificateLimits.DEFAULT);
        } catch (ParseException e) {
            return null;
        }
    }

    /** The CA certificates among these; others, doubles and what does not parse are left out. */
    public static CertificatePool of(List<byte[]> certificates) {
        return new CertificatePool(certificates);
    }

    private Object readResolve() {
        return new CertificatePool(certificates);
    }

    /** How many CA certificates it holds. */
    public int size() {
        return certificates.size();
    }

    /** Who may have issued a certificate, the likeliest first: those whose key id it names. */
    List<ChainCertificate> issuers(ChainCertificate certificate) {
        return ofSubject(certificate.issuerKey, certificate.authorityKeyId);
    }

    /** Those of a name, first those with the key id, which may be null. */
    List<ChainCertificate> ofSubject(String subjectKey, byte[] keyId) {
        List<Entry> entries = bySubject.getOrDefault(subjectKey, List.of());
        List<ChainCertificate> issuers = new ArrayList<>(Math.min(entries.size(), MAX_CANDIDATES));
        for (Entry entry : entries) {
            if (names(keyId, entry) && issuers.size() < MAX_CANDIDATES) {
                issuers.add(entry.certificate());
            }
        }
        for (Entry entry : entries) {
            if (!names(keyId, entry) && issuers.size() < MAX_CANDIDATES) {
                issuers.add(entry.certificate());
            }
        }
        return issuers;
    }

    private static boolean names(byte[] keyId, Entry entry) {
        return keyId != null && Arrays.equals(keyId, entry.subjectKeyId);
    }
}
