package org.tlscensus.core.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.DSAParameters;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.DSASigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.tlscensus.core.wire.ParseException;

/**
 * Whether a key verifies a signature. Keys come from strangers, so what one check may cost is
 * bounded by {@link CertificateLimits}.
 */
final class SignatureCheck {
    /** What a check tells. */
    enum Outcome {
        VALID,
        INVALID,
        /** The algorithm is unknown, or the key is larger than the limits allow. */
        UNCHECKED
    }

    /** Only handed to calls: it is never registered. */
    private static final Provider PROVIDER = new BouncyCastleProvider();

    private static final int MAX_BITS_OF_ANY_EXPONENT = 3072;
    private static final int MAX_DSA_ORDER_BITS = 512;

    /** ML-DSA-87 has 2,592 bytes. */
    private static final int MAX_PROVIDER_KEY_BYTES = 4096;

    /** So short that nesting cannot go deep. */
    private static final int MAX_PARAMETER_BYTES = 256;

    private final CertificateLimits limits;
    private final EllipticKeys ellipticKeys;

    SignatureCheck(CertificateLimits limits, EllipticKeys ellipticKeys) {
        this.limits = limits;
        this.ellipticKeys = ellipticKeys;
    }

    /** Whether the key made the signature over the message, a value with its tag. */
    Outcome check(
            DerValue message, SignatureAlgorithm algorithm, byte[] signature, SubjectKey key) {
        try {
            if (algorithm.hash() == null) {
                return checkMessage(message, algorithm, signature, key);
            }
            return checkHash(message, algorithm, signature, key);
        } catch (ParseException | GeneralSecurityException | IOException e) {
            return Outcome.INVALID;
        } catch (RuntimeException e) {
            // Bouncy Castle tells of a bad key, point or parameter by whatever unchecked exception
            // comes of it: IllegalArgument, IllegalState, ClassCast, Arithmetic and more.
            return Outcome.INVALID;
        }
    }

    private Outcome checkHash(
            DerValue message, SignatureAlgorithm algorithm, byte[] signature, SubjectKey key)
            throws ParseException, GeneralSecurityException, IOException {
        String name = algorithm.name();
        Digest digest = Hashes.digest(algorithm.hash());
        if (digest == null) {
            return checkByProvider(message, algorithm, signature, key);
        }
        if (algorithm.oid().equals(SignatureAlgorithm.RSASSA_PSS)) {
            return key.isRsa() ? checkPss(message, algorithm, signature, key) : Outcome.INVALID;
        }
        if (name.contains("RSA")) {
            if (!key.algorithm().equals(SubjectKey.RSA)) {
                return Outcome.INVALID;
            }
            return checkRsa(message, new RSADigestSigner(digest), signature, key);
        }
        if (name.startsWith("ecdsa")) {
            return checkEcdsa(message, digest, signature, key);
        }
        return checkDsa(message, digest, signature, key);
    }

    private Outcome checkMessage(
            DerValue message, SignatureAlgorithm algorithm, byte[] signature, SubjectKey key)
            throws GeneralSecurityException, IOException {
        if (!algorithm.oid().equals(key.oid())) {
            boolean known = !algorithm.name().equals(algorithm.oid());
            return known ? Outcome.INVALID : Outcome.UNCHECKED;
        }
        return switch (key.algorithm()) {
            case SubjectKey.ED25519 -> {
                Ed25519Signer signer = new Ed25519Signer();
                signer.init(false, new Ed25519PublicKeyParameters(key.key()));
                yield outcome(signer, message, signature);
            }
            case SubjectKey.ED448 -> {
                Ed448Signer signer = new Ed448Signer(new byte[0]);
                signer.init(false, new Ed448PublicKeyParameters(key.key()));
                yield outcome(signer, message, signature);
            }
            default -> checkByProvider(message, algorithm, signature, key);
        };
    }

    private Outcome checkPss(
            DerValue message, SignatureAlgorithm algorithm, byte[] signature, SubjectKey key)
            throws ParseException {
        DerValue encoded = algorithm.parameters();
        if (encoded != null && encoded.length() > MAX_PARAMETER_BYTES) {
            return Outcome.INVALID;
        }
        RSASSAPSSparams parameters =
                encoded == null
                        ? new RSASSAPSSparams()
                        : RSASSAPSSparams.getInstance(encoded.encoded());
        String maskHash =
                Hashes.name(
                        AlgorithmIdentifier.getInstance(
                                        parameters.getMaskGenAlgorithm().getParameters())
                                .getAlgorithm()
                                .getId());
        int saltLength = parameters.getSaltLength().intValueExact();
        if (maskHash == null || saltLength < 0 || saltLength > limits.maxKeyBits() / 8) {
            return Outcome.UNCHECKED;
        }
        Signer signer =
                new PSSSigner(
                        new RSAEngine(),
                        Hashes.digest(algorithm.hash()),
                        Hashes.digest(maskHash),
                        saltLength);
        return checkRsa(message, signer, signature, key);
    }

