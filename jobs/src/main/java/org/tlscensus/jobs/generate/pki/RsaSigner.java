package org.tlscensus.jobs.generate.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.encodings.PKCS1Encoding;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;

/**
 * RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2) without blinding: our keys are no secret, and blinding
 * takes more time than the signature.
 */
final class RsaSigner implements ContentSigner {
    private final AlgorithmIdentifier signature;
    private final AlgorithmIdentifier digest;
    private final AsymmetricKeyParameter key;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    RsaSigner(
            AlgorithmIdentifier signature, AlgorithmIdentifier digest, AsymmetricKeyParameter key) {
        this.signature = signature;
        this.digest = digest;
        this.key = key;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return signature;
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public byte[] getSignature() {
        try {
            Digest hash = BcDefaultDigestProvider.INSTANCE.get(digest);
            byte[] bytes = content.toByteArray();
            hash.update(bytes, 0, bytes.length);
            byte[] value = new byte[hash.getDigestSize()];
            hash.doFinal(value, 0);
            byte[] info = new DigestInfo(digestId(), value).getEncoded(ASN1Encoding.DER);
            PKCS1Encoding engine = new PKCS1Encoding(new RSAEngine());
            engine.init(true, key);
            return engine.processBlock(info, 0, info.length);
        } catch (IOException | CryptoException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 8017 section 9.2 wants NULL as the parameters of every hash. */
    private AlgorithmIdentifier digestId() {
        return new AlgorithmIdentifier(digest.getAlgorithm(), DERNull.INSTANCE);
    }
}
