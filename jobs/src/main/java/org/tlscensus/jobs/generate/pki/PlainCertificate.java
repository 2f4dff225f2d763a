package org.tlscensus.jobs.generate.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.tlscensus.jobs.generate.plan.KeyKind;
import org.tlscensus.jobs.generate.plan.SignatureHash;

/** A certificate and a staple that are in nobody's plan. */
public final class PlainCertificate {
    private PlainCertificate() {}

    /** An OCSP response that says nothing of any certificate. */
    public static byte[] unauthorizedStaple() {
        try {
            return new OCSPRespBuilder().build(OCSPRespBuilder.UNAUTHORIZED, null).getEncoded();
        } catch (IOException | OCSPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The DER of one that a key signs for itself. */
    public static byte[] selfSigned(KeyKind kind, AsymmetricCipherKeyPair pair) {
        DirectoryText name = new DirectoryText("server.invalid", null);
        SubjectPublicKeyInfo key = Authorities.info(pair.getPublic());
        return new CertificateMaker(
                        new CertificateMaker.Content(
                                CertificateMaker.Role.SERVER,
                                name,
                                kind,
                                key,
                                BigInteger.ONE,
                                Instant.EPOCH,
                                Instant.EPOCH.plusSeconds(1),
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                false),
                        new CertificateMaker.Signature(
                                name, kind, pair.getPrivate(), key, SignatureHash.SHA256, false),
                        new SeededRandom(0, "plain"))
                .made(null)
                .der();
    }
}
