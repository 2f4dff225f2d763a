package org.tlscensus.core.x509;

import java.io.ByteArrayOutputStream;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.CertificateStructure.Extension;

/**
 * A certificate as a log signs it (RFC 6962 section 3.2).
 *
 * <pre>
 *   x509_entry      length (3) | certificate
 *   precert_entry   SHA-256 of the issuer's key (32) | length (3) | TBSCertificate without its timestamps
 * </pre>
 *
 * @param type LogEntryType
 * @param bytes signed_entry
 */
record LogEntry(int type, byte[] bytes) {
    private static final int X509_ENTRY = 0;
    private static final int PRECERT_ENTRY = 1;

    /** The certificate as it is: for timestamps beside it. */
    static LogEntry ofCertificate(byte[] der) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(der.length + 3);
        vector24(out, der);
        return new LogEntry(X509_ENTRY, out.toByteArray());
    }

    /**
     * What the CA had signed by logs before it put their timestamps into the certificate.
     *
     * @param certificate has extensions
     * @param issuerKeyHash SHA-256 of the issuer's SubjectPublicKeyInfo
     */
    static LogEntry ofPrecertificate(CertificateStructure certificate, byte[] issuerKeyHash)
            throws ParseException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(issuerKeyHash);
        vector24(out, withoutTimestamps(certificate));
        return new LogEntry(PRECERT_ENTRY, out.toByteArray());
    }

    /**
     * The TBSCertificate without the extension that holds the timestamps. All other bytes stay as
     * they are, with new lengths around them, since a CA's encoding may not be what another would
     * make of it.
     */
    private static byte[] withoutTimestamps(CertificateStructure certificate)
            throws ParseException {
        DerValue whole = certificate.toBeSigned();
        DerValue explicit = certificate.extensionsValue();
        DerValue sequence = explicit.children("extensions").only("extensions");
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int at = sequence.body();
        for (Extension extension : certificate.extensions()) {
            if (extension.oid().equals(ExtensionIds.SCT_LIST)) {
                kept.write(whole.bytes(), at, extension.sequence().start() - at);
                at = extension.sequence().end();
            }
        }
        kept.write(whole.bytes(), at, sequence.end() - at);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(whole.bytes(), whole.body(), explicit.start() - whole.body());
        if (kept.size() > 0) {
            content.writeBytes(value(explicit.tag(), value(DerValue.SEQUENCE, kept.toByteArray())));
        }
        return value(DerValue.SEQUENCE, content.toByteArray());
    }

    private static byte[] value(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 6);
        out.write(tag);
        int length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else {
            int octets = (32 - Integer.numberOfLeadingZeros(length) + 7) / 8;
            out.write(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(length >> 8 * i);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static void vector24(ByteArrayOutputStream out, byte[] bytes) {
        out.write(bytes.length >> 16);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    /** The digitally-signed struct of a timestamp over this entry. */
    byte[] toBeSigned(long millis, byte[] extensions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 14);
        out.write(0); // sct_version v1
        out.write(0); // signature_type certificate_timestamp
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (millis >> shift));
        }
        out.write(type >> 8);
        out.write(type);
        out.writeBytes(bytes);
        out.write(extensions.length >> 8);
        out.write(extensions.length);
        out.writeBytes(extensions);
        return out.toByteArray();
    }
}
