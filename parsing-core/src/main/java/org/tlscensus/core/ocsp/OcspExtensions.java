package org.tlscensus.core.ocsp;

import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.DerReader;
import org.tlscensus.core.x509.DerValue;

/** Extensions of an OCSP message (RFC 6960 section 4.4). */
final class OcspExtensions {
    private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";

    private OcspExtensions() {}

    /** Whether a nonce is among the explicitly tagged extensions, which may be null. */
    static boolean hasNonce(DerValue tagged) throws ParseException {
        String field = "extensions";
        if (tagged == null) {
            return false;
        }
        DerReader all = tagged.children(field).only(field).children(DerValue.SEQUENCE, field);
        boolean found = false;
        while (all.hasNext()) {
            DerReader extension = all.next(field).children(DerValue.SEQUENCE, field);
            found |= extension.next(field).oid(field).equals(NONCE);
        }
        return found;
    }
}
