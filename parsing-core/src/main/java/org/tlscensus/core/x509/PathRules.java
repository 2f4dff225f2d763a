package org.tlscensus.core.x509;

import java.time.Instant;
import java.util.List;

/**
 * What a certificate at its place in a path has to fulfil (RFC 5280 section 6.1, as OpenSSL applies
 * it in TLS: purpose and dates hold for the anchor too).
 */
final class PathRules {
    /**
     * How much work the names of one chain may be beside its constraints, as {@link NameRules}
     * counts it: some hundred milliseconds. A certificate of 5,000 names below 100 constraints is a
     * tenth of it.
     */
    private static final long MAX_NAME_WORK = 1 << 26;

    private final JudgePolicy policy;
    private final Instant time;
    private final Purpose purpose;
    private long nameWork;

    PathRules(JudgePolicy policy, Instant time, Purpose purpose) {
        this.policy = policy;
        this.time = time;
        this.purpose = purpose;
    }

    /** What speaks against the leaf, dates last; null when nothing does. */
    Reason againstLeaf(ChainCertificate leaf) {
        if (leaf.malformed) {
            return Reason.MALFORMED_EXTENSION;
        }
        if (leaf.unknownCritical) {
            return Reason.UNKNOWN_CRITICAL_EXTENSION;
        }
        if (!purpose.isServedByLeaf(leaf)) {
            return purpose.otherwise();
        }
        Reason weak = weakness(leaf);
        if (weak != null) {
            return weak;
        }
        return dates(leaf, Reason.LEAF_NOT_YET_VALID, Reason.LEAF_EXPIRED);
    }

    /** What speaks against an intermediate above the path so far. */
    Reason againstIntermediate(ChainCertificate issuer, List<ChainCertificate> below) {
        if (issuer.isCa == null) {
            return Reason.NOT_A_CA; // version 1, or no extension says so
        }
        Reason reason = againstIssuer(issuer, below);
        if (reason == null) {
            reason = weakness(issuer);
        }
        return reason != null
                ? reason
                : dates(issuer, Reason.INTERMEDIATE_NOT_YET_VALID, Reason.INTERMEDIATE_EXPIRED);
    }

    /** What speaks against a trust anchor above the path so far. */
    Reason againstAnchor(ChainCertificate anchor, List<ChainCertificate> below) {
        boolean oldRoot = anchor.version == 1 && anchor.isSelfIssued();
        if (anchor.isCa == null && anchor.keyUsage == null && !oldRoot) {
            return Reason.NOT_A_CA;
        }
        Reason reason = againstIssuer(anchor, below);
        if (reason == null) {
            reason = weaknessOfKey(anchor);
        }
        return reason != null
                ? reason
                : dates(anchor, Reason.ANCHOR_NOT_YET_VALID, Reason.ANCHOR_EXPIRED);
    }

    private Reason againstIssuer(ChainCertificate issuer, List<ChainCertificate> below) {
        if (issuer.malformed) {
            return Reason.MALFORMED_EXTENSION;
        }
        if (issuer.unknownCritical) {
            return Reason.UNKNOWN_CRITICAL_EXTENSION;
        }
        if (Boolean.FALSE.equals(issuer.isCa)) {
            return Reason.NOT_A_CA;
        }
        if (issuer.keyUsage != null && !issuer.keyUsage.contains(KeyUsages.CERTIFICATE_SIGNING)) {
            return Reason.NO_CERTIFICATE_SIGNING;
        }
        if (!purpose.isServedBy(issuer)) {
            return purpose.otherwise();
        }
        if (intermediates(below) > issuer.pathLength) {
            return Reason.PATH_TOO_LONG;
        }
        return namesHold(issuer, below) ? null : Reason.NAME_NOT_PERMITTED;
    }

    /** Those that are self-issued do not count (RFC 5280 section 4.2.1.9). */
    private static int intermediates(List<ChainCertificate> below) {
        int count = 0;
        for (int i = 1; i < below.size(); i++) {
            if (!below.get(i).isSelfIssued()) {
                count++;
            }
        }
        return count;
    }

    /**
     * Those that are self-issued are spared, unless it is the leaf (section 4.2.1.10). Names that
     * are too much work do not hold.
     */
    private boolean namesHold(ChainCertificate issuer, List<ChainCertificate> below) {
        if (issuer.nameConstraints == null) {
            return true;
        }
        for (int i = 0; i < below.size(); i++) {
            ChainCertificate certificate = below.get(i);
            if (i > 0 && certificate.isSelfIssued()) {
                continue;
            }
            nameWork += NameRules.work(issuer.nameConstraints, certificate);
            if (nameWork > MAX_NAME_WORK || !NameRules.hold(issuer.nameConstraints, certificate)) {
                return false;
            }
        }
        return NameRules.commonNameHolds(issuer.nameConstraints, below.get(0));
    }

    private Reason weakness(ChainCertificate certificate) {
        String hash = certificate.signatureHash();
        if (hash != null && policy.rejectedHashes().contains(hash)) {
            return Reason.WEAK_SIGNATURE;
        }
        return weaknessOfKey(certificate);
    }

    /** A curve of the sender's own making may be any (RFC 5480 section 2.1.1). */
    private Reason weaknessOfKey(ChainCertificate certificate) {
        if (certificate.key.hasExplicitCurve()) {
            return Reason.EXPLICIT_CURVE;
        }
        return isWeakKey(certificate) ? Reason.WEAK_KEY : null;
    }

    private boolean isWeakKey(ChainCertificate certificate) {
        int least =
                switch (certificate.key.algorithm()) {
                    case SubjectKey.RSA, SubjectKey.RSA_PSS, SubjectKey.DSA -> policy.minRsaBits();
                    case SubjectKey.ECDSA -> policy.minCurveBits();
                    default -> 0;
                };
        return least > 0 && certificate.keyBits() < least;
    }

    private Reason dates(ChainCertificate certificate, Reason early, Reason late) {
        if (time.isBefore(certificate.notBefore)) {
            return early;
        }
        return time.isAfter(certificate.notAfter) ? late : null;
    }
}
