package org.tlscensus.core.ocsp;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;

import java.time.Instant;
import java.util.List;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.DerReader;
import org.tlscensus.core.x509.DerTime;
import org.tlscensus.core.x509.DerValue;
import org.tlscensus.core.x509.Notes;
import org.tlscensus.core.x509.RevocationReason;

/**
 * What a response says of one certificate (RFC 6960 section 4.2.1). A part that does not parse is
 * null.
 *
 * @param status good, revoked or unknown
 * @param revocationReason the CRLReason (RFC 5280 section 5.3.1) in lower-case words
 * @param scts signed certificate timestamps (RFC 6962 section 3.3), each as sent, hex; null when it
 *     has no list of them
 */
public record SingleResponse(
        CertificateId id,
        String status,
        Instant revocationTime,
        String revocationReason,
        Instant thisUpdate,
        Instant nextUpdate,
        List<String> scts,
        String parseError) {
    /** The tag of RevokedInfo, which is implicit. */
    private static final int REVOKED = DerValue.contextConstructed(1);

    private record Revocation(Instant time, String reason) {}

    static SingleResponse parse(DerValue value, OcspLimits limits) {
        Notes notes = new Notes(limits.maxNotes());
        DerValue[] parts = new DerValue[5];
        notes.read(
                () -> {
                    DerReader in = value.children(DerValue.SEQUENCE, "SingleResponse");
                    parts[0] = in.next("certID");
                    parts[1] = in.next("certStatus");
                    parts[2] = in.next("thisUpdate");
                    parts[3] = in.nextIf(DerValue.contextConstructed(0), "nextUpdate");
                    parts[4] = in.nextIf(DerValue.contextConstructed(1), "singleExtensions");
                    return null;
                });
        CertificateId id = read(notes, parts[0], CertificateId::parse);
        Revocation revocation =
                parts[1] != null && parts[1].tag() == REVOKED
                        ? read(notes, parts[1], SingleResponse::revocation)
                        : null;
        return new SingleResponse(
                id == null ? CertificateId.NONE : id,
                read(notes, parts[1], SingleResponse::status),
                revocation == null ? null : revocation.time,
                revocation == null ? null : revocation.reason,
                read(notes, parts[2], time -> DerTime.parse(time, "thisUpdate")),
                read(
                        notes,
                        parts[3],
                        tagged ->
                                DerTime.parse(
                                        tagged.children("nextUpdate").only("nextUpdate"),
                                        "nextUpdate")),
                read(notes, parts[4], tagged -> OcspExtensions.scts(tagged, limits)),
                notes.text());
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(DerValue value) throws ParseException;
    }

    /** Null for a part that is not there, or does not parse. */
    private static <T> T read(Notes notes, DerValue part, Reading<T> reading) {
        return part == null ? null : notes.read(() -> reading.of(part));
    }

    private static String status(DerValue value) throws ParseException {
        int tag = value.tag();
        if (tag == DerValue.context(0)) {
            return "good";
        }
        if (tag == REVOKED) {
            return "revoked";
        }
        if (tag == DerValue.context(2)) {
            return "unknown";
        }
        throw new ParseException(BAD_VALUE, "certStatus", value.start());
    }

    private static Revocation revocation(DerValue info) throws ParseException {
        DerReader in = info.children("RevokedInfo");
        Instant time = DerTime.parse(in.next("revocationTime"), "revocationTime");
        DerValue tagged = in.nextIf(DerValue.contextConstructed(0), "revocationReason");
        if (tagged == null) {
            return new Revocation(time, null);
        }
        int reason = tagged.children("revocationReason").only("revocationReason").count("reason");
        return new Revocation(time, RevocationReason.word(reason));
    }
}
