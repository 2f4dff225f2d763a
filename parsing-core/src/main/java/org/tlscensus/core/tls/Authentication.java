package org.tlscensus.core.tls;

import org.tlscensus.core.row.CertificateRequestRow;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * With what the sides prove who they are: the schemes that they sign with, and what the server asks
 * of the client's certificate. The first of each message counts.
 */
final class Authentication {
    private Integer serverScheme;
    private Integer clientScheme;
    private CertificateRequestRow request;

    /** Scheme of the server's first signature; null when none was read, or it names none. */
    Integer serverScheme() {
        return serverScheme;
    }

    /** Scheme of the client's CertificateVerify; null when none was read, or it names none. */
    Integer clientScheme() {
        return clientScheme;
    }

    /** Null when there was none. */
    CertificateRequestRow request() {
        return request;
    }

    /**
     * The signature of a ServerKeyExchange (RFC 5246 section 7.4.3).
     *
     * @param in stands behind the group
     */
    void serverKeyExchange(CipherSuites.KeyExchange exchange, ByteCursor in) throws ParseException {
        switch (exchange) {
            case ECDHE -> in.vector8(1, 0xff, "point");
            case DHE -> {
                in.vector16(1, 0xffff, "dh_g");
                in.vector16(1, 0xffff, "dh_Ys");
            }
            case ECDHE_PSK, DHE_PSK, OTHER -> {
                return; // not signed, or not known how
            }
        }
        if (serverScheme == null && !in.isAtEnd()) { // an anonymous exchange ends here
            serverScheme = in.u16("signature_scheme");
        }
    }

    /** A CertificateVerify (RFC 5246 section 7.4.8, RFC 8446 section 4.4.3). */
    void certificateVerify(boolean isClient, ByteCursor in) throws ParseException {
        int scheme = in.u16("signature_scheme");
        if (isClient && clientScheme == null) {
            clientScheme = scheme;
        } else if (!isClient && serverScheme == null) {
            serverScheme = scheme;
        }
    }

    /**
     * A CertificateRequest before TLS 1.3 (RFC 5246 section 7.4.4).
     *
     * @param hasSchemes whether the version has a list of signature schemes
     */
    void request(ByteCursor in, boolean hasSchemes) throws ParseException {
        int[] types = in.vector8(1, 0xff, "certificate_types").u8List();
        int[] schemes =
                hasSchemes
                        ? in.vector16(2, 0xfffe, "supported_signature_algorithms")
                                .u16List("signature_scheme")
                        : null;
        int authorities = count(in.vector16(0, 0xffff, "certificate_authorities"));
        if (request == null) {
            request =
                    new CertificateRequestRow(
                            WireLists.boxed(types),
                            schemes == null ? null : WireLists.boxed(schemes),
                            authorities);
        }
    }

    /** A CertificateRequest of TLS 1.3 (RFC 8446 section 4.3.2). */
    void request13(Extensions extensions) throws ParseException {
        ByteCursor schemes = extensions.find(ExtensionType.SIGNATURE_ALGORITHMS);
        ByteCursor authorities = extensions.find(ExtensionType.CERTIFICATE_AUTHORITIES);
        int[] read =
                schemes == null
                        ? null
                        : schemes.vector16(2, 0xfffe, "supported_signature_algorithms")
                                .u16List("signature_scheme");
        int count =
                authorities == null
                        ? 0
                        : count(authorities.vector16(3, 0xffff, "certificate_authorities"));
        if (request == null) {
            request =
                    new CertificateRequestRow(
                            null, read == null ? null : WireLists.boxed(read), count);
        }
    }

    private static int count(ByteCursor names) throws ParseException {
        int count = 0;
        while (!names.isAtEnd()) {
            names.vector16(1, 0xffff, "distinguished_name");
            count++;
        }
        return count;
    }
}
