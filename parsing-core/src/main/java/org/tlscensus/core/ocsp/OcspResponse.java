package org.tlscensus.core.ocsp;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;
import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tlscensus.core.row.OcspRow;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.DerReader;
import org.tlscensus.core.x509.DerTime;
import org.tlscensus.core.x509.DerValue;
import org.tlscensus.core.x509.DirectoryName;
import org.tlscensus.core.x509.IssuerCertificate;
import org.tlscensus.core.x509.Notes;
import org.tlscensus.core.x509.SignatureAlgorithm;

/** An OCSP response (RFC 6960 section 4.2.1). What was not there, or does not parse, is null. */
public final class OcspResponse {
    private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";

    /** OCSPResponseStatus by number; 4 is not used. */
    private static final List<String> STATUSES =
            List.of(
                    "successful",
                    "malformed_request",
                    "internal_error",
                    "try_later",
                    "",
                    "sig_required",
                    "unauthorized");

    private static final SingleResponse NO_SINGLE =
            new SingleResponse(CertificateId.NONE, null, null, null, null, null, null, null);

    private final OcspLimits limits;
    private final Notes notes;
    private final List<SingleResponse> singles = new ArrayList<>();
    private final List<byte[]> certificates = new ArrayList<>();
    private String status;
    private String responderId;
    private Instant producedAt;
    private SignatureAlgorithm algorithm;
    private Boolean nonce;
    private DerValue signedData;
    private byte[] signature;

    private OcspResponse(OcspLimits limits) {
        this.limits = limits;
        this.notes = new Notes(limits.maxNotes());
    }

    /** Reads a response; what does not parse is said, not thrown. */
    public static OcspResponse parse(byte[] message) {
        return parse(message, OcspLimits.DEFAULT);
    }

    /** Reads a response within bounds. */
    public static OcspResponse parse(byte[] message, OcspLimits limits) {
        OcspResponse response = new OcspResponse(limits);
        response.notes.read(
                () -> {
                    response.read(message);
                    return null;
                });
        return response;
    }

    private void read(byte[] message) throws ParseException {
        if (message.length > limits.maxBytes()) {
            throw new ParseException(TOO_LARGE, "OCSPResponse", 0);
        }
        DerReader in =
                DerValue.of(message, "OCSPResponse").children(DerValue.SEQUENCE, "OCSPResponse");
        int number = in.next(DerValue.ENUMERATED, "responseStatus").count("responseStatus");
        if (number >= STATUSES.size() || STATUSES.get(number).isEmpty()) {
            throw new ParseException(BAD_VALUE, "responseStatus", 0);
        }
        status = STATUSES.get(number);
        DerValue tagged = in.nextIf(DerValue.contextConstructed(0), "responseBytes");
        if (tagged != null) {
            DerReader bytes =
                    tagged.children("responseBytes")
                            .only("responseBytes")
                            .children(DerValue.SEQUENCE, "responseBytes");
            DerValue type = bytes.next("responseType");
            if (!type.oid("responseType").equals(BASIC)) {
                throw new ParseException(BAD_VALUE, "responseType", type.start());
            }
            DerValue octets = bytes.only("response").expect(DerValue.OCTET_STRING, "response");
            readBasic(DerValue.of(octets.content(), "BasicOCSPResponse"));
        }
    }

    private void readBasic(DerValue basic) throws ParseException {
        DerReader in = basic.children(DerValue.SEQUENCE, "BasicOCSPResponse");
        signedData = in.next(DerValue.SEQUENCE, "tbsResponseData");
        notes.read(
                () -> {
                    readData(signedData.children("tbsResponseData"));
                    return null;
                });
        DerValue identifier = in.next("signatureAlgorithm");
        algorithm = notes.read(() -> SignatureAlgorithm.parse(identifier, "signatureAlgorithm"));
        signature = in.next("signature").octetsOfBits("signature");
        DerValue tagged = in.nextIf(DerValue.contextConstructed(0), "certs");
        if (tagged != null) {
            DerReader certs =
                    tagged.children("certs").only("certs").children(DerValue.SEQUENCE, "certs");
            while (certs.hasNext() && certificates.size() < limits.maxSingles()) {
                certificates.add(certs.next("certs").encoded());
            }
        }
    }

