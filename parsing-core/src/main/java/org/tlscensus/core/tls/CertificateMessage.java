package org.tlscensus.core.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * Certificate (RFC 5246 section 7.4.2, RFC 8446 section 4.4.2).
 *
 * @param certificates as sent, in order; the receiver owns the arrays
 * @param staples an OCSP response or null per certificate (TLS 1.3 only)
 * @param scts signed certificate timestamps with the first certificate (TLS 1.3 only), or null
 */
record CertificateMessage(List<byte[]> certificates, List<byte[]> staples, List<byte[]> scts) {

    /** Reads what is there; of a list that does not fit, the certificates before the fault. */
    static CertificateMessage parse(
            ByteCursor in, boolean isTls13, TlsLimits limits, Consumer<TlsAnomaly> anomalies) {
        List<byte[]> certificates = new ArrayList<>(4);
        List<byte[]> staples = new ArrayList<>(4);
        List<byte[]> scts = null;
        try {
            if (isTls13) {
                in.vector8(0, 0xff, "certificate_request_context");
            }
            int length = in.u24("certificate_list");
            int there = Math.min(length, in.remaining());
            ByteCursor list = in.slice(there, "certificate_list");
            if (there < length || !in.isAtEnd()) {
                anomalies.accept(TlsAnomaly.MALFORMED_CERTIFICATE_MESSAGE);
            }
            while (!list.isAtEnd()) {
                if (certificates.size() == limits.certificates()) {
                    anomalies.accept(TlsAnomaly.TOO_MANY_CERTIFICATES);
                    break;
                }
                certificates.add(list.vector24(0, 0xffffff, "certificate").rest());
                if (isTls13) {
                    Extensions extensions = extensions(list, anomalies);
                    staples.add(staple(extensions));
                    scts = certificates.size() == 1 ? scts(extensions) : scts;
                }
            }
        } catch (ParseException e) {
            anomalies.accept(TlsAnomaly.MALFORMED_CERTIFICATE_MESSAGE);
        }
        return new CertificateMessage(certificates, staples, scts);
    }

    private static Extensions extensions(ByteCursor list, Consumer<TlsAnomaly> anomalies)
            throws ParseException {
        int length = list.u16("extensions");
        ByteCursor block = list.slice(length, "extensions");
        return Extensions.split(block, anomalies);
    }

    private static byte[] staple(Extensions extensions) throws ParseException {
        ByteCursor body = extensions.find(ExtensionType.STATUS_REQUEST);
        if (body == null) {
            return null;
        }
        List<byte[]> responses = CertificateStatus.parse(body);
        return responses.isEmpty() ? null : responses.get(0);
    }

    private static List<byte[]> scts(Extensions extensions) throws ParseException {
        ByteCursor body = extensions.find(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP);
        return body == null ? null : SctList.all(body);
    }
}
