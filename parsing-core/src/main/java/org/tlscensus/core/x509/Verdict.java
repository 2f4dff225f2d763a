package org.tlscensus.core.x509;

import java.time.LocalDate;
import java.util.List;
import org.tlscensus.core.row.CertificateValidityRow;

/**
 * What was found about a chain.
 *
 * @param path SHA-256 of each certificate of the path that was built, leaf first; when none reaches
 *     a trust anchor, as far as it came
 * @param usedPool whether a certificate of the path was neither sent nor an anchor
 * @param anchor SHA-256 of the anchor, or null when the path reaches none
 */
public record Verdict(Reason reason, List<String> path, boolean usedPool, String anchor) {

    /** The row of the table of verdicts. */
    public CertificateValidityRow row(List<String> chain, LocalDate date, String trustStore) {
        return new CertificateValidityRow(
                chain,
                chain.isEmpty() ? null : chain.get(0),
                date.toString(),
                trustStore,
                reason.verdict(),
                reason.text(),
                path,
                usedPool,
                anchor);
    }
}
