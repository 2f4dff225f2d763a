package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;
import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.wire.ParseException;

/**
 * The parts of a certificate, found but not looked into (RFC 5280 section 4.1).
 *
 * @param version 1 to 3 by the encoding's 0 to 2; what else stands there plus 1
 * @param extensionsValue the [3] around the extensions; null without it, or when it does not parse
 * @param trailingBytes bytes behind the certificate
 */
record CertificateStructure(
        DerValue toBeSigned,
        int version,
        DerValue serialNumber,
        DerValue signature,
        DerValue issuer,
        DerValue validity,
        DerValue subject,
        DerValue subjectPublicKeyInfo,
        List<Extension> extensions,
        DerValue extensionsValue,
        DerValue signatureAlgorithm,
        DerValue signatureValue,
        int trailingBytes) {

    /**
     * An extension.
     *
     * @param value the OCTET STRING around its content
     * @param sequence all of it
     */
    record Extension(String oid, boolean critical, DerValue value, DerValue sequence) {
        /** The one value inside the OCTET STRING. */
        DerValue content(String field) throws ParseException {
            return new DerReader(value.bytes(), value.body(), value.end()).only(field);
        }
    }

    /** The parts; extensions that cannot be split are left out with a note. */
    static CertificateStructure parse(byte[] der, CertificateLimits limits, Notes notes)
            throws ParseException {
        if (der.length > limits.maxBytes()) {
            throw new ParseException(TOO_LARGE, "certificate", 0);
        }
        DerReader outer = new DerReader(der, 0, der.length);
        DerReader certificate =
                outer.next("certificate").children(DerValue.SEQUENCE, "certificate");
        DerValue toBeSigned = certificate.next(DerValue.SEQUENCE, "tbsCertificate");
        DerValue signatureAlgorithm = certificate.next(DerValue.SEQUENCE, "signatureAlgorithm");
        DerValue signatureValue = certificate.next(DerValue.BIT_STRING, "signatureValue");
        DerReader in = toBeSigned.children("tbsCertificate");
        List<Extension> extensions = new ArrayList<>();
        return new CertificateStructure(
                toBeSigned,
                version(in),
                in.next(DerValue.INTEGER, "serialNumber"),
                in.next(DerValue.SEQUENCE, "signature"),
                in.next(DerValue.SEQUENCE, "issuer"),
                in.next(DerValue.SEQUENCE, "validity"),
                in.next(DerValue.SEQUENCE, "subject"),
                in.next(DerValue.SEQUENCE, "subjectPublicKeyInfo"),
                extensions,
                extensions(in, extensions, limits, notes),
                signatureAlgorithm,
                signatureValue,
                outer.remaining());
    }

    private static int version(DerReader in) throws ParseException {
        DerValue explicit = in.nextIf(DerValue.contextConstructed(0), "version");
        if (explicit == null) {
            return 1;
        }
        int version = explicit.children("version").only("version").count("version");
        if (version > 0xffff) {
            throw new ParseException(BAD_VALUE, "version", explicit.start());
        }
        return version + 1;
    }

    /** Adds the extensions, and returns the value around them. */
    private static DerValue extensions(
            DerReader in, List<Extension> extensions, CertificateLimits limits, Notes notes) {
        return notes.read(
                () -> {
                    in.nextIf(DerValue.context(1), "issuerUniqueID");
                    in.nextIf(DerValue.context(2), "subjectUniqueID");
                    DerValue explicit = in.nextIf(DerValue.contextConstructed(3), "extensions");
                    if (in.hasNext()) {
                        throw new ParseException(
                                BAD_VALUE, "extensions", in.next("extensions").start());
                    }
                    if (explicit != null) {
                        addExtensions(explicit, extensions, limits, notes);
                    }
                    return explicit;
                });
    }

    private static void addExtensions(
            DerValue explicit, List<Extension> extensions, CertificateLimits limits, Notes notes)
            throws ParseException {
        DerReader all =
                explicit.children("extensions")
                        .only("extensions")
                        .children(DerValue.SEQUENCE, "extensions");
        while (all.hasNext()) {
            if (extensions.size() == limits.maxNames()) {
                throw new ParseException(TOO_LARGE, "extensions", all.next("extensions").start());
            }
            DerValue sequence = all.next("extension");
            Extension extension = notes.read(() -> extension(sequence));
            if (extension != null) {
                extensions.add(extension);
            }
        }
    }

    private static Extension extension(DerValue sequence) throws ParseException {
        DerReader in = sequence.children(DerValue.SEQUENCE, "extension");
        String oid = in.next("extnID").oid("extnID");
        DerValue critical = in.nextIf(DerValue.BOOLEAN, "critical");
        return new Extension(
                oid,
                critical != null && critical.bool("critical"),
                in.only("extnValue").expect(DerValue.OCTET_STRING, "extnValue"),
                sequence);
    }
}
