package org.tlscensus.jobs.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;

/**
 * Joins the parts of some flows. Holds their bytes and where each part lies; decodes the parts of
 * one hash at a time.
 */
final class JoinTask {
    /** A part by the hash of its flow and its place. */
    private record Place(long flow, int run, int at) {}

    private record Piece(String site, boolean isKept, ConnectionPart part) {}

    private static final Comparator<Piece> ORDER =
            Comparator.comparing(Piece::site)
                    .thenComparing(piece -> piece.part.flowKey(), Arrays::compare)
                    .thenComparingLong(piece -> piece.part.unit())
                    .thenComparingLong(piece -> piece.part.sequence());

    private final List<PartRun> runs;
    private final Place[] places; // by flow
    private final RecordRun.Cursor[] cursors;
    private final RecordBytes<ConnectionPart> partBytes = RecordBytes.of(ConnectionPart.class);
    private final JoinedFlow flow;
    private int next;

    JoinTask(
            List<PartRun> runs, Map<String, SiteEnd> ends, KeyLog keyLog, AnalysisOptions options) {
        this.runs = runs;
        cursors = runs.stream().map(PartRun::cursor).toArray(RecordRun.Cursor[]::new);
        places = places();
        Arrays.sort(places, Comparator.comparingLong(Place::flow));
        flow = new JoinedFlow(ends, keyLog, options);
    }

    private Place[] places() {
        List<Place> found = new ArrayList<>();
        for (int run = 0; run < cursors.length; run++) {
            while (cursors[run].next()) {
                found.add(new Place(cursors[run].key(0), run, cursors[run].place()));
            }
        }
        return found.toArray(Place[]::new);
    }

    /** What becomes of the parts, in runs that are made while they are taken. */
    Iterator<TableRun> joined() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                while (flow.waiting().isEmpty() && next < places.length) {
                    joinHash();
                    if (next == places.length) {
                        flow.flush();
                    }
                }
                return !flow.waiting().isEmpty();
            }

            @Override
            public TableRun next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return flow.waiting().remove();
            }
        };
    }

    private void joinHash() {
        List<Piece> pieces = new ArrayList<>();
        long hash = places[next].flow();
        for (; next < places.length && places[next].flow() == hash; next++) {
            RecordRun.Cursor cursor = cursors[places[next].run()];
            cursor.at(places[next].at());
            PartRun run = runs.get(places[next].run());
            pieces.add(
                    new Piece(
                            run.site(),
                            run.kind() == RunKind.KEPT,
                            partBytes.toRecord(cursor.record())));
        }
        pieces.sort(ORDER);
        for (Piece piece : pieces) {
            flow.add(piece.site, piece.part, piece.isKept);
        }
        flow.endOfFlow();
    }
}
