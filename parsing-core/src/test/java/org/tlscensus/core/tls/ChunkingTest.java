package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.tls.RecordedConnection.Piece;
import org.tlscensus.core.wire.Side;

/** However the bytes of real handshakes are cut, the row is the same. */
class ChunkingTest {
    private static Told run(List<Piece> pieces, IntSupplier chunk) {
        Told.Listener listener = new Told.Listener();
        TlsDialogue dialogue = new TlsDialogue(TlsLimits.DEFAULTS, listener);
        for (Piece piece : pieces) {
            int at = 0;
            while (at < piece.bytes().length) {
                int length = Math.min(chunk.getAsInt(), piece.bytes().length - at);
                dialogue.bytes(piece.sender(), 0, piece.bytes(), at, length);
                at += length;
            }
        }
        return listener.told(dialogue.session());
    }

    /** Pieces of one side that follow each other are one. */
    private static List<Piece> joined(List<Piece> pieces) {
        List<Piece> joined = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Side sender = pieces.get(0).sender();
        for (Piece piece : pieces) {
            if (piece.sender() != sender) {
                joined.add(new Piece(sender, bytes.toByteArray()));
                bytes.reset();
                sender = piece.sender();
            }
            bytes.writeBytes(piece.bytes());
        }
        joined.add(new Piece(sender, bytes.toByteArray()));
        return joined;
    }

    /** After a loss, a record is looked for where a segment starts: there cuts do matter. */
    private static boolean isRegular(Told told) {
        return !told.anomalies().contains(TlsAnomaly.NOT_A_RECORD.word());
    }

    @Test
    void everyChunkingGivesTheSameRow() throws IOException {
        int connections = 0;
        for (Path capture : CorpusFolder.captures()) {
            for (RecordedConnection connection : RecordedConnection.withHello(capture)) {
                List<Piece> pieces = connection.pieces();
                Told told = run(pieces, () -> Integer.MAX_VALUE);
                if (!isRegular(told)) {
                    continue;
                }
                connections++;
                Random random = new Random(connections);
                assertEquals(told, run(pieces, () -> 1), capture + " byte by byte");
                assertEquals(
                        told, run(pieces, () -> 1 + random.nextInt(40)), capture + " at random");
                assertEquals(
                        told, run(joined(pieces), () -> Integer.MAX_VALUE), capture + " joined");
            }
        }
        System.out.println("chunked " + connections + " connections");
        assertTrue(connections > 500, "only " + connections);
    }

    /** The side that the caller calls the client may be the server. */
    @Test
    void swappedSidesGiveTheSameRow() throws IOException {
        for (Path capture : CorpusFolder.captures()) {
            for (RecordedConnection connection : RecordedConnection.withHello(capture)) {
                List<Piece> swapped = new ArrayList<>();
                for (Piece piece : connection.pieces()) {
                    swapped.add(new Piece(piece.sender().other(), piece.bytes()));
                }
                Told told = run(connection.pieces(), () -> Integer.MAX_VALUE);
                Told other = run(swapped, () -> Integer.MAX_VALUE);
                assertEquals(told.row(), other.row(), capture.toString());
                assertEquals(told.anomalies(), other.anomalies(), capture.toString());
            }
        }
    }
}
