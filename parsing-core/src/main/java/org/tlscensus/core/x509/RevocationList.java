package org.tlscensus.core.x509;

import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.tlscensus.core.wire.ParseException;

/**
 * A certificate revocation list that is there as a whole (RFC 5280 section 5), with its entries and
 * its signature. {@link CrlScanner} reads those that are too long for that.
 */
public final class RevocationList {
    /**
     * A certificate that is revoked.
     *
     * @param reason in words, null when it is not told
     */
    public record Entry(String serialNumber, Instant revocationTime, String reason) {}

    private final DerValue signed;
    private final SignatureAlgorithm algorithm;
    private final byte[] signature;
    private final DirectoryName issuer;
    private final Instant thisUpdate;
    private final Instant nextUpdate;
    private final DerValue revoked; // null when there is none
    private byte[] authorityKeyId;
    private ListScope scope = ListScope.ALL;

    private RevocationList(DerValue list) throws ParseException {
        DerReader outer = list.children(DerValue.SEQUENCE, "CertificateList");
        signed = outer.next(DerValue.SEQUENCE, "tbsCertList");
        algorithm =
                SignatureAlgorithm.parse(outer.next("signatureAlgorithm"), "signatureAlgorithm");
        signature = outer.only("signature").octetsOfBits("signature");
        DerReader in = signed.children("tbsCertList");
        in.nextIf(DerValue.INTEGER, "version");
        in.next(DerValue.SEQUENCE, "signature");
        issuer = DirectoryName.parse(in.next("issuer"), "issuer");
        thisUpdate = DerTime.parse(in.next("thisUpdate"), "thisUpdate");
        DerValue time = in.nextIf(DerTime.UTC_TIME, "nextUpdate");
        time = time == null ? in.nextIf(DerTime.GENERALIZED_TIME, "nextUpdate") : time;
        nextUpdate = time == null ? null : DerTime.parse(time, "nextUpdate");
        revoked = in.nextIf(DerValue.SEQUENCE, "revokedCertificates");
        DerValue tagged = in.nextIf(DerValue.contextConstructed(0), "crlExtensions");
        if (tagged != null) {
            readExtensions(tagged.children("crlExtensions").only("crlExtensions"));
        }
    }

    /**
     * Reads a list in DER. Its entries are looked at by {@link #entries}.
     *
     * @throws ParseException when it is none
     */
    public static RevocationList parse(byte[] der) throws ParseException {
        return new RevocationList(DerValue.of(der, "CertificateList"));
    }

    private void readExtensions(DerValue value) throws ParseException {
        DerReader all = value.children(DerValue.SEQUENCE, "crlExtensions");
        while (all.hasNext()) {
            DerReader extension = all.next("extension").children(DerValue.SEQUENCE, "extension");
            String id = extension.next("extnID").oid("extnID");
            DerValue critical = extension.nextIf(DerValue.BOOLEAN, "critical");
            DerValue octets = extension.next(DerValue.OCTET_STRING, "extnValue");
            switch (id) {
                case ExtensionIds.DELTA_CRL_INDICATOR -> scope = scope.andPartial();
                case ExtensionIds.ISSUING_DISTRIBUTION_POINT ->
                        scope = scope.and(DerValue.of(octets.content(), id));
                case ExtensionIds.AUTHORITY_KEY_ID -> {
                    DerReader in =
                            DerValue.of(octets.content(), id).children(DerValue.SEQUENCE, id);
                    DerValue keyId = in.nextIf(DerValue.context(0), id);
                    authorityKeyId = keyId == null ? null : keyId.content();
                }
                default -> {
                    if (critical != null && critical.bool("critical")) {
                        scope = scope.andPartial(); // it means what nobody here knows
                    }
                }
            }
        }
    }

    /** Its issuer's name (RFC 4514), as certificates' rows have it. */
    public String issuer() {
        return issuer.text();
    }

    /** The issuer's key id in hex, or null. */
    public String authorityKeyId() {
        return authorityKeyId == null ? null : HexFormat.of().formatHex(authorityKeyId);
    }

    public Instant thisUpdate() {
        return thisUpdate;
    }

    /** When the next one will be there, or null. */
    public Instant nextUpdate() {
        return nextUpdate;
    }

    public ListScope scope() {
        return scope;
    }

    String issuerKey() {
        return issuer.key();
    }

    byte[] keyId() {
        return authorityKeyId;
    }

    /** Whether a key signed it; whose it is does not matter. */
    SignatureCheck.Outcome signedBy(SubjectKey key, SignatureCheck check) {
        return check.check(signed, algorithm, signature, key);
    }

    /**
     * Hands out its entries, one after the other. One that takes a certificate off the list again
     * is left out.
     *
     * @throws ParseException at one that does not parse
     */
    public void entries(Consumer<Entry> out) throws ParseException {
        if (revoked == null) {
            return;
        }
        DerReader all = revoked.children("revokedCertificates");
        while (all.hasNext()) {
            String field = "revokedCertificates";
            DerReader in = all.next(field).children(DerValue.SEQUENCE, field);
            String serial = SerialNumber.hex(in.next("userCertificate").integer("userCertificate"));
            Instant time = DerTime.parse(in.next("revocationDate"), "revocationDate");
            DerValue extensions = in.nextIf(DerValue.SEQUENCE, "crlEntryExtensions");
            int reason = extensions == null ? -1 : reason(extensions);
            if (reason != RevocationReason.REMOVE_FROM_CRL) {
                String word = reason < 0 ? null : RevocationReason.word(reason);
                out.accept(new Entry(serial, time, word));
            }
        }
    }

    /** The CRLReason of an entry; -1 without one. */
    private static int reason(DerValue extensions) throws ParseException {
        DerReader all = extensions.children("crlEntryExtensions");
        while (all.hasNext()) {
            DerReader extension = all.next("extension").children(DerValue.SEQUENCE, "extension");
            if (extension.next("extnID").oid("extnID").equals(ExtensionIds.REASON_CODE)) {
                extension.nextIf(DerValue.BOOLEAN, "critical");
                DerValue octets = extension.next(DerValue.OCTET_STRING, "extnValue");
                return DerValue.of(octets.content(), "reasonCode")
                        .expect(DerValue.ENUMERATED, "reasonCode")
                        .count("reasonCode");
            }
        }
        return -1;
    }
}
