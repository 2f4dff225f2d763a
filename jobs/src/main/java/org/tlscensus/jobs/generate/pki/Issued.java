package org.tlscensus.jobs.generate.pki;

import java.math.BigInteger;
import java.util.Base64;

/**
 * A certificate that was made.
 *
 * @param truth what was put into it
 * @param issuer who signed it, for OCSP; null where nobody is asked
 */
public record Issued(byte[] der, BigInteger serial, TrueCertificate truth, Issuer issuer) {
    /** As a text of PEM. */
    public String pem() {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    public String sha256() {
        return truth.sha256();
    }
}
