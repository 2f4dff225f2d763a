package org.tlscensus.core.x509;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.tlscensus.core.row.CertificateValidityRow;
import org.tlscensus.core.wire.Side;

/**
 * What was found about a chain.
 *
 * @param path SHA-256 of each certificate of the path that was built, leaf first; when none reaches
 *     a trust anchor, as far as it came
 * @param usedPool whether a certificate of the path was neither sent nor an anchor
 * @param anchor SHA-256 of the anchor, or null when the path reaches none
 */
public record Verdict(Reason reason, List<String> path, boolean usedPool, String anchor) {

    /**
     * The row of the table of verdicts.
     *
     * @param chain SHA-256 of each certificate as sent
     * @param sender who sent it
     * @param time when it was judged
     * @param trustStore name of the store
     * @param policy name of the policy
     */
    public CertificateValidityRow row(
            List<String> chain, Side sender, Instant time, String trustStore, String policy) {
        return new CertificateValidityRow(
                chain,
                chain.isEmpty() ? null : chain.get(0),
                sender.name().toLowerCase(Locale.ROOT),
                LocalDate.ofInstant(time, ZoneOffset.UTC),
                time,
                trustStore,
                policy,
                reason.verdict(),
                reason.text(),
                path,
                usedPool,
                anchor);
    }
}
