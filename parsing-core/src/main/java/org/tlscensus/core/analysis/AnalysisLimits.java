package org.tlscensus.core.analysis;

import java.io.Serializable;
import java.time.Duration;
import org.tlscensus.core.tls.TlsLimits;

/**
 * Bounds of what a task holds and of how far it reads on. Reaching one is counted, never fatal.
 *
 * @param waitingBytes payload per direction that waits for a missing segment
 * @param answerBytes payload per connection that waits for what it answers
 * @param answerNanos capture time for which it waits: clocks of two taps may differ by so much
 * @param cleartextBytes payload per connection in which an upgrade to TLS is waited for
 * @param watchedBytes payload per connection in which a beginning of TLS is looked for once no
 *     protocol is left that could upgrade
 * @param watchedDatagrams datagrams per UDP connection in which a beginning of DTLS or QUIC is
 *     looked for: media sessions send STUN and RTP first
 * @param lookaheadBytes capture bytes read beyond the end of a split for what it has to hand out
 *     whole: messages of OCSP and DNS, datagrams in fragments
 * @param firstPackets packets of a split among which a connection that is met in its midst begins,
 *     so that its first packets are kept for the dialogue of an earlier split
 * @param firstBytes payload that is kept of it, once its own dialogue is over: what an earlier
 *     split may still follow of a handshake ({@link TlsLimits#followedBytes}) with a record more
 *     and the records' headers; as much again as long as handshake records in the clear go on, up
 *     to what is kept of a dialogue
 * @param dialogueBytes bytes of packets that are kept of a connection in the middle of its dialogue
 * @param knownCertificates certificates that a task remembers having handed out
 * @param tls of a handshake
 */
public record AnalysisLimits(
        int waitingBytes,
        int answerBytes,
        long answerNanos,
        int cleartextBytes,
        int watchedBytes,
        int watchedDatagrams,
        long lookaheadBytes,
        long firstPackets,
        int firstBytes,
        int dialogueBytes,
        int knownCertificates,
        TlsLimits tls)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final AnalysisLimits DEFAULTS =
            new AnalysisLimits(
                    1 << 20,
                    64 << 10,
                    Duration.ofSeconds(10).toNanos(),
                    64 << 10,
                    4 << 10,
                    256,
                    6L << 20,
                    100_000,
                    96 << 10,
                    2 << 20,
                    100_000,
                    TlsLimits.DEFAULTS);

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
                waitingBytes,
                answerBytes,
                answerNanos,
                cleartextBytes,
                watchedBytes,
                watchedDatagrams,
                lookaheadBytes,
                firstPackets,
                firstBytes,
                dialogueBytes,
                knownCertificates,
                other);
    }
}
