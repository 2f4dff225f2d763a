package org.tlscensus.core.ocsp;

import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.row.OcspRow;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.DerReader;
import org.tlscensus.core.x509.DerValue;
import org.tlscensus.core.x509.Notes;

/**
 * An OCSP request (RFC 6960 section 4.1.1).
 *
 * @param nonce whether it has one; null when that part does not parse
 * @param singles which certificates it asks for
 * @param parseError what does not parse, or null
 */
public record OcspRequest(Boolean nonce, List<Single> singles, String parseError) {
    /** One of them; its id is without values when it does not parse. */
    public record Single(CertificateId id, String parseError) {}

    /** Reads a request; what does not parse is said, not thrown. */
    public static OcspRequest parse(byte[] message) {
        return parse(message, OcspLimits.DEFAULT);
    }

    /** Reads a request within bounds. */
    public static OcspRequest parse(byte[] message, OcspLimits limits) {
        Notes notes = new Notes(limits.maxNotes());
        List<Single> singles = new ArrayList<>();
        Boolean nonce = notes.read(() -> read(message, limits, singles));
        return new OcspRequest(nonce, singles, notes.text());
    }

    private static boolean read(byte[] message, OcspLimits limits, List<Single> singles)
            throws ParseException {
        if (message.length > limits.maxBytes()) {
            throw new ParseException(TOO_LARGE, "OCSPRequest", 0);
        }
        DerReader in =
                DerValue.of(message, "OCSPRequest")
                        .children(DerValue.SEQUENCE, "OCSPRequest")
                        .next("tbsRequest")
                        .children(DerValue.SEQUENCE, "tbsRequest");
        in.nextIf(DerValue.contextConstructed(0), "version");
        in.nextIf(DerValue.contextConstructed(1), "requestorName");
        DerReader list = in.next("requestList").children(DerValue.SEQUENCE, "requestList");
        while (list.hasNext()) {
            DerValue single = list.next("Request");
            if (singles.size() == limits.maxSingles()) {
                throw new ParseException(TOO_LARGE, "requestList", single.start());
            }
            singles.add(single(single));
        }
        return OcspExtensions.hasNonce(
                in.nextIf(DerValue.contextConstructed(2), "requestExtensions"));
    }

    private static Single single(DerValue request) {
        Notes notes = new Notes(1);
        CertificateId id =
                notes.read(
                        () ->
                                CertificateId.parse(
                                        request.children(DerValue.SEQUENCE, "Request")
                                                .next("reqCert")));
        return new Single(id == null ? CertificateId.NONE : id, notes.text());
    }

    /** A row for each certificate it asks for; one row when it names none. */
    public List<OcspRow> rows() {
        List<OcspRow> rows = new ArrayList<>();
        for (int i = 0; i < singles.size(); i++) {
            Single single = singles.get(i);
            rows.add(row(i, single.id, join(single.parseError, parseError)));
        }
        return rows.isEmpty() ? List.of(row(null, CertificateId.NONE, parseError)) : rows;
    }

    private OcspRow row(Integer position, CertificateId id, String error) {
        return new OcspRow(
                null,
                null,
                null,
                null,
                nonce,
                position,
                id.issuerNameHash(),
                id.issuerKeyHash(),
                id.hashAlgorithm(),
                id.serialNumber(),
                null,
                null,
                null,
                null,
                null,
                null,
                error);
    }

    /** Both notes; either may be null. */
    static String join(String single, String whole) {
        if (single == null || whole == null) {
            return single == null ? whole : single;
        }
        return single + "; " + whole;
    }
}
