package org.tlscensus.core.x509;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tlscensus.core.x509.SignatureCheck.Outcome;

/**
 * Looks for a path from a leaf to a trust anchor, depth first: issuers by name, those whose key id
 * is named first; anchors before what was sent, what was sent before the pool. An issuer counts
 * only when its key verifies the signature.
 */
final class PathSearch {
    /** What is overlooked in a search. */
    enum Tolerance {
        NOTHING,
        DATES,
        ALL;

        boolean overlooks(Reason reason) {
            return reason == null || this == ALL || this == DATES && reason.isAboutDates();
        }
    }

    /**
     * A path, leaf first.
     *
     * @param defect what was overlooked, the gravest nearest to the leaf; or null
     * @param isComplete whether it ends at an anchor
     */
    record Path(List<ChainCertificate> certificates, Reason defect, boolean isComplete) {}

    private final List<ChainCertificate> sent;
    private final TrustStore store;
    private final CertificatePool pool;
    private final PathRules rules;
    private final JudgePolicy policy;
    private final SignatureCheck check;

    private final List<ChainCertificate> path = new ArrayList<>();
    private final List<Reason> defects = new ArrayList<>();
    private Tolerance tolerance;
    private int steps;
    private Path deepest;
    private Path found;

    PathSearch(
            List<ChainCertificate> sent,
            TrustStore store,
            CertificatePool pool,
            PathRules rules,
            JudgePolicy policy,
            SignatureCheck check) {
        this.sent = sent;
        this.store = store;
        this.pool = pool;
        this.rules = rules;
        this.policy = policy;
        this.check = check;
    }

    /** The first complete path, or else the longest that was found. */
    Path find(ChainCertificate leaf, Tolerance tolerance) {
        this.tolerance = tolerance;
        steps = 0;
        deepest = null;
        found = null;
        path.clear();
        defects.clear();
        Reason defect = rules.againstLeaf(leaf);
        if (!tolerance.overlooks(defect)) {
            return new Path(List.of(leaf), defect, false);
        }
        path.add(leaf);
        defects.add(defect);
        extend(leaf);
        return found != null ? found : deepest;
    }

    private boolean extend(ChainCertificate top) {
        Reason obstacle = Reason.ISSUER_NOT_FOUND;
        if (path.size() < policy.maxPath()) {
            for (ChainCertificate anchor : store.anchors(top.issuerKey)) {
                if (!isNew(anchor)) {
                    continue;
                }
                Reason signature = signature(top, anchor);
                if (signature != null) {
                    obstacle = signature;
                } else if (accept(anchor, rules.againstAnchor(anchor, path))) {
                    found = new Path(List.copyOf(path), gravest(), true);
                    return true;
                }
            }
            for (ChainCertificate issuer : issuers(top)) {
                Reason signature = signature(top, issuer);
                if (signature != null) {
                    obstacle = signature;
                } else if (accept(issuer, rules.againstIntermediate(issuer, path))) {
                    if (extend(issuer)) {
                        return true;
                    }
                    path.remove(path.size() - 1);
                    defects.remove(defects.size() - 1);
                }
            }
        }
        if (deepest == null || path.size() > deepest.certificates.size()) {
            deepest = new Path(List.copyOf(path), end(top, obstacle), false);
        }
        return false;
    }

    /** Why the path does not go on above its last certificate. */
    private Reason end(ChainCertificate top, Reason obstacle) {
        if (!top.isSelfIssued()) {
            return obstacle;
        }
        if (top.isSelfSigned(check)) {
            return Reason.UNTRUSTED_ROOT;
        }
        return obstacle == Reason.ISSUER_NOT_FOUND ? Reason.BAD_SIGNATURE : obstacle;
    }

    private boolean accept(ChainCertificate issuer, Reason defect) {
        if (!tolerance.overlooks(defect)) {
            return false;
        }
        path.add(issuer);
        defects.add(defect);
        return true;
    }

    /** Null when the issuer's key verifies the certificate, else why it is of no use. */
    private Reason signature(ChainCertificate certificate, ChainCertificate issuer) {
        if (++steps > policy.maxSteps()) {
            return Reason.SEARCH_LIMIT;
        }
        Outcome outcome = certificate.signedBy(issuer, check);
        return switch (outcome) {
            case VALID -> null;
            case INVALID -> Reason.BAD_SIGNATURE;
            case UNCHECKED -> Reason.UNKNOWN_SIGNATURE_ALGORITHM;
        };
    }

    /** Certificates of the issuer's name that are not in the path yet, under any key or name. */
    private List<ChainCertificate> issuers(ChainCertificate top) {
        List<ChainCertificate> issuers = new ArrayList<>();
        for (ChainCertificate certificate : sent) {
            if (certificate.subjectKey.equals(top.issuerKey) && isNew(certificate)) {
                issuers.add(certificate);
            }
        }
        if (issuers.size() > 1) {
            issuers.sort(namedKeyFirst(top));
        }
        if (pool != null) {
            List<ChainCertificate> more = new ArrayList<>();
            for (ChainCertificate certificate : pool.issuers(top)) {
                if (isNew(certificate)) {
                    more.add(certificate);
                }
            }
            issuers.addAll(more);
        }
        return issuers;
    }

    private boolean isNew(ChainCertificate certificate) {
        for (ChainCertificate there : path) {
            if (there.isSameEntityAs(certificate)) {
                return false;
            }
        }
        return true;
    }

    static Comparator<ChainCertificate> namedKeyFirst(ChainCertificate top) {
        return Comparator.comparing(issuer -> top.namesKeyOf(issuer) ? 0 : 1);
    }

    /** What is not about dates comes first, then what is nearest to the leaf. */
    private Reason gravest() {
        Reason gravest = null;
        for (Reason defect : defects) {
            if (defect != null
                    && (gravest == null || gravest.isAboutDates() && !defect.isAboutDates())) {
                gravest = defect;
            }
        }
        return gravest;
    }
}
