package org.tlscensus.core.x509;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HexFormat;

/**
 * CA certificates that are public beside those of trust stores, with their owners: what the Common
 * CA Database lists. It may be shared by threads once it is filled, and sent to other processes.
 */
public final class PublicIssuers implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, String> ownersBySha256 = new HashMap<>();
    private final HashMap<String, String> ownersByKeyId = new HashMap<>();

    /**
     * Adds a certificate. Of several owners of one key id the first stays.
     *
     * @param sha256 of the certificate, lower-case hex
     * @param keyId its subject key identifier, or null
     * @param owner the CA's
     */
    public void add(String sha256, byte[] keyId, String owner) {
        ownersBySha256.put(sha256, owner);
        if (keyId != null) {
            ownersByKeyId.putIfAbsent(HexFormat.of().formatHex(keyId), owner);
        }
    }

    /** How many certificates there are. */
    public int size() {
        return ownersBySha256.size();
    }

    /** Who owns a certificate, or null. */
    String owner(String sha256) {
        return ownersBySha256.get(sha256);
    }

    /**
     * Who owns the key that a certificate names as its issuer's, or null. A key id tells the key
     * where it is a hash of it, as CAs have it (RFC 5280 section 4.2.1.2); no name is asked for.
     */
    String ownerOfIssuer(ChainCertificate certificate) {
        byte[] keyId = certificate.authorityKeyId;
        return keyId == null ? null : ownersByKeyId.get(HexFormat.of().formatHex(keyId));
    }
}