    private Outcome checkRsa(DerValue message, Signer signer, byte[] signature, SubjectKey key)
            throws ParseException {
        SubjectKey.RsaNumbers numbers = key.rsaNumbers();
        BigInteger modulus = numbers.modulus();
        BigInteger exponent = numbers.exponent();
        if (modulus.signum() <= 0 || exponent.signum() <= 0) {
            return Outcome.INVALID;
        }
        int bits = modulus.bitLength();
        boolean costly =
                bits > limits.maxKeyBits()
                        || exponent.bitLength()
                                > (bits > MAX_BITS_OF_ANY_EXPONENT
                                        ? limits.maxExponentBits()
                                        : MAX_BITS_OF_ANY_EXPONENT);
        if (costly) {
            return Outcome.UNCHECKED;
        }
        if (signature.length != (bits + 7) / 8) {
            return Outcome.INVALID;
        }
        // true: take the numbers as they are; the check that a modulus is composite takes longer
        // than a hundred signatures.
        signer.init(false, new RSAKeyParameters(false, modulus, exponent, true));
        return outcome(signer, message, signature);
    }

    private Outcome checkEcdsa(DerValue message, Digest digest, byte[] signature, SubjectKey key)
            throws ParseException {
        if (!key.algorithm().equals(SubjectKey.ECDSA)) {
            return Outcome.INVALID;
        }
        ECPublicKeyParameters publicKey = ellipticKeys.of(key);
        if (publicKey == null) {
            return Outcome.UNCHECKED;
        }
        Signer signer = new DSADigestSigner(new ECDSASigner(), digest);
        signer.init(false, publicKey);
        return outcome(signer, message, signature);
    }

    private Outcome checkDsa(DerValue message, Digest digest, byte[] signature, SubjectKey key)
            throws ParseException {
        if (!key.algorithm().equals(SubjectKey.DSA)) {
            return Outcome.INVALID;
        }
        if (key.parameters() == null || key.parameters().tag() != DerValue.SEQUENCE) {
            return Outcome.UNCHECKED; // inherited from the issuer
        }
        DerReader in = key.parameters().children("parameters");
        BigInteger p = in.next("p").magnitude("p");
        BigInteger q = in.next("q").magnitude("q");
        BigInteger g = in.next("g").magnitude("g");
        BigInteger y = DerValue.of(key.key(), "subjectPublicKey").integer("subjectPublicKey");
        if (p.signum() <= 0 || q.signum() <= 0) {
            return Outcome.INVALID;
        }
        if (p.bitLength() > limits.maxKeyBits() || q.bitLength() > MAX_DSA_ORDER_BITS) {
            return Outcome.UNCHECKED;
        }
        Signer signer = new DSADigestSigner(new DSASigner(), digest);
        signer.init(false, new DSAPublicKeyParameters(y, new DSAParameters(p, q, g)));
        return outcome(signer, message, signature);
    }

    private static Outcome outcome(Signer signer, DerValue message, byte[] signature) {
        signer.update(message.bytes(), message.start(), message.end() - message.start());
        return signer.verifySignature(signature) ? Outcome.VALID : Outcome.INVALID;
    }

    /** GOST, SM2, ML-DSA, SLH-DSA: their keys have fixed sizes and named parameters. */
    private static Outcome checkByProvider(
            DerValue message, SignatureAlgorithm algorithm, byte[] signature, SubjectKey key)
            throws GeneralSecurityException, IOException {
        if (PROVIDER.getService("Signature", algorithm.oid()) == null
                && PROVIDER.getProperty("Alg.Alias.Signature." + algorithm.oid()) == null) {
            return Outcome.UNCHECKED;
        }
        DerValue parameters = key.parameters();
        if (key.key().length > MAX_PROVIDER_KEY_BYTES
                || parameters != null && parameters.length() > MAX_PARAMETER_BYTES) {
            return Outcome.UNCHECKED;
        }
        AlgorithmIdentifier identifier =
                parameters == null
                        ? new AlgorithmIdentifier(key.asn1Oid())
                        : new AlgorithmIdentifier(
                                key.asn1Oid(), ASN1Primitive.fromByteArray(parameters.encoded()));
        PublicKey publicKey =
                BouncyCastleProvider.getPublicKey(new SubjectPublicKeyInfo(identifier, key.key()));
        if (publicKey == null) {
            return Outcome.INVALID;
        }
        Signature signer = Signature.getInstance(algorithm.oid(), PROVIDER);
        signer.initVerify(publicKey);
        signer.update(message.bytes(), message.start(), message.end() - message.start());
        return signer.verify(signature) ? Outcome.VALID : Outcome.INVALID;
    }
}
