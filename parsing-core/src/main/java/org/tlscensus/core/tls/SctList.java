package org.tlscensus.core.tls;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/** SignedCertificateTimestampList (RFC 6962 section 3.3). */
final class SctList {
    private SctList() {}

    /** The timestamps of the list, each as sent. */
    static List<byte[]> all(ByteCursor in) throws ParseException {
        ByteCursor list = in.vector16(0, 0xffff, "sct_list");
        List<byte[]> timestamps = new ArrayList<>(4);
        while (!list.isAtEnd()) {
            timestamps.add(list.vector16(1, 0xffff, "serialized_sct").rest());
        }
        return timestamps;
    }
}
