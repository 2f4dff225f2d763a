package org.tlscensus.jobs.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The moves that put staged files in place, written down before the first is made. Making them
 * again after some were made ends the same. Each is of one file, and removes one at most.
 */
final class MoveJournal {
    static final String FILE = "_file-moves";

    /** Of earlier versions, whose moves were of whole folders. */
    static final String EARLIER_FILE = "_moves";

    /**
     * A move of a staged file to its place in the tables, which it takes from what is there; of a
     * folder: it is made, if it is not there.
     *
     * @param from path below the staging folder; null: only removes what is there
     * @param to path below the tables
     */
    record Move(String from, String to) {}

    private final FileSystem files;
    private final Path tables;
    private final Path staging;
    private final List<Move> moves;

    private MoveJournal(FileSystem files, Path tables, Path staging, List<Move> moves) {
        this.files = files;
        this.tables = tables;
        this.staging = staging;
        this.moves = List.copyOf(moves);
    }

    static MoveJournal write(FileSystem files, Path tables, Path staging, List<Move> moves)
            throws IOException {
        StringBuilder text = new StringBuilder();
        for (Move move : moves) {
            text.append(move.from() == null ? "" : move.from()).append('\t');
            text.append(move.to()).append('\n');
        }
        Path draft = new Path(staging, FILE + ".draft");
        try (OutputStream out = files.create(draft, true)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        if (!files.rename(draft, new Path(staging, FILE))) {
            throw new IOException("cannot write " + new Path(staging, FILE));
        }
        return new MoveJournal(files, tables, staging, moves);
    }

    /** The journal of a run that died; empty when it died before there was one. */
    static Optional<MoveJournal> read(FileSystem files, Path tables, Path staging)
            throws IOException {
        Path file = new Path(staging, FILE);
        if (!files.exists(file)) {
            return Optional.empty();
        }
        String text;
        try (InputStream in = files.open(file)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Move> moves = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] paths = line.split("\t", 2);
            if (paths.length == 2) {
                moves.add(new Move(paths[0].isEmpty() ? null : paths[0], paths[1]));
            }
        }
        return Optional.of(new MoveJournal(files, tables, staging, moves));
    }

    /** Makes the moves that were not made yet. */
    void perform() throws IOException {
        for (Move move : moves) {
            Path to = new Path(tables, move.to());
            if (move.from() == null) {
                files.delete(to, false);
                removeEmpty(to.getParent());
                continue;
            }
            Path from = new Path(staging, move.from());
            if (!files.exists(from)) {
                continue; // moved before
            }
            if (files.getFileStatus(from).isDirectory()) {
                files.mkdirs(to);
                continue;
            }
            files.mkdirs(to.getParent());
            files.delete(to, false);
            if (!files.rename(from, to)) {
                throw new IOException("cannot move " + from + " to " + to);
            }
        }
    }

    /** Removes the folders below that of the tables in which nothing is left. */
    private void removeEmpty(Path folder) throws IOException {
        Path at = folder;
        while (!at.equals(tables) && files.exists(at) && files.listStatus(at).length == 0) {
            try {
                files.delete(at, false);
            } catch (IOException e) {
                return; // something is in it that a listing does not show: it stays
            }
            at = at.getParent();
        }
    }
}
