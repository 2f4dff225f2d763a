package org.tlscensus.core.analysis;

import java.io.Serializable;
import java.time.Duration;
import org.tlscensus.core.x509.TorPattern;

/**
 * What a user may set of the analysis. The rows are a function of these and of the packets.
 *
 * @param tcpIdleNanos silence after which a TCP connection is over
 * @param udpIdleNanos silence after which a UDP connection is over
 * @param allConnections whether connections without a known protocol get rows
 * @param verifyChecksums whether packets with wrong checksums are left out
 * @param limits bounds of memory and of reading on
 * @param torRules how Tor's connections look, in the form of {@link TorPattern#parse}; null: as the
 *     program knows them
 */
public record AnalysisOptions(
        long tcpIdleNanos,
        long udpIdleNanos,
        boolean allConnections,
        boolean verifyChecksums,
        AnalysisLimits limits,
        String torRules)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * TCP 15 minutes, since a Tor link's keepalive comes every 5; UDP 2 minutes (RFC 4787 section
     * 4.3).
     */
    public static final AnalysisOptions DEFAULTS =
            new AnalysisOptions(
                    Duration.ofMinutes(15).toNanos(),
                    Duration.ofMinutes(2).toNanos(),
                    false,
                    false,
                    AnalysisLimits.DEFAULTS,
                    null);

    long idleNanos(boolean tcp) {
        return tcp ? tcpIdleNanos : udpIdleNanos;
    }
}
