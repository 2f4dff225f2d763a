package org.tlscensus.core.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.tlscensus.core.analysis.RowSink;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.LookupPart;

/** Makes rows of what the analysis hands out. */
abstract sealed class ConnectionSink implements RowSink permits WholeConnections, DecidedOnes {
    private final Consumer<CertificateSighting> certificates;
    private final Consumer<ConnectionRow> rows;
    private final List<CapturePart> captures = new ArrayList<>();

    ConnectionSink(Consumer<CertificateSighting> certificates, Consumer<ConnectionRow> rows) {
        this.certificates = certificates;
        this.rows = rows;
    }

    /** Some packets went by. */
    abstract void passed(Predicate<ConnectionPart> isFollowing);

    /** There are no more packets. */
    abstract void end();

    final void handOut(Optional<ConnectionRow> row) {
        row.ifPresent(rows);
    }

    @Override
    public final void certificate(CertificateSighting certificate) {
        certificates.accept(certificate);
    }

    @Override
    public final void capture(CapturePart part) {
        captures.add(part);
    }

    @Override
    public final void lookup(LookupPart lookup) {}

    /** The accounts of the files that have been read to their end. */
    final List<CapturePart> captures() {
        return captures;
    }
}
