package org.tlscensus.jobs.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CapturePaths;

/** The tables as a reader sees them: all as of the snapshot that was the newest at the opening. */
public final class ArchiveFiles {
    private static final long BLOCK_BYTES = 128L << 20; // nobody asks for it

    private final Path root;
    private final Optional<Snapshot> snapshot;
    private final List<String> names;

    private ArchiveFiles(Path root, Optional<Snapshot> snapshot, List<String> names) {
        this.root = root;
        this.snapshot = snapshot;
        this.names = List.copyOf(names);
    }

    /**
     * Looks which tables there are: ours, and others that lie beside them.
     *
     * @throws UserError when there are none
     */
    public static ArchiveFiles open(String tables, Configuration hadoop) {
        try {
            Path given = CapturePaths.path(tables, hadoop);
            FileSystem files = given.getFileSystem(hadoop);
            if (!files.exists(given)) {
                throw new UserError("there are no tables: " + tables + " does not exist");
            }
            Path root = files.makeQualified(given);
            Optional<Snapshot> snapshot = new Snapshots(files, root).newest();
            List<String> names = new ArrayList<>();
            snapshot.ifPresent(
                    s -> s.folders().stream().filter(f -> !isHidden(f)).forEach(names::add));
            for (FileStatus child : files.listStatus(root)) {
                String name = child.getPath().getName();
                boolean isOurs = snapshot.isPresent() && Ownership.FOLDERS.contains(name);
                if (child.isDirectory() && !isHidden(name) && !isOurs) {
                    names.add(name);
                }
            }
            if (names.isEmpty()) {
                throw new UserError(tables + " holds no tables");
            }
            return new ArchiveFiles(root, snapshot, names);
        } catch (IOException e) {
            throw new UserError("cannot read the tables in " + tables + ": " + e.getMessage());
        }
    }

    /** The files of the archive as a run opened it. */
    public static ArchiveFiles of(TablesFolder folder) {
        return new ArchiveFiles(
                folder.tables(), Optional.of(folder.snapshot()), folder.snapshot().folders());
    }

    private static boolean isHidden(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }

    /** Names of the tables. */
    public List<String> names() {
        return names;
    }

    /** Where the archive keeps what a run staged under a name; empty when no snapshot tells. */
    public Optional<Path> path(String staged) {
        return snapshot.flatMap(s -> s.pathOf(staged)).map(path -> new Path(root, path));
    }

    /** The folder of a table. */
    public Path folder(String name) {
        return new Path(root, name);
    }

    /**
     * The files below a folder; empty where no snapshot tells, since the folder is another's or an
     * earlier version's: there what lies in the folder counts.
     */
    public Optional<List<FileStatus>> files(String folder) {
        boolean isTold =
                snapshot.isPresent() && snapshot.get().folders().contains(folder.split("/", 2)[0]);
        return isTold ? Optional.of(statuses(snapshot.get().below(folder))) : Optional.empty();
    }

    private List<FileStatus> statuses(List<Snapshot.StoredFile> files) {
        Stream<FileStatus> statuses =
                files.stream()
                        .map(
                                file ->
                                        new FileStatus(
                                                file.bytes(),
                                                false,
                                                1,
                                                BLOCK_BYTES,
                                                0,
                                                new Path(root, file.path())));
        return statuses.toList();
    }
}
