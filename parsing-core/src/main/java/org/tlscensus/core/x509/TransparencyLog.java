package org.tlscensus.core.x509;

import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.tlscensus.core.wire.ParseException;

/** A log of Certificate Transparency, as a list of logs tells of it. */
public final class TransparencyLog implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Provider PROVIDER = new BouncyCastleProvider();

    private static final int SHA256 = 4; // RFC 5246 section 7.4.1.4.1
    private static final int RSA = 1;
    private static final int ECDSA = 3;

    private final String description;
    private final String operator;
    private final String state;
    private final Instant stateSince;
    private final byte[] encodedKey;
    private final transient PublicKey key;

    /**
     * A log.
     *
     * @param state usable, retired, …; null when the list tells none
     * @param stateSince null when the list tells none
     * @param encodedKey SubjectPublicKeyInfo
     * @throws GeneralSecurityException when the key is none for ECDSA or RSA
     */
    public TransparencyLog(
            String description,
            String operator,
            String state,
            Instant stateSince,
            byte[] encodedKey)
            throws GeneralSecurityException {
        this.description = description;
        this.operator = operator;
        this.state = state;
        this.stateSince = stateSince;
        this.encodedKey = encodedKey.clone();
        key = key(encodedKey);
    }

    private static PublicKey key(byte[] encoded) throws GeneralSecurityException {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded);
        try {
            return KeyFactory.getInstance("EC", PROVIDER).generatePublic(spec);
        } catch (GeneralSecurityException e) {
            return KeyFactory.getInstance("RSA", PROVIDER).generatePublic(spec);
        }
    }

    private Object readResolve() throws java.io.InvalidObjectException {
        try {
            return new TransparencyLog(description, operator, state, stateSince, encodedKey);
        } catch (GeneralSecurityException e) {
            throw new java.io.InvalidObjectException(description);
        }
    }

    /** The log's id: the SHA-256 of its key, hex (RFC 6962 section 3.2). */
    public String id() {
        return Digests.sha256(encodedKey, 0, encodedKey.length);
    }

    String description() {
        return description;
    }

    String operator() {
        return operator;
    }

    String state() {
        return state;
    }

    Instant stateSince() {
        return stateSince;
    }

    /** Whether the log made a timestamp over an entry. */
    boolean signed(SignedTimestamp timestamp, LogEntry entry) {
        try {
            SignedTimestamp.Signed signed = timestamp.signed();
            boolean isRsa = key.getAlgorithm().equals("RSA");
            if (signed.hash() != SHA256 || signed.algorithm() != (isRsa ? RSA : ECDSA)) {
                return false; // a log has one of both (RFC 6962 section 2.1.4)
            }
            Signature signature =
                    Signature.getInstance(isRsa ? "SHA256withRSA" : "SHA256withECDSA", PROVIDER);
            signature.initVerify(key);
            signature.update(
                    entry.toBeSigned(timestamp.time().toEpochMilli(), signed.extensions()));
            return signature.verify(signed.signature());
        } catch (ParseException | GeneralSecurityException e) {
            return false;
        }
    }
}
