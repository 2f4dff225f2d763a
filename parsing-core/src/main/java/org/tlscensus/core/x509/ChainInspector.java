package org.tlscensus.core.x509;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tlscensus.core.row.ChainRow;
import org.tlscensus.core.wire.Side;

/**
 * Tells of chains what needs no verdict: their shape, and whose they are. Remembers what its judge
 * remembers; it is not to be shared by threads.
 */
public final class ChainInspector {
    private static final int CHAIN_ID_DIGITS = 32;

    /**
     * Certificates off the path whose issuers are looked for. Each is a search of its own; real
     * servers send a handful.
     */
    private static final int MAX_STRAYS = 16;

    private final ChainJudge judge;
    private final JudgePolicy policy;
    private final PublicIssuers known;

    /**
     * @param known public CAs beside those of trust stores
     */
    public ChainInspector(CertificatePool pool, JudgePolicy policy, PublicIssuers known) {
        judge = new ChainJudge(pool, policy);
        this.policy = policy;
        this.known = known;
    }

    /**
     * A chain as sent.
     *
     * @param ids SHA-256 of each certificate, hex
     * @param certificates their bytes, empty where they are not to be had
     */
    public record Sent(
            Side side,
            List<String> ids,
            List<byte[]> certificates,
            Instant firstSeen,
            Instant lastSeen,
            long connections) {
        private String chainId() {
            byte[] text = String.join("", ids).getBytes(StandardCharsets.US_ASCII);
            return Digests.sha256(text, 0, text.length).substring(0, CHAIN_ID_DIGITS);
        }
    }

    /**
     * The row of a chain.
     *
     * @param stores those of the time, one at least; the first that has an anchor tells
     */
    public ChainRow inspect(Sent chain, List<TrustStore> stores) {
        List<ChainCertificate> sent = new ArrayList<>();
        int looked = Math.min(chain.certificates().size(), policy.maxSent());
        for (byte[] der : chain.certificates().subList(0, looked)) {
            sent.add(judge.certificate(der));
        }
        ChainShape shape = new ChainShape(sent, judge.check());
        boolean hasLeaf = shape.hasLeaf();
        ChainCertificate end = hasLeaf ? sent.get(shape.path().get(0)) : null;
        List<ChainCertificate> readable = sent.stream().filter(c -> c != null).toList();
        Verdict ascent = hasLeaf ? ascent(end, readable, chain.firstSeen(), stores) : null;
        return new ChainRow(
                chain.chainId(),
                chain.side().name().toLowerCase(Locale.ROOT),
                chain.ids(),
                chain.ids().get(0),
                chain.firstSeen(),
                chain.lastSeen(),
                chain.connections(),
                chain.ids().size(),
                shape.unreadable(),
                shape.duplicates(),
                shape.path(),
                hasLeaf ? (shape.isOrdered() ? "correct" : "disordered") : null,
                hasLeaf ? (Integer) shape.superfluous(ascent.path()) : null,
                hasLeaf ? (Boolean) shape.hasRoot() : null,
                hasLeaf ? missing(ascent, chain.ids()) : null,
                shape.linkNames(),
                shape.linkKeyIds(),
                shape.linkSignatures(),
                category(shape, readable, ascent, chain.firstSeen(), stores),
                hasLeaf ? owner(end, ascent) : null);
    }

    /** The way up from a certificate: by the first store that has an anchor, else the longest. */
    private Verdict ascent(
            ChainCertificate from,
            List<ChainCertificate> sent,
            Instant time,
            List<TrustStore> stores) {
        Verdict longest = null;
        for (TrustStore store : stores) {
            Verdict ascent = judge.ascend(from, sent, time, store);
            if (ascent.anchor() != null) {
                return ascent;
            }
            if (longest == null || ascent.path().size() > longest.path().size()) {
                longest = ascent;
            }
        }
        return longest;
    }

    /** Certificates between the end-entity's and the anchor that were not sent. */
    private static Integer missing(Verdict ascent, List<String> ids) {
        if (ascent.anchor() == null) {
            return null;
        }
        Set<String> sent = new HashSet<>(ids);
        List<String> path = ascent.path();
        return (int)
                path.subList(0, path.size() - 1).stream().filter(c -> !sent.contains(c)).count();
    }

    /**
     * Whose the issuers are. What stands on the way up from the end-entity certificate shares its
     * end; others are looked up from, each.
     */
    private String category(
            ChainShape shape,
            List<ChainCertificate> sent,
            Verdict ascent,
            Instant time,
            List<TrustStore> stores) {
        if (sent.isEmpty() || shape.isSelfSigned()) {
            return sent.isEmpty() ? null : "self_signed";
        }
        int all = 0;
        int open = 0;
        int strays = 0;
        Set<String> seen = new HashSet<>();
        for (ChainCertificate certificate : sent) {
            if (!seen.add(certificate.sha256)) {
                continue;
            }
            all++;
            boolean isPublic = isKnown(certificate, stores);
            if (!isPublic && ascent != null && ascent.path().contains(certificate.sha256)) {
                isPublic = isPublic(ascent);
            } else if (!isPublic && strays++ < MAX_STRAYS) {
                isPublic = isPublic(ascent(certificate, sent, time, stores));
            }
            open += isPublic ? 1 : 0;
        }
        return open == all ? "public" : open == 0 ? "non_public" : "hybrid";
    }

    private boolean isKnown(ChainCertificate certificate, List<TrustStore> stores) {
        return known.owner(certificate.sha256) != null
                || known.ownerOfIssuer(certificate) != null
                || stores.stream().anyMatch(store -> store.isOfAnchor(certificate));
    }

    private boolean isPublic(Verdict ascent) {
        return ascent.anchor() != null
                || ascent.path().stream().anyMatch(id -> known.owner(id) != null);
    }

    /** Who owns what stands above a certificate, the nearest first; a root's own owner. */
    private String owner(ChainCertificate end, Verdict ascent) {
        List<String> path = ascent.path();
        if (path.size() > 1 && known.owner(path.get(1)) != null) {
            return known.owner(path.get(1));
        }
        String byKey = known.ownerOfIssuer(end);
        if (byKey != null) {
            return byKey;
        }
        for (String id : path.subList(1, path.size())) {
            if (known.owner(id) != null) {
                return known.owner(id);
            }
        }
        return end.isSelfIssued() ? known.owner(end.sha256) : null;
    }
}
