package org.tlscensus.core.x509;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds who signed a revocation list, by name and signature (RFC 5280 section 6.3.3). It is not to
 * be shared by threads.
 */
public final class ListIssuers {
    /** What is known of a list's signature. */
    public enum Verdict {
        VALID,
        /** Of those who bear the issuer's name nobody signed it. */
        INVALID,
        /** Nobody bears that name, or the signature cannot be checked. */
        UNKNOWN
    }

    private final CertificatePool pool;
    private final SignatureCheck check =
            new SignatureCheck(CertificateLimits.DEFAULT, EllipticKeys.OF_ISSUERS);

    /**
     * @param pool CA certificates of the archive
     */
    public ListIssuers(CertificatePool pool) {
        this.pool = pool;
    }

    /**
     * Checks a list.
     *
     * @param stores whose anchors may have signed it
     */
    public Verdict check(RevocationList list, List<TrustStore> stores) {
        List<ChainCertificate> candidates =
                new ArrayList<>(pool.ofSubject(list.issuerKey(), list.keyId()));
        stores.forEach(store -> candidates.addAll(store.anchors(list.issuerKey())));
        boolean isChecked = false;
        for (ChainCertificate candidate : candidates) {
            if (!KeyUsages.maySignLists(candidate.keyUsage)) {
                continue;
            }
            switch (list.signedBy(candidate.key, check)) {
                case VALID -> {
                    return Verdict.VALID;
                }
                case INVALID -> isChecked = true;
                case UNCHECKED -> {}
            }
        }
        return isChecked ? Verdict.INVALID : Verdict.UNKNOWN;
    }
}
