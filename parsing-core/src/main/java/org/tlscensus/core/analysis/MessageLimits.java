package org.tlscensus.core.analysis;

import java.time.Duration;
import org.tlscensus.core.dns.DnsLimits;
import org.tlscensus.core.http.HttpLimits;

/**
 * Bounds of the search for messages of OCSP, DNS and revocation lists in TCP connections. Each of
 * them looks forward from a segment, so that reaching one is the same however the capture was cut.
 *
 * @param runs messages that are followed at once per connection; the latest ones stay
 * @param waitingBytes payload per message that waits for a missing segment
 * @param runNanos time from a message's first byte to its last
 * @param earlySegments segments that came before their place and are held
 * @param earlyBytes payload of them
 * @param earlyPackets packets of the connection for which they are held
 * @param earlyNanos time for which they are held
 * @param otherResponses responses without OCSP that are kept after a request with it
 * @param messages that a connection keeps
 * @param messageBytes OCSP and DNS bytes that a connection keeps
 * @param listBytes of revocation lists that a connection keeps
 */
record MessageLimits(
        int runs,
        int waitingBytes,
        long runNanos,
        int earlySegments,
        int earlyBytes,
        int earlyPackets,
        long earlyNanos,
        int otherResponses,
        int messages,
        int messageBytes,
        int listBytes,
        HttpLimits http,
        DnsLimits dns) {

    static final MessageLimits DEFAULTS =
            new MessageLimits(
                    8,
                    64 << 10,
                    Duration.ofSeconds(30).toNanos(),
                    16,
                    64 << 10,
                    16,
                    Duration.ofSeconds(2).toNanos(),
                    8,
                    4096,
                    8 << 20,
                    8 << 20,
                    HttpLimits.DEFAULTS,
                    DnsLimits.DEFAULTS);

    /** How long beyond the end of a split a message may take that the split has to hand out. */
    long lookaheadNanos() {
        return runNanos + earlyNanos;
    }
}
