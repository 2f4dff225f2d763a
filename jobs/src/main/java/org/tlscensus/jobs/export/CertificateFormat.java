package org.tlscensus.jobs.export;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** In which form certificates are written. */
public enum CertificateFormat {
    /** As they were sent. */
    DER {
        @Override
        byte[] of(byte[] der) {
            return der;
        }
    },
    /** RFC 7468 section 5. */
    PEM {
        @Override
        byte[] of(byte[] der) {
            String text =
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der)
                            + "\n-----END CERTIFICATE-----\n";
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    };

    private static final int LINE = 64;

    abstract byte[] of(byte[] der);

    String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }
}
