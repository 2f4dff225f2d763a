package org.tlscensus.jobs.validate;

import java.util.List;
import java.util.Map;

/**
 * What was found.
 *
 * @param chains distinct chains on the days on which they were sent
 * @param poolSize CA certificates of the archive that could complete a chain
 * @param isPoolCut whether there were more than a pool may have
 */
public record ValidateSummary(
        long chains, int poolSize, boolean isPoolCut, List<OfStore> stores, List<Lists> lists) {

    /**
     * Revocation lists of one kind.
     *
     * @param source download or file
     * @param verdict VALID, INVALID (not signed by the issuer), UNKNOWN (nobody knows the issuer)
     *     or UNREADABLE
     */
    public record Lists(String source, String verdict, long count) {}

    /**
     * What was found with one store.
     *
     * @param anchors of its newest bundle
     * @param unreadable certificates of the store that do not parse
     * @param serversByVerdict rows of the table about servers' chains
     * @param clientsByVerdict those about clients'
     */
    public record OfStore(
            String name,
            int anchors,
            int unreadable,
            Map<String, Long> serversByVerdict,
            Map<String, Long> clientsByVerdict) {}
}
