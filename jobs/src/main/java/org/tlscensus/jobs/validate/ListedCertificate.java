package org.tlscensus.jobs.validate;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tlscensus.core.row.RevocationRow;

/**
 * The columns of a certificate by which revocation lists tell it: issuer and serial number, and the
 * issuer's key where both name it.
 *
 * <p>A list that has all of an issuer's, or all that name its distribution point, tells also which
 * ones are not revoked: those that had not expired when it was issued.
 */
record ListedCertificate(
        String sha256,
        String issuer,
        String serialNumber,
        String authorityKeyId,
        Boolean isCa,
        Instant notBefore,
        Instant notAfter,
        List<String> crlUrls)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What a list says of it, as far as a row tells that. */
    private record Word(String list, String source, Instant thisUpdate, Instant validUntil) {}

    /** Issuer and serial number. */
    static String key(String issuer, String serialNumber) {
        return serialNumber + " " + issuer;
    }

    /**
     * The rows about it: revoked, good, both or none.
     *
     * @param entries of its issuer and serial number
     * @param facts of the lists of its issuer
     */
    List<RevocationRow> rows(List<ListEntry> entries, List<ListFact> facts) {
        List<ListEntry> ofKey = entries.stream().filter(e -> isOfKey(e.keyId())).toList();
        List<RevocationRow> rows = new ArrayList<>(2);
        if (!ofKey.isEmpty()) {
            rows.add(revoked(ofKey));
        }
        Set<String> lists = new HashSet<>();
        ofKey.forEach(entry -> lists.add(entry.list()));
        List<Word> good =
                facts.stream()
                        .filter(fact -> speaksOfIt(fact) && !lists.contains(fact.list()))
                        .map(f -> new Word(f.list(), f.source(), f.thisUpdate(), f.validUntil()))
                        .toList();
        if (!good.isEmpty()) {
            rows.add(row("good", null, null, good));
        }
        return rows;
    }

    private boolean isOfKey(String keyId) {
        return authorityKeyId == null || keyId == null || authorityKeyId.equals(keyId);
    }

    private boolean speaksOfIt(ListFact list) {
        boolean ca = Boolean.TRUE.equals(isCa);
        return list.verdict().equals(ListFact.VALID)
                && !list.isPartial()
                && isOfKey(list.keyId())
                && (list.points().isEmpty()
                        || crlUrls != null && !Collections.disjoint(list.points(), crlUrls))
                && !(list.isOfUsers() && ca)
                && !(list.isOfAuthorities() && !ca)
                && notAfter != null
                && !list.thisUpdate().isAfter(notAfter)
                && notBefore != null
                && !notBefore.isAfter(list.validUntil());
    }

    private RevocationRow revoked(List<ListEntry> entries) {
        ListEntry first =
                Collections.min(
                        entries,
                        Comparator.comparing(ListEntry::revokedAt)
                                .thenComparing(
                                        ListEntry::reason,
                                        Comparator.nullsFirst(Comparator.naturalOrder())));
        List<Word> words =
                entries.stream()
                        .map(e -> new Word(e.list(), e.source(), e.thisUpdate(), e.validUntil()))
                        .toList();
        return row("revoked", first.revokedAt(), first.reason(), words);
    }

    private RevocationRow row(String status, Instant time, String reason, Collection<Word> words) {
        return new RevocationRow(
                sha256,
                status,
                time,
                reason,
                words.stream().map(Word::thisUpdate).min(Comparator.naturalOrder()).orElse(null),
                words.stream().map(Word::validUntil).max(Comparator.naturalOrder()).orElse(null),
                words.stream().map(Word::list).distinct().count(),
                List.copyOf(new TreeSet<>(words.stream().map(Word::source).toList())));
    }
}
