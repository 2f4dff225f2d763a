package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;
import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * A signed certificate timestamp (RFC 6962 section 3.2).
 *
 * @param logId hex; null for a version that is unknown
 * @param time when the log promised to hold the certificate; null when out of range
 * @param rest what follows the time, not looked into: extensions and signature
 */
record SignedTimestamp(String logId, Instant time, byte[] rest) {
    private static final int VERSION_1 = 0;
    private static final int LOG_ID_BYTES = 32;

    /** Milliseconds since the epoch at the end of the year 9999. */
    private static final long MAX_MILLIS = 253_402_300_799_999L;

    /** The timestamps of the list inside an OCTET STRING (RFC 6962 section 3.3). */
    static List<SignedTimestamp> list(DerValue octets, CertificateLimits limits)
            throws ParseException {
        ByteCursor in = octets.expect(DerValue.OCTET_STRING, "sct_list").cursor();
        ByteCursor list = in.vector16(0, 0xffff, "sct_list");
        in.expectEnd("sct_list");
        List<SignedTimestamp> timestamps = new ArrayList<>();
        while (!list.isAtEnd()) {
            if (timestamps.size() == limits.maxNames()) {
                throw new ParseException(TOO_LARGE, "sct_list", list.position());
            }
            timestamps.add(parse(list.vector16(1, 0xffff, "serialized_sct")));
        }
        return timestamps;
    }

    static SignedTimestamp parse(ByteCursor in) throws ParseException {
        if (in.u8("sct_version") != VERSION_1) {
            return new SignedTimestamp(null, null, in.rest());
        }
        String logId = HexFormat.of().formatHex(in.copy(LOG_ID_BYTES, "log_id"));
        long millis = in.u64("timestamp");
        if (millis < 0 || millis > MAX_MILLIS) {
            throw new ParseException(BAD_VALUE, "timestamp", in.position());
        }
        return new SignedTimestamp(logId, Instant.ofEpochMilli(millis), in.rest());
    }

    /**
     * What the log signed and how.
     *
     * @param extensions of the timestamp, with their length
     * @param hash registry number of RFC 5246 section 7.4.1.4.1
     * @param algorithm registry number of the same section
     */
    record Signed(byte[] extensions, int hash, int algorithm, byte[] signature) {}

    /** The parts of the rest. */
    Signed signed() throws ParseException {
        ByteCursor in = new ByteCursor(rest);
        byte[] extensions = in.vector16(0, 0xffff, "extensions").rest();
        int hash = in.u8("hash");
        int algorithm = in.u8("signature_algorithm");
        byte[] signature = in.vector16(0, 0xffff, "signature").rest();
        in.expectEnd("serialized_sct");
        return new Signed(extensions, hash, algorithm, signature);
    }
}
