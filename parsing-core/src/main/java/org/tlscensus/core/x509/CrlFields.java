package org.tlscensus.core.x509;

import java.time.Instant;
import org.tlscensus.core.wire.ParseException;

/**
 * What a revocation list says of itself (RFC 5280 section 5). What was not there, or does not
 * parse, is null.
 *
 * @param issuer its name (RFC 4514)
 * @param number of the list, hex
 * @param isDelta whether it has only what changed since another list
 * @param signatureAlgorithm e.g. sha256WithRSAEncryption
 * @param parseError what does not parse, or null
 */
public record CrlFields(
        String issuer,
        Instant thisUpdate,
        Instant nextUpdate,
        String number,
        Boolean isDelta,
        String signatureAlgorithm,
        String parseError) {

    private static final int MAX_NOTES = 8;

    /** Reads the fields of tbsCertList as {@link CrlScanner} keeps them, as far as they go. */
    public static CrlFields parse(byte[] fields) {
        Reader reader = new Reader();
        reader.notes.read(
                () -> {
                    reader.read(new DerReader(fields, 0, fields.length));
                    return null;
                });
        return new CrlFields(
                reader.issuer,
                reader.thisUpdate,
                reader.nextUpdate,
                reader.number,
                reader.isDelta,
                reader.algorithm,
                reader.notes.text());
    }

    private static final class Reader {
        private final Notes notes = new Notes(MAX_NOTES);
        private String issuer;
        private Instant thisUpdate;
        private Instant nextUpdate;
        private String number;
        private Boolean isDelta;
        private String algorithm;

        void read(DerReader in) throws ParseException {
            in.nextIf(DerValue.INTEGER, "version");
            if (!in.hasNext()) {
                return;
            }
            DerValue identifier = in.next("signature");
            algorithm = notes.read(() -> SignatureAlgorithm.parse(identifier, "signature").name());
            if (!in.hasNext()) {
                return;
            }
            DerValue name = in.next("issuer");
            issuer = notes.read(() -> DirectoryName.parse(name, "issuer").text());
            if (!in.hasNext()) {
                return;
            }
            thisUpdate = time(in.next("thisUpdate"), "thisUpdate");
            isDelta = false;
            while (in.hasNext()) {
                DerValue value = in.next("tbsCertList");
                if (value.tag() == DerValue.contextConstructed(0)) {
                    notes.read(
                            () -> {
                                extensions(value);
                                return null;
                            });
                } else if (nextUpdate == null) {
                    nextUpdate = time(value, "nextUpdate");
                }
            }
        }

        private Instant time(DerValue value, String field) {
            return notes.read(() -> DerTime.parse(value, field));
        }

        private void extensions(DerValue tagged) throws ParseException {
            DerReader in =
                    tagged.children("crlExtensions")
                            .only("crlExtensions")
                            .children(DerValue.SEQUENCE, "crlExtensions");
            while (in.hasNext()) {
                DerReader extension = in.next("extension").children(DerValue.SEQUENCE, "extension");
                String id = extension.next("extnID").oid("extnID");
                extension.nextIf(DerValue.BOOLEAN, "critical");
                DerValue octets = extension.next(DerValue.OCTET_STRING, "extnValue");
                if (id.equals(ExtensionIds.CRL_NUMBER)) {
                    DerValue value = DerValue.of(octets.content(), "cRLNumber");
                    number = SerialNumber.hex(value.integer("cRLNumber"));
                } else if (id.equals(ExtensionIds.DELTA_CRL_INDICATOR)) {
                    isDelta = true;
                }
            }
        }
    }
}
