package org.tlscensus.jobs.generate.pki;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * A name of an organization's unit, or of a common name alone.
 *
 * @param organization or null
 */
record DirectoryText(String commonName, String organization) {
    X500Name name() {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        if (organization != null) {
            builder.addRDN(BCStyle.O, organization);
        }
        return builder.addRDN(BCStyle.CN, commonName).build();
    }

    /** As a text, the last part first (RFC 4514 section 2.1). */
    String text() {
        String common = "CN=" + escaped(commonName);
        return organization == null ? common : common + ",O=" + escaped(organization);
    }

    /** RFC 4514 section 2.4; plans have no other characters that would want it. */
    private static String escaped(String value) {
        String text = value.replaceAll("([\\\\,+\"<>;])", "\\\\$1");
        return text.startsWith("#") ? "\\" + text : text;
    }
}
