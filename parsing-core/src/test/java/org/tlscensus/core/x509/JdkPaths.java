package org.tlscensus.core.x509;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The JDK's path builder, as a second referee. It knows nothing of TLS servers. */
final class JdkPaths {
    private JdkPaths() {}

    /** Whether it finds a path for the first certificate. */
    static boolean builds(List<byte[]> sent, List<byte[]> trusted, Instant time)
            throws GeneralSecurityException {
        List<X509Certificate> certificates = certificates(sent);
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate anchor : certificates(trusted)) {
            anchors.add(new TrustAnchor(anchor, null));
        }
        X509CertSelector leaf = new X509CertSelector();
        try {
            leaf.setCertificate(certificates(sent.subList(0, 1)).get(0));
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, leaf);
            parameters.setDate(Date.from(time));
            parameters.setRevocationEnabled(false);
            parameters.addCertStore(
                    CertStore.getInstance(
                            "Collection", new CollectionCertStoreParameters(certificates)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException | IndexOutOfBoundsException e) {
            return false; // no path, or a leaf that it cannot read
        }
    }

    private static List<X509Certificate> certificates(List<byte[]> ders)
            throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] der : ders) {
            certificate(factory, der).ifPresent(certificates::add);
        }
        return certificates;
    }

    /** The certificate, unless the JDK cannot read it. */
    private static Optional<X509Certificate> certificate(CertificateFactory factory, byte[] der) {
        try {
            return Optional.of(
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }
}
