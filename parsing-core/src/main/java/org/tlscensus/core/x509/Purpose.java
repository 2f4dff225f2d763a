package org.tlscensus.core.x509;

import java.util.List;
import org.tlscensus.core.wire.Side;

/**
 * What a chain is used for in TLS, and so what its certificates have to be for (RFC 5280 section
 * 4.2.1.12). The uses of the leaf's key are those that OpenSSL wants for the purpose.
 */
enum Purpose {
    SERVER(
            List.of(KeyUsages.SERVER_AUTHENTICATION, "msSGC", "nsSGC"),
            List.of("digitalSignature", "keyEncipherment", "keyAgreement"),
            Reason.NOT_FOR_SERVERS),
    CLIENT(
            List.of(KeyUsages.CLIENT_AUTHENTICATION),
            List.of("digitalSignature", "keyAgreement"),
            Reason.NOT_FOR_CLIENTS);

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> extendedUsages;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> leafUsages;

    private final Reason otherwise;

    Purpose(List<String> extendedUsages, List<String> leafUsages, Reason otherwise) {
        this.extendedUsages = extendedUsages;
        this.leafUsages = leafUsages;
        this.otherwise = otherwise;
    }

    /** The purpose of what a side sends. */
    static Purpose of(Side sender) {
        return sender == Side.SERVER ? SERVER : CLIENT;
    }

    /** Whether its extended key usage, if it has any, is for this. */
    boolean isServedBy(ChainCertificate certificate) {
        return certificate.purposes == null
                || extendedUsages.stream().anyMatch(certificate.purposes::contains);
    }

    /** Whether a leaf may be used for this. */
    boolean isServedByLeaf(ChainCertificate leaf) {
        boolean usable =
                leaf.keyUsage == null || leafUsages.stream().anyMatch(leaf.keyUsage::contains);
        return usable && isServedBy(leaf);
    }

    /** What is wrong with a certificate that is not for this. */
    Reason otherwise() {
        return otherwise;
    }
}
