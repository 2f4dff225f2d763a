package org.tlscensus.core.x509;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;
import org.tlscensus.core.x509.PathSearch.Path;
import org.tlscensus.core.x509.PathSearch.Tolerance;

/**
 * Judges chains as a client would have at the time: self-signed, verifiable, expired or broken. The
 * chain as sent is tried first, then with the pool's intermediates. Remembers certificates and
 * signatures, so that a judge is worth keeping; it is not to be shared by threads.
 */
public final class ChainJudge {
    private final CertificatePool pool;
    private final JudgePolicy policy;
    private final SignatureCheck check =
            new SignatureCheck(CertificateLimits.DEFAULT, EllipticKeys.OF_ISSUERS);
    private final Map<String, ChainCertificate> parsed;

    /**
     * @param pool intermediates that were not sent, or null to judge chains as sent only
     */
    public ChainJudge(CertificatePool pool, JudgePolicy policy) {
        this.pool = pool;
        this.policy = policy;
        this.parsed =
                new LinkedHashMap<>(1024, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(
                            Map.Entry<String, ChainCertificate> eldest) {
                        return size() > policy.maxCached();
                    }
                };
    }

    /**
     * The verdict on a chain as sent, the leaf first, at a time.
     *
     * @param sender who sent it, and shows by it who it is
     */
    public Verdict judge(List<byte[]> chain, Instant time, TrustStore store, Side sender) {
        if (chain.isEmpty()) {
            return new Verdict(Reason.NO_CERTIFICATE, List.of(), false, null);
        }
        ChainCertificate leaf = certificate(chain.get(0));
        if (leaf == null) {
            return new Verdict(Reason.LEAF_UNREADABLE, List.of(), false, null);
        }
        if (leaf.isSelfIssued() && leaf.isSelfSigned(check)) {
            return selfSigned(leaf);
        }
        List<ChainCertificate> sent = sent(chain);
        PathRules rules = new PathRules(policy, time, Purpose.of(sender));
        PathSearch asSent = new PathSearch(sent, store, null, rules, policy, check);
        PathSearch withPool =
                pool == null ? null : new PathSearch(sent, store, pool, rules, policy, check);
        for (Tolerance tolerance : Tolerance.values()) {
            Path path = search(asSent, withPool, leaf, tolerance);
            if (path.isComplete()) {
                return verdict(path, sent);
            }
            if (tolerance == Tolerance.ALL) {
                // Its own key cannot have signed what another's did.
                boolean isOwn = path.certificates().size() == 1 && leaf.isSelfSigned(check);
                return isOwn ? selfSigned(leaf) : verdict(path, sent);
            }
        }
        throw new IllegalStateException("the last tolerance decides");
    }

    /** The first complete path; else the longer one of both, rather as sent. */
    private static Path search(
            PathSearch asSent, PathSearch withPool, ChainCertificate leaf, Tolerance tolerance) {
        Path path = asSent.find(leaf, tolerance);
        if (path.isComplete() || withPool == null) {
            return path;
        }
        Path longer = withPool.find(leaf, tolerance);
        boolean isBetter =
                longer.isComplete() || longer.certificates().size() > path.certificates().size();
        return isBetter ? longer : path;
    }

    /**
     * The path that leads up from a certificate, whatever is wrong with it, by names and signatures
     * alone: the first that reaches an anchor, else the longest.
     *
     * @param sent what was sent with it
     */
    Verdict ascend(
            ChainCertificate from, List<ChainCertificate> sent, Instant time, TrustStore store) {
        PathRules rules = new PathRules(policy, time, Purpose.SERVER);
        PathSearch asSent = new PathSearch(sent, store, null, rules, policy, check);
        PathSearch withPool =
                pool == null ? null : new PathSearch(sent, store, pool, rules, policy, check);
        return verdict(search(asSent, withPool, from, Tolerance.ALL), sent);
    }

    /** What the judge's signatures are checked with. */
    SignatureCheck check() {
        return check;
    }

    private static Verdict selfSigned(ChainCertificate leaf) {
        return new Verdict(Reason.SELF_SIGNED, List.of(leaf.sha256), false, null);
    }

    private static Verdict verdict(Path path, List<ChainCertificate> sent) {
        List<ChainCertificate> certificates = path.certificates();
        int last = certificates.size() - 1;
        boolean usedPool = false;
        for (int i = 1; i < (path.isComplete() ? last : last + 1); i++) {
            usedPool |= !sent.contains(certificates.get(i));
        }
        return new Verdict(
                path.defect() == null ? Reason.TRUSTED : path.defect(),
                certificates.stream().map(certificate -> certificate.sha256).toList(),
                usedPool,
                path.isComplete() ? certificates.get(last).sha256 : null);
    }

    /** What of the chain parses. */
    private List<ChainCertificate> sent(List<byte[]> chain) {
        List<ChainCertificate> sent = new ArrayList<>(chain.size());
        for (byte[] der : chain.subList(0, Math.min(chain.size(), policy.maxSent()))) {
            ChainCertificate certificate = certificate(der);
            if (certificate != null) {
                sent.add(certificate);
            }
        }
        return sent;
    }

    /** The certificate, or null when it does not parse. */
    ChainCertificate certificate(byte[] der) {
        String sha256 = Digests.sha256(der, 0, der.length);
        ChainCertificate known = parsed.get(sha256);
        if (known != null) {
            return known;
        }
        try {
            ChainCertificate certificate = ChainCertificate.parse(der, CertificateLimits.DEFAULT);
            parsed.put(sha256, certificate);
            return certificate;
        } catch (ParseException e) {
            return null;
        }
    }
}
