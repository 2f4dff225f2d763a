package org.tlscensus.core.tls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/** SignedCertificateTimestampList (RFC 6962 section 3.3). */
final class SctList {
    private SctList() {}

    /** How many timestamps the list has. */
    static int count(ByteCursor in) throws ParseException {
        ByteCursor list = in.vector16(0, 0xffff, "sct_list");
        int count = 0;
        while (!list.isAtEnd()) {
            list.vector16(1, 0xffff, "serialized_sct");
            count++;
        }
        return count;
    }
}
