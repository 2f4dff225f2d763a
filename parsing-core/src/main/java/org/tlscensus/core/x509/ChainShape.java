package org.tlscensus.core.x509;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tlscensus.core.x509.SignatureCheck.Outcome;

/**
 * How the certificates of a chain stand to each other as they were sent (RFC 5246 section 7.4.2:
 * the sender's comes first, and each one that follows certifies the one before it). It is a fact of
 * the bytes: no trust store is asked.
 */
final class ChainShape {
    /** Null where a certificate does not parse. */
    private final List<ChainCertificate> sent;

    private final SignatureCheck check;
    private final boolean[] isDuplicate;
    private final boolean[] isOnPath;
    private final List<Integer> path = new ArrayList<>();

    /**
     * @param sent as sent; null where a certificate does not parse
     */
    ChainShape(List<ChainCertificate> sent, SignatureCheck check) {
        this.sent = sent;
        this.check = check;
        isDuplicate = new boolean[sent.size()];
        isOnPath = new boolean[sent.size()];
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < sent.size(); i++) {
            ChainCertificate certificate = sent.get(i);
            isDuplicate[i] = certificate != null && seen.putIfAbsent(certificate.sha256, i) != null;
        }
        if (hasLeaf()) {
            climb(bottom());
        }
    }

    /** Whether the first certificate parses: else nothing can be said of an order. */
    boolean hasLeaf() {
        return !sent.isEmpty() && sent.get(0) != null;
    }

    /** Places of the certificates that lead up from the end-entity certificate. */
    List<Integer> path() {
        return Collections.unmodifiableList(path);
    }

    /**
     * The place of the end-entity certificate: the first, unless it issued another that was sent,
     * and so on down.
     */
    private int bottom() {
        boolean[] seen = new boolean[sent.size()];
        int at = 0;
        while (true) {
            seen[at] = true;
            int below = next(at, seen, true);
            if (below < 0) {
                return at;
            }
            at = below;
        }
    }

    private void climb(int from) {
        int at = from;
        while (at >= 0) {
            path.add(at);
            isOnPath[at] = true;
            boolean isRoot = sent.get(at).isSelfIssued() && sent.get(at).isSelfSigned(check);
            at = isRoot ? -1 : next(at, isOnPath, false);
        }
    }

    /** The nearest that follows, else the first of all, that issued or was issued; or -1. */
    private int next(int at, boolean[] done, boolean isDown) {
        for (int step = 1; step < sent.size(); step++) {
            int other = (at + step) % sent.size();
            if (sent.get(other) == null || isDuplicate[other] || done[other]) {
                continue;
            }
            if (isDown ? issued(at, other) : issued(other, at)) {
                return other;
            }
        }
        return -1;
    }

    private boolean issued(int issuer, int subject) {
        ChainCertificate above = sent.get(issuer);
        ChainCertificate below = sent.get(subject);
        if (!below.issuerKey.equals(above.subjectKey)) {
            return false;
        }
        return switch (below.signedBy(above, check)) {
            case VALID -> true;
            case INVALID -> false;
            case UNCHECKED -> !keyIds(below, above).equals(MISMATCH);
        };
    }

    int unreadable() {
        return Collections.frequency(sent, null);
    }

    int duplicates() {
        int count = 0;
        for (boolean duplicate : isDuplicate) {
            count += duplicate ? 1 : 0;
        }
        return count;
    }

    /**
     * How many certificates are neither duplicates nor of the path.
     *
     * @param needed SHA-256 of certificates that are not superfluous beyond a gap of the path
     */
    int superfluous(List<String> needed) {
        int count = 0;
        for (int i = 0; i < sent.size(); i++) {
            boolean counts = sent.get(i) != null && !isDuplicate[i] && !isOnPath[i];
            count += counts && !needed.contains(sent.get(i).sha256) ? 1 : 0;
        }
        return count;
    }

    /** Whether the certificates of the path stand in its order, the end-entity's first of all. */
    boolean isOrdered() {
        int[] places = path.stream().mapToInt(Integer::intValue).toArray();
        int[] sorted = places.clone();
        Arrays.sort(sorted);
        return places.length > 0 && places[0] == 0 && Arrays.equals(places, sorted);
    }

    /** Whether the path of several certificates ends at one that is signed by its own key. */
    boolean hasRoot() {
        return path.size() > 1 && sent.get(path.get(path.size() - 1)).isSelfSigned(check);
    }

    /** Whether all that was sent is one certificate, signed by its own key. */
    boolean isSelfSigned() {
        return hasLeaf()
                && sent.size() - duplicates() == 1
                && sent.get(0).isSelfIssued()
                && sent.get(0).isSelfSigned(check);
    }

    private static final String MATCH = "match";
    private static final String MISMATCH = "mismatch";
    private static final String MISSING = "missing";

    private static String keyIds(ChainCertificate subject, ChainCertificate issuer) {
        if (subject == null || issuer == null) {
            return MISSING;
        }
        if (subject.authorityKeyId == null || issuer.subjectKeyId == null) {
            return MISSING;
        }
        return subject.namesKeyOf(issuer) ? MATCH : MISMATCH;
    }

    /** Of each certificate but the last, whether the next has its issuer's name. */
    List<Boolean> linkNames() {
        List<Boolean> names = new ArrayList<>();
        for (int i = 0; i + 1 < sent.size(); i++) {
            names.add(isLink(i) && sent.get(i).issuerKey.equals(sent.get(i + 1).subjectKey));
        }
        return names;
    }

    /** Of each certificate but the last, how the key ids of it and the next agree. */
    List<String> linkKeyIds() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i + 1 < sent.size(); i++) {
            ids.add(keyIds(sent.get(i), sent.get(i + 1)));
        }
        return ids;
    }

    /** Of each certificate but the last, what the next one's key says of its signature. */
    List<String> linkSignatures() {
        List<String> signatures = new ArrayList<>();
        for (int i = 0; i + 1 < sent.size(); i++) {
            Outcome outcome =
                    isLink(i) ? sent.get(i).signedBy(sent.get(i + 1), check) : Outcome.UNCHECKED;
            signatures.add(outcome.name().toLowerCase(Locale.ROOT));
        }
        return signatures;
    }

    private boolean isLink(int i) {
        return sent.get(i) != null && sent.get(i + 1) != null;
    }
}
