package org.tlscensus.jobs.generate.handshake;

import java.io.IOException;
import java.util.Vector;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.tlscensus.jobs.generate.plan.KeyKind;

/**
 * A key and a certificate with which handshakes are recorded. What is sent in its place is of the
 * same kind.
 */
final class RecordingKeys {
    private final BcTlsCrypto crypto;
    private final KeyKind kind;
    private final AsymmetricCipherKeyPair pair;
    private final byte[] der;

    RecordingKeys(BcTlsCrypto crypto, KeyKind kind, AsymmetricCipherKeyPair pair, byte[] der) {
        this.crypto = crypto;
        this.kind = kind;
        this.pair = pair;
        this.der = der;
    }

    /** Decrypts the premaster secret of a handshake without Diffie-Hellman. */
    TlsCredentialedDecryptor decryptor(TlsContext context) {
        return new BcDefaultTlsCredentialedDecryptor(
                crypto, certificate(context, null), pair.getPrivate());
    }

    /**
     * Signs by the first scheme of the peer's that goes with the key; before TLS 1.2 there are
     * none.
     *
     * @param requestContext of TLS 1.3's CertificateRequest; null elsewhere
     * @return null when no scheme of the peer's goes with the key
     */
    TlsCredentialedSigner signer(TlsContext context, Vector<?> peerSchemes, byte[] requestContext) {
        SignatureAndHashAlgorithm scheme = null;
        if (TlsUtils.isTLSv12(context.getServerVersion())) {
            scheme = chosen(peerSchemes, TlsUtils.isTLSv13(context.getServerVersion()));
            if (scheme == null) {
                return null;
            }
        }
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                pair.getPrivate(),
                certificate(context, requestContext),
                scheme);
    }

    private SignatureAndHashAlgorithm chosen(Vector<?> peerSchemes, boolean isTls13) {
        for (Object offered : peerSchemes) {
            SignatureAndHashAlgorithm scheme = (SignatureAndHashAlgorithm) offered;
            if (isOfKey(scheme, isTls13)) {
                return scheme;
            }
        }
        return null;
    }

    private boolean isOfKey(SignatureAndHashAlgorithm scheme, boolean isTls13) {
        int number = SignatureScheme.from(scheme);
        return switch (kind) {
            case P256 ->
                    isTls13
                            ? number == SignatureScheme.ecdsa_secp256r1_sha256
                            : scheme.getSignature() == SignatureAlgorithm.ecdsa;
            case P384 ->
                    isTls13
                            ? number == SignatureScheme.ecdsa_secp384r1_sha384
                            : scheme.getSignature() == SignatureAlgorithm.ecdsa;
            case ED25519 -> number == SignatureScheme.ed25519;
            case RSA1024, RSA2048, RSA3072, RSA4096 ->
                    isTls13
                            ? number == SignatureScheme.rsa_pss_rsae_sha256
                            : scheme.getSignature() == SignatureAlgorithm.rsa;
        };
    }

    private Certificate certificate(TlsContext context, byte[] requestContext) {
        try {
            TlsCertificate certificate = new BcTlsCertificate(crypto, der);
            if (!TlsUtils.isTLSv13(context.getServerVersion())) {
                return new Certificate(new TlsCertificate[] {certificate});
            }
            return new Certificate(
                    requestContext == null ? TlsUtils.EMPTY_BYTES : requestContext,
                    new CertificateEntry[] {new CertificateEntry(certificate, null)});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
