package org.tlscensus.core.ocsp;

import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.DerReader;
import org.tlscensus.core.x509.DerValue;

/** Extensions of an OCSP message (RFC 6960 section 4.4). */
final class OcspExtensions {
    private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";

    /** RFC 6962 section 3.3. */
    private static final String SCT_LIST = "1.3.6.1.4.1.11129.2.4.5";

    private OcspExtensions() {}

    /** The signed certificate timestamps among those of a single response; null without a list. */
    static List<String> scts(DerValue tagged, OcspLimits limits) throws ParseException {
        String field = "singleExtensions";
        DerReader all = tagged.children(field).only(field).children(DerValue.SEQUENCE, field);
        while (all.hasNext()) {
            DerReader extension = all.next(field).children(DerValue.SEQUENCE, field);
            if (extension.next("extnID").oid("extnID").equals(SCT_LIST)) {
                extension.nextIf(DerValue.BOOLEAN, "critical");
                DerValue value = extension.next(DerValue.OCTET_STRING, "extnValue");
                DerValue list = DerValue.of(value.content(), "sct_list");
                return timestamps(list.expect(DerValue.OCTET_STRING, "sct_list"), limits);
            }
        }
        return null;
    }

    private static List<String> timestamps(DerValue octets, OcspLimits limits)
            throws ParseException {
        ByteCursor in = new ByteCursor(octets.content());
        ByteCursor list = in.vector16(0, 0xffff, "sct_list");
        in.expectEnd("sct_list");
        List<String> timestamps = new ArrayList<>();
        while (!list.isAtEnd()) {
            if (timestamps.size() == limits.maxTimestamps()) {
                throw new ParseException(TOO_LARGE, "sct_list", list.position());
            }
            byte[] timestamp = list.vector16(1, 0xffff, "serialized_sct").rest();
            timestamps.add(HexFormat.of().formatHex(timestamp));
        }
        return timestamps;
    }

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
