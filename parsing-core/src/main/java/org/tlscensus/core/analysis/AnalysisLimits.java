package org.tlscensus.core.analysis;

import java.io.Serializable;
import java.time.Duration;
import org.tlscensus.core.tls.TlsLimits;

/**
 * Bounds of what a task holds and of how far it reads on. Reaching one is counted, never fatal.
 *
 * @param flows connections in the flow table; beyond it the quietest ones leave as open pieces,
 *     which are joined again with what follows, so only an unfinished dialogue is lost
 * @param waitingBytes payload per direction that waits for a missing segment
 * @param cleartextBytes payload per connection in which an upgrade to TLS is waited for
 * @param watchedBytes payload per connection in which a beginning of TLS is looked for once no
 *     protocol is left that could upgrade
 * @param watchedDatagrams datagrams per UDP connection in which a beginning of DTLS or QUIC is
 *     looked for: media sessions send STUN and RTP first
 * @param lookaheadBytes capture bytes read beyond the end of a split for dialogues that stand in
 *     the middle
 * @param lookaheadNanos capture time read beyond the end of a split: as long as the idle time,
 *     after which a dialogue is over anyway
 * @param openingBytes capture bytes read beyond the end of a split for connections that were opened
 *     and have no payload yet: the first segment may come out of order, and only who saw the SYN
 *     knows where the stream begins
 * @param openingNanos capture time read beyond the end of a split for them
 * @param knownCertificates certificates that a task remembers having handed out
 * @param tls of a handshake
 * @param handshakeMemoryBytes of handshake messages that are not whole, of all connections of a
 *     task
 */
public record AnalysisLimits(
        int flows,
        int waitingBytes,
        int cleartextBytes,
        int watchedBytes,
        int watchedDatagrams,
        long lookaheadBytes,
        long lookaheadNanos,
        long openingBytes,
        long openingNanos,
        int knownCertificates,
        TlsLimits tls,
        long handshakeMemoryBytes)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final AnalysisLimits DEFAULTS =
            new AnalysisLimits(
                    500_000,
                    1 << 20,
                    64 << 10,
                    4 << 10,
                    256,
                    32L << 20,
                    Duration.ofMinutes(15).toNanos(),
                    4L << 20,
                    Duration.ofSeconds(10).toNanos(),
                    100_000,
                    TlsLimits.DEFAULTS,
                    128L << 20);

    /** These limits with another bound of a connection's handshake bytes. */
    public AnalysisLimits withHandshakeBytes(int bytes) {
        TlsLimits other =
                new TlsLimits(
                        tls.helloBytes(),
                        bytes,
                        tls.certificates(),
                        tls.events(),
                        tls.followedBytes());
        return new AnalysisLimits(
                flows,
                waitingBytes,
                cleartextBytes,
                watchedBytes,
                watchedDatagrams,
                lookaheadBytes,
                lookaheadNanos,
                openingBytes,
                openingNanos,
                knownCertificates,
                other,
                Math.max(handshakeMemoryBytes, 4L * bytes));
    }
}
