package org.tlscensus.jobs.generate.pki;

import java.security.SecureRandom;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.SignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.bc.BcContentSignerBuilder;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.operator.bc.BcEdECContentSignerBuilder;
import org.tlscensus.jobs.generate.plan.KeyKind;
import org.tlscensus.jobs.generate.plan.SignatureHash;

/** Signers, and what their algorithms are called. */
final class Signers {
    private static final SignatureAlgorithmIdentifierFinder SIGNATURES =
            new DefaultSignatureAlgorithmIdentifierFinder();
    private static final DigestAlgorithmIdentifierFinder DIGESTS =
            new DefaultDigestAlgorithmIdentifierFinder();

    private Signers() {}

    static ContentSigner of(
            KeyKind kind, AsymmetricKeyParameter key, SignatureHash hash, SecureRandom random) {
        String name =
                kind.isRsa() ? hash + "withRSA" : kind.isEc() ? hash + "withECDSA" : "Ed25519";
        AlgorithmIdentifier signature = SIGNATURES.find(name);
        AlgorithmIdentifier digest = DIGESTS.find(signature);
        if (kind.isRsa()) {
            return new RsaSigner(signature, digest, key);
        }
        BcContentSignerBuilder builder =
                kind.isEc()
                        ? new BcECContentSignerBuilder(signature, digest)
                        : new BcEdECContentSignerBuilder(signature);
        try {
            return builder.setSecureRandom(random).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What RFC 8017, RFC 5758 and RFC 8410 call the algorithm, as the tables do. */
    static String algorithmName(KeyKind kind, SignatureHash hash) {
        if (kind.isRsa()) {
            return hash.word() + "WithRSAEncryption";
        }
        return kind.isEc() ? "ecdsa-with-" + hash : "ed25519";
    }

    /** The hash, where the algorithm names one. */
    static String hashName(KeyKind kind, SignatureHash hash) {
        return kind == KeyKind.ED25519 ? null : hash.word();
    }
}
