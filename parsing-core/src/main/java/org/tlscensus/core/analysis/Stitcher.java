package org.tlscensus.core.analysis;

import java.util.Arrays;
import java.util.function.Consumer;
import org.tlscensus.core.flow.Succession;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.core.x509.TorPattern;

/**
 * Joins the pieces of connections that crossed splits, by the rules by which packets are told apart
 * ({@link Succession}).
 *
 * <p>Pieces come flow by flow, and within a flow by unit and sequence. Holds one connection at a
 * time.
 */
public final class Stitcher {
    private final AnalysisOptions options;
    private final Consumer<ConnectionPart> out;
    private final CertificateCollector certificates;
    private byte[] flowKey;
    private ConnectionPart alone; // the connection's first piece, before there is another
    private JoinedConnection present; // null before there are two

    /**
     * @param keyLog secrets of connections
     * @param sightings takes certificates of dialogues that crossed splits
     * @param out takes the joined connections; those that a later capture may still continue have
     *     the joint {@link ConnectionPart#OPEN}
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

    /** Takes the next piece. */
    public void add(ConnectionPart piece) {
        if (!Arrays.equals(flowKey, piece.flowKey())) {
            end();
            flowKey = piece.flowKey();
        }
        if (present == null && alone == null) {
            alone = piece;
            return;
        }
        if (present == null) {
            present = new JoinedConnection(alone, options.limits(), certificates);
            alone = null;
        }
        if (present.isConversation()) {
            if (piece.startNanos() > present.endNanos()) {
                replace(piece);
            }
            return; // else its beginning, said again behind a cut
        }
        long idle = options.idleNanos(present.isTcp());
        switch (Succession.of(present, new PieceArrival(piece), idle)) {
            case SAME -> present.join(piece);
            case NEW_BY_IDLE -> replace(piece);
            case NEW_BY_SYN -> {
                if (!present.isClosed()) {
                    present.supersede();
                }
                replace(piece);
            }
            case UNSURE -> throw new IllegalStateException("unsure with all pieces known");
        }
    }

    private void replace(ConnectionPart piece) {
        out.accept(present.toPart(ConnectionPart.SETTLED));
        present = null;
        alone = piece;
    }

    /** No more pieces. */
    public void end() {
        if (present != null) {
            out.accept(present.toPart(ConnectionPart.OPEN));
        } else if (alone != null) {
            out.accept(alone.alone(ConnectionPart.OPEN));
        }
        present = null;
        alone = null;
    }

    private record PieceArrival(ConnectionPart piece) implements Succession.Arrival {
        @Override
        public long timeNanos() {
            return piece.openingNanos();
        }

        @Override
        public boolean isFromHigh() {
            return piece.firstFromHigh();
        }

        @Override
        public boolean isSyn() {
            return piece.opening().equals(ConnectionPart.SYN);
        }

        @Override
        public boolean isSynAck() {
            return piece.opening().equals(ConnectionPart.SYN_ACK);
        }

        @Override
        public int sequenceNumber() {
            return piece.openingSequence();
        }

        @Override
        public int acknowledgmentNumber() {
            return piece.openingAcknowledgment();
        }
    }
}
