package org.tlscensus.core.x509;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.wire.ParseException;

/**
 * Trust anchors under a name. Each certificate in it is an anchor, whoever issued it. It may be
 * shared by threads, and sent to other processes.
 */
public final class TrustStore implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final ArrayList<byte[]> certificates;
    private final transient Map<String, List<ChainCertificate>> bySubject = new HashMap<>();
    private final transient int unreadable;

    private TrustStore(String name, List<byte[]> certificates) {
        this.name = name;
        this.certificates = new ArrayList<>(certificates);
        int failures = 0;
        for (byte[] der : certificates) {
            try {
                ChainCertificate anchor = ChainCertificate.parse(der, CertificateLimits.DEFAULT);
                bySubject
                        .computeIfAbsent(anchor.subjectKey, subject -> new ArrayList<>(1))
                        .add(anchor);
            } catch (ParseException e) {
                failures++;
            }
        }
        unreadable = failures;
    }

    /** The anchors that a PEM text holds, whatever stands between them. */
    public static TrustStore fromPem(String name, byte[] pem) {
        return new TrustStore(name, PemCertificates.read(pem));
    }

    /** The anchors that a PEM text holds; the stream is read to its end and stays open. */
    public static TrustStore fromPem(String name, InputStream pem) throws IOException {
        return fromPem(name, pem.readAllBytes());
    }

    /** The anchors given as DER. */
    public static TrustStore of(String name, List<byte[]> certificates) {
        return new TrustStore(name, certificates);
    }

    /** The certificates that a key store holds as trusted, by alias. */
    public static TrustStore fromKeyStore(String name, KeyStore keyStore)
            throws GeneralSecurityException {
        List<String> aliases = Collections.list(keyStore.aliases());
        Collections.sort(aliases);
        List<byte[]> certificates = new ArrayList<>();
        for (String alias : aliases) {
            if (keyStore.isCertificateEntry(alias)) {
                certificates.add(keyStore.getCertificate(alias).getEncoded());
            }
        }
        return new TrustStore(name, certificates);
    }

    private Object readResolve() {
        return new TrustStore(name, certificates);
    }

    public String name() {
        return name;
    }

    /** How many certificates it was given. */
    public int size() {
        return certificates.size();
    }

    /** How many of them do not parse, and are no anchors. */
    public int unreadable() {
        return unreadable;
    }

    /** Whether the certificate is an anchor's, or another of its key and name (a cross-sign). */
    boolean isOfAnchor(ChainCertificate certificate) {
        return anchors(certificate.subjectKey).stream().anyMatch(certificate::isSameEntityAs);
    }

    /** The anchors of a subject, in the order in which they were given. */
    List<ChainCertificate> anchors(String subjectKey) {
        return bySubject.getOrDefault(subjectKey, List.of());
    }
}
