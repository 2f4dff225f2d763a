package org.tlscensus.jobs.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.tlscensus.jobs.failure.UserError;

/**
 * One commit: staged files get their places, under names that none had before; then the snapshot
 * that lists them is published. What it is going to do is written down first, so that after a death
 * at any moment the files of a commit that was not published are known, and removed.
 */
final class Commit {
    private static final String DRAFT = "_snapshot.json";

    private final FileSystem files;
    private final Path tables;
    private final Path staging;
    private final Snapshot after;
    private final Map<String, String> moves; // staged path to path in the archive

    private Commit(
            FileSystem files,
            Path tables,
            Path staging,
            Snapshot after,
            Map<String, String> moves) {
        this.files = files;
        this.tables = tables;
        this.staging = staging;
        this.after = after;
        this.moves = moves;
    }

    /**
     * Works out what is to be done, and does nothing.
     *
     * @param before the archive as of the opening
     * @param commit id that no other commit has
     */
    static Commit of(
            FileSystem files,
            Path tables,
            Path staging,
            Snapshot before,
            String commit,
            String madeBy,
            Changes changes)
            throws IOException {
        Set<String> removed = changes.removed(before);
        List<Snapshot.StoredFile> stored = new ArrayList<>();
        before.files().stream().filter(file -> !removed.contains(file.path())).forEach(stored::add);
        Set<String> folders = new TreeSet<>(before.folders());
        changes.replaced().forEach(folders::remove);
        Map<String, String> moves = new TreeMap<>();
        for (Map.Entry<String, String> added : changes.added().entrySet()) {
            folders.add(added.getValue().split("/", 2)[0]);
            Map<String, FileStatus> staged =
                    FolderListing.of(files, staging, List.of(added.getKey()));
            for (Map.Entry<String, FileStatus> file : staged.entrySet()) {
                String below = file.getKey().substring(added.getKey().length());
                if (file.getValue().getPath().getName().startsWith("_")) {
                    continue; // Spark's mark of success
                }
                String path = Snapshot.unique(added.getValue() + below, commit);
                moves.put(file.getKey(), path);
                Long rows = changes.rows(file.getKey());
                stored.add(
                        new Snapshot.StoredFile(
                                path,
                                file.getValue().getLen(),
                                rows != null ? rows : rows(files, file.getValue())));
            }
        }
        Snapshot after =
                new Snapshot(
                        Snapshot.VERSION,
                        before.number() + 1,
                        commit,
                        madeBy,
                        List.copyOf(folders),
                        List.copyOf(moves.values()),
                        stored);
        return new Commit(files, tables, staging, after, moves);
    }

    private static Long rows(FileSystem files, FileStatus file) throws IOException {
        if (!file.getPath().getName().endsWith(".parquet")) {
            return null;
        }
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromStatus(file, files.getConf()))) {
            return reader.getRecordCount();
        }
    }

    /**
     * Does it.
     *
     * @throws UserError when another run changed the archive since the opening
     */
    void perform() throws IOException {
        Path draft = new Path(staging, DRAFT);
        Snapshots.write(files, draft, after);
        Set<Path> folders = new HashSet<>();
        for (Map.Entry<String, String> move : moves.entrySet()) {
            Path to = new Path(tables, move.getValue());
            if (folders.add(to.getParent())) {
                files.mkdirs(to.getParent());
            }
            if (!files.rename(new Path(staging, move.getKey()), to)) {
                throw new IOException("cannot move " + move.getKey() + " to " + to);
            }
        }
        try {
            new Snapshots(files, tables).publish(after, draft);
        } catch (FileAlreadyExistsException e) {
            throw new UserError(
                    "another run changed the tables in " + tables + " meanwhile: run it again");
        }
    }

    /**
     * Removes the files of a commit that was begun in a staging folder and not published; one that
     * was published has nothing to undo.
     */
    static void undo(FileSystem files, Path tables, Path staging) throws IOException {
        Path draft = new Path(staging, DRAFT);
        if (!files.exists(draft)) {
            return;
        }
        Snapshot begun;
        try {
            begun = Snapshots.read(files, draft);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            return; // it died while it wrote this down, and had moved nothing
        }
        Set<String> published = new HashSet<>();
        for (FileStatus file : new Snapshots(files, tables).list().values()) {
            published.addAll(Snapshots.read(files, file.getPath()).bytesByPath().keySet());
        }
        Set<String> added = new HashSet<>(begun.added());
        for (Snapshot.StoredFile file : begun.files()) {
            if (added.contains(file.path()) && !published.contains(file.path())) {
                OwnFiles.remove(files, tables, file);
            }
        }
    }
}
