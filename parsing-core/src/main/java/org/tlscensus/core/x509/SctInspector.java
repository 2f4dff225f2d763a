package org.tlscensus.core.x509;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.row.SctRow;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.CertificateStructure.Extension;

/**
 * Checks the signed timestamps of certificates by the keys of their logs (RFC 6962 section 3.2). It
 * is not to be shared by threads.
 */
public final class SctInspector {
    private static final String NOT_LISTED = "the list does not have the log";
    private static final String NO_ENTRY = "the issuer's key is not known";
    private static final String UNREADABLE = "the timestamp does not parse";
    private static final String NOT_SIGNED = "the log's key does not verify it";

    private final CertificatePool pool;
    private final Map<String, TransparencyLog> logs = new HashMap<>();
    private final SignatureCheck check =
            new SignatureCheck(CertificateLimits.DEFAULT, EllipticKeys.OF_ISSUERS);

    /**
     * @param pool where issuers are that were not sent
     */
    public SctInspector(CertificatePool pool, List<TransparencyLog> logs) {
        this.pool = pool;
        logs.forEach(log -> this.logs.put(log.id(), log));
    }

    /**
     * The timestamps inside a certificate.
     *
     * @param chain the certificate and what was sent with it
     * @param firstSeen when it was sent first
     */
    public List<SctRow> embedded(List<byte[]> chain, Instant firstSeen, List<TrustStore> stores) {
        ChainCertificate certificate = parsed(chain.get(0));
        if (certificate == null) {
            return List.of();
        }
        List<SignedTimestamp> timestamps = timestamps(certificate.structure());
        if (timestamps.isEmpty()) {
            return List.of();
        }
        LogEntry entry = precertificate(certificate, issuer(certificate, chain, stores));
        List<SctRow> rows = new ArrayList<>();
        for (SignedTimestamp timestamp : timestamps) {
            rows.add(
                    row(
                            certificate.sha256,
                            "certificate",
                            rows.size(),
                            timestamp,
                            entry,
                            firstSeen));
        }
        return rows;
    }

    /**
     * A timestamp that came beside a certificate.
     *
     * @param source extension or ocsp
     * @param position its place in the list
     * @param sct as sent
     */
    public SctRow beside(byte[] der, String source, int position, byte[] sct, Instant firstSeen) {
        SignedTimestamp timestamp;
        try {
            timestamp = SignedTimestamp.parse(new ByteCursor(sct));
        } catch (ParseException e) {
            timestamp = new SignedTimestamp(null, null, sct);
        }
        String sha256 = Digests.sha256(der, 0, der.length);
        LogEntry entry = LogEntry.ofCertificate(der);
        return row(sha256, source, position, timestamp, entry, firstSeen);
    }

    private SctRow row(
            String certificate,
            String source,
            int position,
            SignedTimestamp timestamp,
            LogEntry entry,
            Instant firstSeen) {
        TransparencyLog log = timestamp.logId() == null ? null : logs.get(timestamp.logId());
        String reason;
        if (timestamp.logId() == null) {
            reason = UNREADABLE;
        } else if (log == null) {
            reason = NOT_LISTED;
        } else if (entry == null) {
            reason = NO_ENTRY;
        } else {
            reason = log.signed(timestamp, entry) ? null : NOT_SIGNED;
        }
        String outcome =
                reason == null ? "valid" : reason.equals(NOT_SIGNED) ? "invalid" : "unchecked";
        return new SctRow(
                certificate,
                source,
                position,
                timestamp.logId(),
                timestamp.time(),
                log == null ? null : log.description(),
                log == null ? null : log.operator(),
                log == null ? null : log.state(),
                log == null ? null : log.stateSince(),
                outcome,
                reason,
                firstSeen);
    }

    /** Null when there is none to be made. */
    private static LogEntry precertificate(ChainCertificate certificate, ChainCertificate issuer) {
        CertificateStructure structure = certificate.structure();
        if (issuer == null || structure.extensionsValue() == null) {
            return null;
        }
        try {
            return LogEntry.ofPrecertificate(structure, HexFormat.of().parseHex(issuer.keySha256));
        } catch (ParseException e) {
            return null;
        }
    }

    /** Those inside the certificate; none when the list cannot be read. */
    private static List<SignedTimestamp> timestamps(CertificateStructure structure) {
        for (Extension extension : structure.extensions()) {
            if (extension.oid().equals(ExtensionIds.SCT_LIST)) {
                try {
                    return SignedTimestamp.list(
                            extension.content("sct_list"), CertificateLimits.DEFAULT);
                } catch (ParseException e) {
                    return List.of();
                }
            }
        }
        return List.of();
    }

    /** Who signed the certificate: of what was sent, of the archive, of the trust stores. */
    private ChainCertificate issuer(
            ChainCertificate certificate, List<byte[]> chain, List<TrustStore> stores) {
        List<ChainCertificate> candidates = new ArrayList<>();
        for (byte[] der : chain.subList(1, Math.min(chain.size(), JudgePolicy.DEFAULT.maxSent()))) {
            ChainCertificate sent = parsed(der);
            if (sent != null && sent.subjectKey.equals(certificate.issuerKey)) {
                candidates.add(sent);
            }
        }
        candidates.addAll(pool.issuers(certificate));
        stores.forEach(store -> candidates.addAll(store.anchors(certificate.issuerKey)));
        for (ChainCertificate candidate : candidates) {
            if (certificate.signedBy(candidate, check) == SignatureCheck.Outcome.VALID) {
                return candidate;
            }
        }
        return null;
    }

    private static ChainCertificate parsed(byte[] der) {
        try {
            return ChainCertificate.parse(der, CertificateLimits.DEFAULT);
        } catch (ParseException e) {
            return null;
        }
    }
}
