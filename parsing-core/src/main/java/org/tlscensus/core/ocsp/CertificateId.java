package org.tlscensus.core.ocsp;

import java.math.BigInteger;
import java.util.HexFormat;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.DerReader;
import org.tlscensus.core.x509.DerValue;
import org.tlscensus.core.x509.Hashes;
import org.tlscensus.core.x509.SerialNumber;

/**
 * Which certificate is meant (CertID, RFC 6960 section 4.1.1): hashes in hex, and the serial number
 * as in the table of certificates.
 */
public record CertificateId(
        String hashAlgorithm, String issuerNameHash, String issuerKeyHash, String serialNumber) {
    static final CertificateId NONE = new CertificateId(null, null, null, null);

    static CertificateId parse(DerValue value) throws ParseException {
        String field = "certID";
        DerReader in = value.children(DerValue.SEQUENCE, field);
        String oid =
                in.next(field).children(DerValue.SEQUENCE, "hashAlgorithm").next(field).oid(field);
        String nameHash = octets(in.next(DerValue.OCTET_STRING, "issuerNameHash"));
        String keyHash = octets(in.next(DerValue.OCTET_STRING, "issuerKeyHash"));
        BigInteger serial = in.only("serialNumber").integer("serialNumber");
        String name = Hashes.name(oid);
        return new CertificateId(
                name == null ? oid : name, nameHash, keyHash, SerialNumber.hex(serial));
    }

    private static String octets(DerValue value) {
        return HexFormat.of().formatHex(value.content());
    }
}
