package org.tlscensus.core.tls;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/** CertificateStatus (RFC 6066 section 8, RFC 6961 section 2.2). */
final class CertificateStatus {
    private static final int OCSP = 1; // IANA TLS Certificate Status Types registry
    private static final int OCSP_MULTI = 2;

    private CertificateStatus() {}

    /**
     * OCSP responses, the first for the first certificate of the chain and so on; null for a
     * certificate without one. Empty for a status type that is not OCSP.
     */
    static List<byte[]> parse(ByteCursor in) throws ParseException {
        List<byte[]> responses = new ArrayList<>(1);
        int type = in.u8("status_type");
        if (type == OCSP) {
            responses.add(response(in.vector24(0, 0xffffff, "ocsp_response")));
        } else if (type == OCSP_MULTI) {
            ByteCursor list = in.vector24(0, 0xffffff, "ocsp_response_list");
            while (!list.isAtEnd()) {
                responses.add(response(list.vector24(0, 0xffffff, "ocsp_response")));
            }
        }
        return responses;
    }

    private static byte[] response(ByteCursor body) {
        return body.isAtEnd() ? null : body.rest();
    }
}
