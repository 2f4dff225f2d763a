package org.tlscensus.core.x509;

import java.util.List;

/** Why a certificate was revoked, in words: CRLReason (RFC 5280 section 5.3.1), also of OCSP. */
public final class RevocationReason {
    static final int REMOVE_FROM_CRL = 8;

    private static final List<String> WORDS =
            List.of(
                    "unspecified",
                    "key_compromise",
                    "ca_compromise",
                    "affiliation_changed",
                    "superseded",
                    "cessation_of_operation",
                    "certificate_hold",
                    "unused",
                    "remove_from_crl",
                    "privilege_withdrawn",
                    "aa_compromise");

    private RevocationReason() {}

    public static String word(int reason) {
        return reason < WORDS.size() ? WORDS.get(reason) : "reason_" + reason;
    }
}
