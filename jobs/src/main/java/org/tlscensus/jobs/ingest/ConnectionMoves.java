package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.tlscensus.jobs.schema.Table;

/**
 * Where staged files of connections go. Rows that a later ingest may replace stand in files of
 * their own, by the beginning of whose name they are known.
 */
final class ConnectionMoves {
    static final String OPEN_PREFIX = "open-";

    private static final String TABLE = Table.CONNECTIONS.tableName();

    private ConnectionMoves() {}

    /** The moves of all staged files into the folder of the table. */
    static List<MoveJournal.Move> into(TablesFolder folder) throws IOException {
        List<MoveJournal.Move> moves = new ArrayList<>();
        for (boolean open : new boolean[] {false, true}) {
            String below = TABLE + "/is_open=" + open;
            for (Path file : filesBelow(folder.files(), folder.staging(below))) {
                String day = lastParts(file.getParent(), 2);
                String name = (open ? OPEN_PREFIX : "") + file.getName();
                moves.add(
                        new MoveJournal.Move(
                                below + "/" + day + "/" + file.getName(),
                                TABLE + "/" + day + "/" + name));
            }
        }
        return moves;
    }

    /** Brings all staged files together, as the folder of a new table; the move of it. */
    static MoveJournal.Move asOne(TablesFolder folder) throws IOException {
        String ready = "ready/" + TABLE;
        FileSystem files = folder.files();
        files.mkdirs(folder.staging(ready));
        for (MoveJournal.Move move : into(folder)) {
            Path to = folder.staging("ready/" + move.to());
            files.mkdirs(to.getParent());
            if (!files.rename(folder.staging(move.from()), to)) {
                throw new IOException("cannot move " + move.from() + " to " + to);
            }
        }
        return new MoveJournal.Move(ready, TABLE);
    }

    /** The removals of the replaceable files of some sites. */
    static List<MoveJournal.Move> removals(TablesFolder folder, Set<String> sites)
            throws IOException {
        List<MoveJournal.Move> moves = new ArrayList<>();
        for (String site : sites) {
            String below = ExternalCatalogUtils.getPartitionPathString("site", site);
            for (Path file : filesBelow(folder.files(), folder.path(TABLE + "/" + below))) {
                if (file.getName().startsWith(OPEN_PREFIX)) {
                    String day = lastParts(file.getParent(), 2);
                    moves.add(new MoveJournal.Move(null, TABLE + "/" + day + "/" + file.getName()));
                }
            }
        }
        return moves;
    }

    private static String lastParts(Path path, int count) {
        String parts = path.getName();
        Path at = path;
        for (int i = 1; i < count; i++) {
            at = at.getParent();
            parts = at.getName() + "/" + parts;
        }
        return parts;
    }

    private static List<Path> filesBelow(FileSystem files, Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        if (files.exists(folder)) {
            for (FileStatus child : files.listStatus(folder)) {
                if (child.isDirectory()) {
                    found.addAll(filesBelow(files, child.getPath()));
                } else if (!child.getPath().getName().startsWith("_")) {
                    found.add(child.getPath());
                }
            }
        }
        return found;
    }
}
