package org.tlscensus.core.read;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.ConnectionRows;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ConnectionRow;

/** Hands out each connection when its dialogue is decided, else when it is over. */
final class DecidedOnes extends ConnectionSink {
    private final ConnectionRows rows;
    private final Set<Piece> told = new HashSet<>(); // of connections that go on

    private record Piece(long flowHash, long sequence) {
        static Piece of(ConnectionPart part) {
            return new Piece(part.flowHash(), part.sequence());
        }
    }

    DecidedOnes(
            AnalysisOptions options,
            Consumer<CertificateSighting> certificates,
            Consumer<ConnectionRow> out) {
        super(certificates, out);
        rows = new ConnectionRows(options);
    }

    @Override
    public boolean wantsDecided() {
        return true;
    }

    @Override
    public void decided(ConnectionPart part) {
        told.add(Piece.of(part));
        tell(part);
    }

    @Override
    public void connection(ConnectionPart part) {
        if (!told.remove(Piece.of(part))) {
            tell(part);
        }
    }

    private void tell(ConnectionPart part) {
        handOut(rows.row("", part, part.endNanos()));
    }

    @Override
    void passed(Predicate<ConnectionPart> isFollowing) {}

    @Override
    void end() {}
}
