package org.tlscensus.core.analysis;

import java.util.Arrays;
import java.util.function.Consumer;
import org.tlscensus.core.flow.ConnectionReuse;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.core.x509.TorPattern;

/**
 * Joins the parts of connections that crossed splits, by the rules by which packets are told apart
 * ({@link ConnectionReuse}).
 *
 * <p>Parts come flow by flow, and within a flow by split and sequence. Holds one connection at a
 * time.
 */
public final class Stitcher {
    private final AnalysisOptions options;
    private final Consumer<ConnectionPart> out;
    private final CertificateCollector certificates;
    private byte[] flowKey;
    private ConnectionPart alone; // the connection's first part, before there is another
    private JoinedConnection present; // null before there are two

    /**
     * @param keyLog secrets of connections
     * @param sightings takes certificates of dialogues that crossed splits
     * @param out takes the joined connections; those that a later capture may still continue have
     *     the completeness {@link ConnectionPart#UNFINISHED}
     */
    public Stitcher(
            AnalysisOptions options,
            KeyLog keyLog,
            Consumer<CertificateSighting> sightings,
            Consumer<ConnectionPart> out) {
        this.options = options;
        this.out = out;
        certificates =
                new CertificateCollector(
                        options.limits(),
                        TaskMemory.handshakes(0, options.limits()), // of one connection at a time
                        TorPattern.orDefault(options.torRules()),
                        keyLog,
                        sightings);
    }

    /** Takes the next part. */
    public void add(ConnectionPart part) {
        if (!Arrays.equals(flowKey, part.flowKey())) {
            end();
            flowKey = part.flowKey();
        }
        if (present == null && alone == null) {
            alone = part;
            return;
        }
        if (present == null) {
            present = new JoinedConnection(alone, options, certificates);
            alone = null;
        }
        if (present.isConversation()) {
            if (part.startNanos() > present.endNanos()) {
                replace(part);
            }
            return; // else its beginning, said again behind a cut
        }
        long idle = options.idleNanos(present.isTcp());
        switch (ConnectionReuse.of(present, new PartArrival(part), idle)) {
            case SAME -> present.join(part);
            case NEW_BY_IDLE -> replace(part);
            case NEW_BY_SYN -> {
                if (!present.isClosed()) {
                    present.supersede();
                }
                replace(part);
            }
            case UNSURE -> throw new IllegalStateException("unsure with all parts known");
        }
    }

    private void replace(ConnectionPart part) {
        out.accept(present.toPart(ConnectionPart.SETTLED));
        present = null;
        alone = part;
    }

    /** No more parts. */
    public void end() {
        if (present != null) {
            out.accept(present.toPart(ConnectionPart.UNFINISHED));
        } else if (alone != null) {
            out.accept(alone.alone(ConnectionPart.UNFINISHED));
        }
        present = null;
        alone = null;
    }

    private record PartArrival(ConnectionPart part) implements ConnectionReuse.Arrival {
        @Override
        public long timeNanos() {
            return part.openingNanos();
        }

        @Override
        public End sender() {
            return End.of(part.firstFromHigh());
        }

        @Override
        public boolean isSyn() {
            return part.opening().equals(ConnectionPart.SYN);
        }

        @Override
        public boolean isSynAck() {
            return part.opening().equals(ConnectionPart.SYN_ACK);
        }

        @Override
        public int sequenceNumber() {
            return part.openingSequence();
        }

        @Override
        public int acknowledgmentNumber() {
            return part.openingAcknowledgment();
        }
    }
}
