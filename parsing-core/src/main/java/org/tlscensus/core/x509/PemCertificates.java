package org.tlscensus.core.x509;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Certificates in PEM (RFC 7468 section 5). Text around them, and blocks of other kinds, are passed
 * over. OpenSSL's TRUSTED CERTIFICATE has settings behind the certificate, which are cut off.
 */
final class PemCertificates {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final List<String> LABELS =
            List.of("CERTIFICATE-----", "X509 CERTIFICATE-----", "TRUSTED CERTIFICATE-----");

    private PemCertificates() {}

    static List<byte[]> read(byte[] pem) {
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        List<byte[]> certificates = new ArrayList<>();
        int position = 0;
        while (true) {
            int begin = text.indexOf(BEGIN, position);
            if (begin < 0) {
                return certificates;
            }
            int label = begin + BEGIN.length();
            int end = text.indexOf(END, label);
            if (end < 0) {
                return certificates;
            }
            for (String known : LABELS) {
                int body = label + known.length();
                if (text.startsWith(known, label) && body <= end) { // marks may share their dashes
                    add(certificates, text.substring(body, end));
                }
            }
            position = end;
        }
    }

    private static void add(List<byte[]> certificates, String base64) {
        try {
            certificates.add(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            certificates.add(new byte[0]); // counted as one that does not parse
        }
    }
}