    private void readData(DerReader in) throws ParseException {
        in.nextIf(DerValue.contextConstructed(0), "version");
        DerValue responder = in.next("responderID");
        responderId = notes.read(() -> responder(responder));
        DerValue time = in.next("producedAt");
        producedAt = notes.read(() -> DerTime.parse(time, "producedAt"));
        DerReader responses = in.next("responses").children(DerValue.SEQUENCE, "responses");
        while (responses.hasNext()) {
            DerValue single = responses.next("responses");
            if (singles.size() == limits.maxSingles()) {
                throw new ParseException(TOO_LARGE, "responses", single.start());
            }
            singles.add(SingleResponse.parse(single, limits));
        }
        nonce =
                OcspExtensions.hasNonce(
                        in.nextIf(DerValue.contextConstructed(1), "responseExtensions"));
    }

    private static String responder(DerValue id) throws ParseException {
        DerValue inner = id.children("responderID").only("responderID");
        if (id.tag() == DerValue.contextConstructed(1)) {
            return DirectoryName.parse(inner, "responderID").text();
        }
        if (id.tag() == DerValue.contextConstructed(2)) {
            inner.expect(DerValue.OCTET_STRING, "responderID");
            return HexFormat.of().formatHex(inner.content());
        }
        throw new ParseException(BAD_VALUE, "responderID", id.start());
    }

    /** successful, malformed_request, …; null when it does not parse. */
    public String status() {
        return status;
    }

    /** What it says of each certificate. */
    public List<SingleResponse> singles() {
        return singles;
    }

    /** What does not parse, but for what stands in a single response; or null. */
    public String parseError() {
        return notes.text();
    }

    /**
     * Whether the certificates' issuer signed it, or one to whom that issuer delegated it and whose
     * certificate is in the response (RFC 6960 section 4.2.2.2). Null when that cannot be checked,
     * and when there is no signature.
     */
    public Boolean isSignedFor(IssuerCertificate issuer) {
        if (signedData == null || algorithm == null || signature == null) {
            return null;
        }
        Boolean own = issuer.signed(signedData, algorithm, signature);
        if (Boolean.TRUE.equals(own)) {
            return true;
        }
        for (byte[] der : certificates) {
            IssuerCertificate delegate = IssuerCertificate.of(der).orElse(null);
            if (delegate != null
                    && delegate.isForOcsp()
                    && Boolean.TRUE.equals(issuer.issued(delegate))
                    && Boolean.TRUE.equals(delegate.signed(signedData, algorithm, signature))) {
                return true;
            }
        }
        return own;
    }

    /** A row for each certificate it speaks of; one row when it speaks of none. */
    public List<OcspRow> rows() {
        List<OcspRow> rows = new ArrayList<>();
        for (int i = 0; i < singles.size(); i++) {
            rows.add(row(i, singles.get(i)));
        }
        if (rows.isEmpty()) {
            rows.add(row(null, NO_SINGLE));
        }
        return rows;
    }

    private OcspRow row(Integer position, SingleResponse single) {
        return new OcspRow(
                status,
                responderId,
                producedAt,
                algorithm == null ? null : algorithm.name(),
                nonce,
                position,
                single.id().issuerNameHash(),
                single.id().issuerKeyHash(),
                single.id().hashAlgorithm(),
                single.id().serialNumber(),
                single.status(),
                single.revocationTime(),
                single.revocationReason(),
                single.thisUpdate(),
                single.nextUpdate(),
                single.scts(),
                OcspRequest.join(single.parseError(), notes.text()));
    }
}
