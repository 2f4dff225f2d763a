package org.tlscensus.jobs.validate;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * What a revocation list says of itself.
 *
 * @param list SHA-256, hex
 * @param source download or file
 * @param verdict of its signature, see {@code ListIssuers.Verdict}; or UNREADABLE
 * @param keyId of the issuer's key, hex, or null
 * @param validUntil its next update, else this one
 * @param points as in {@code ListScope}; never null
 */
record ListFact(
        String list,
        String source,
        String verdict,
        String issuer,
        String keyId,
        Instant thisUpdate,
        Instant validUntil,
        boolean isOfUsers,
        boolean isOfAuthorities,
        boolean isPartial,
        List<String> points)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    static final String DOWNLOAD = "download";
    static final String FILE = "file";
    static final String VALID = "VALID";
    static final String INVALID = "INVALID";
    static final String UNREADABLE = "UNREADABLE";

    static ListFact unreadable(String list, String source) {
        return new ListFact(
                list, source, UNREADABLE, null, null, null, null, false, false, false, List.of());
    }
}
