package org.tlscensus.jobs.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CapturePaths;

/**
 * The folder of the tables. What is made is staged beside them and moved into place at the end, by
 * a journal: a run that dies before it leaves the tables as they were, one that dies in its midst
 * is finished by the next. Files that the archive's record does not list are never touched.
 */
public final class TablesFolder implements Closeable {
    /** Folder of what later runs need, among those of the tables. */
    public static final String STATE = "_state";

    static final String STAGING_PREFIX = "_staging-";

    /** After Spark has stopped its tasks (40), before Hadoop closes its file systems (10). */
    private static final int SHUTDOWN_PRIORITY = 20;

    private final FileSystem files;
    private final Path tables;
    private final Path staging;
    private final Snapshot snapshot;
    private final String madeBy;
    private final StagingOwner owner;
    private final Runnable onShutdown = this::abandon;
    private boolean isCommitted;

    private TablesFolder(FileSystem files, Path tables, Snapshot snapshot, String madeBy)
            throws IOException {
        this.files = files;
        this.tables = tables;
        this.snapshot = snapshot;
        this.madeBy = madeBy;
        staging = new Path(tables, STAGING_PREFIX + UUID.randomUUID());
        if (!files.mkdirs(staging)) {
            throw new IOException("cannot make " + staging);
        }
        owner = StagingOwner.of(files, staging);
        ShutdownHookManager.get().addShutdownHook(onShutdown, SHUTDOWN_PRIORITY);
    }

    /**
     * Opens the folder for one run, after cleaning up behind runs that died.
     *
     * @param inputs files, folders and globs that the run reads
     * @throws UserError when it cannot be, or must not be, written to
     */
    public static TablesFolder open(
            String folder, Mode mode, Collection<String> inputs, Configuration hadoop) {
        try {
            Path given = CapturePaths.path(folder, hadoop);
            FileSystem files = given.getFileSystem(hadoop);
            Path tables = files.makeQualified(given);
            Ownership.requireOutsideOthers(files, tables, "tables");
            Inputs.requireOutside(folder, inputs, hadoop);
            Snapshot snapshot =
                    files.exists(tables) ? check(files, tables, folder, mode) : Snapshot.NONE;
            return new TablesFolder(
                    files, tables, snapshot, mode == Mode.DEMO ? Snapshot.DEMO : Snapshot.INGEST);
        } catch (IOException e) {
            throw new UserError("cannot write to " + folder + ": " + e.getMessage());
        }
    }

    /**
     * Opens the folder of tables that are there, to add what is worked out of them.
     *
     * @param inputs files, folders and globs that the run reads
     * @throws UserError when there are none, or they cannot be written to
     */
    public static TablesFolder ofTables(
            String folder, Collection<String> inputs, Configuration hadoop) {
        try {
            Path given = CapturePaths.path(folder, hadoop);
            FileSystem files = given.getFileSystem(hadoop);
            if (!files.exists(given)) {
                throw new UserError("there are no tables: " + folder + " does not exist");
            }
            Path tables = files.makeQualified(given);
            Inputs.requireOutside(folder, inputs, hadoop);
            Snapshot snapshot = check(files, tables, folder, Mode.APPEND);
            if (snapshot.files().isEmpty()) {
                throw new UserError(
                        folder + " holds no tables: make them with census ingest --out " + folder);
            }
            return new TablesFolder(files, tables, snapshot, snapshot.madeBy());
        } catch (IOException e) {
            throw new UserError("cannot read the tables in " + folder + ": " + e.getMessage());
        }
    }

    private static Snapshot check(FileSystem files, Path tables, String folder, Mode mode)
            throws IOException {
        if (!files.getFileStatus(tables).isDirectory()) {
            throw new UserError(folder + " is a file, not a folder for tables");
        }
        for (FileStatus child : files.listStatus(tables)) {
            if (isStaging(child.getPath())) {
                cleanUp(files, tables, child.getPath(), folder);
            }
        }
        boolean mayMiss = mode == Mode.OVERWRITE || mode == Mode.DEMO;
        Snapshot snapshot = new Ownership(files, tables, folder).check(mayMiss);
        if (mode == Mode.NEW && !snapshot.files().isEmpty()) {
            throw new UserError(
                    folder
                            + " holds tables: use --append to add to them, or --overwrite"
                            + " to put new ones in their place");
        }
        if (mode == Mode.DEMO
                && !snapshot.files().isEmpty()
                && !snapshot.madeBy().equals(Snapshot.DEMO)) {
            throw new UserError(
                    folder
                            + " holds tables that the demo did not make: choose another folder for"
                            + " the demo's");
        }
        return snapshot;
    }

    static boolean isStaging(Path path) {
        return path.getName().startsWith(STAGING_PREFIX);
    }

    private static void cleanUp(FileSystem files, Path tables, Path staging, String folder)
            throws IOException {
        if (!files.exists(new Path(staging, StagingOwner.FILE))) {
            removeIfEmpty(files, staging);
            return; // else it is not ours
        }
        Optional<String> living = StagingOwner.living(files, staging);
        if (living.isPresent()) {
            throw new UserError("another run writes to " + folder + ": " + living.get());
        }
        if (files.exists(new Path(staging, MoveJournal.EARLIER_FILE))) {
            throw new UserError(
                    staging
                            + " holds tables that an earlier version of census put half in place:"
                            + " let that version finish, or ingest all into another folder");
        }
        Optional<MoveJournal> journal = MoveJournal.read(files, tables, staging);
        if (journal.isPresent()) {
            journal.get().perform();
        }
        remove(files, staging);
    }

    private static void removeIfEmpty(FileSystem files, Path folder) throws IOException {
        if (files.getFileStatus(folder).isDirectory() && files.listStatus(folder).length == 0) {
            files.delete(folder, false);
        }
    }

    /** Removes a staging folder; that it is ours is told until the rest is gone. */
    private static void remove(FileSystem files, Path staging) throws IOException {
        if (!files.exists(staging)) {
            return;
        }
        for (FileStatus child : files.listStatus(staging)) {
            if (!child.getPath().getName().equals(StagingOwner.FILE)) {
                files.delete(child.getPath(), true);
            }
        }
        files.delete(staging, true);
    }

    /** Whether the tables are there. */
    public boolean hasTables() {
        return !snapshot.files().isEmpty();
    }

    /** The archive's files as of the opening. */
    public Snapshot snapshot() {
        return snapshot;
    }

    public FileSystem files() {
        return files;
    }

    /** A path in the folder of the tables. */
    public Path path(String name) {
        return new Path(tables, name);
    }

    /** A path for what is being made. */
    public Path staging(String name) {
        return new Path(staging, name);
    }

    /** How much there is of the tables, together with what is staged. */
    public long bytes() throws IOException {
        return stagedBytes()
                + snapshot.files().stream().mapToLong(Snapshot.StoredFile::bytes).sum();
    }

    /** How much is staged. */
    public long stagedBytes() throws IOException {
        return files.getContentSummary(staging).getLength();
    }

    /** Puts what was staged in its place. */
    public void commit(Changes changes) throws IOException {
        Set<String> removed = changes.removed(snapshot);
        Map<String, Long> after = new TreeMap<>(snapshot.bytesByPath());
        after.keySet().removeAll(removed);
        List<MoveJournal.Move> moves = new ArrayList<>();
        List<MoveJournal.Move> folders = new ArrayList<>();
        for (Map.Entry<String, String> added : changes.added().entrySet()) {
            Map<String, FileStatus> staged =
                    FolderListing.of(files, staging, List.of(added.getKey()));
            for (Map.Entry<String, FileStatus> file : staged.entrySet()) {
                if (file.getValue().getPath().getName().startsWith("_")) {
                    continue; // Spark's mark of success
                }
                String to = added.getValue() + file.getKey().substring(added.getKey().length());
                requireFree(to);
                moves.add(new MoveJournal.Move(file.getKey(), to));
                after.put(to, file.getValue().getLen());
                removed.remove(to);
            }
            addFolders(added.getKey(), added.getValue(), folders);
        }
        removed.forEach(path -> moves.add(new MoveJournal.Move(null, path)));
        moves.addAll(folders);
        record(after).write(files, staging(Snapshot.FILE));
        moves.add(new MoveJournal.Move(Snapshot.FILE, Snapshot.FILE));
        MoveJournal journal = MoveJournal.write(files, tables, staging, moves);
        isCommitted = true; // from here on it is done, if not by this run
        journal.perform();
        close();
    }

    /** Folders are made also where nothing is in them: Spark reads no table without a folder. */
    private void addFolders(String staged, String path, List<MoveJournal.Move> moves)
            throws IOException {
        if (!files.exists(staging(staged)) || files.getFileStatus(staging(staged)).isFile()) {
            return;
        }
        moves.add(new MoveJournal.Move(staged, path));
        for (FileStatus child : files.listStatus(staging(staged))) {
            String name = child.getPath().getName();
            if (child.isDirectory()) {
                addFolders(staged + "/" + name, path + "/" + name, moves);
            }
        }
    }

    /** What came there since the opening is not ours to replace. */
    private void requireFree(String path) throws IOException {
        if (!snapshot.bytesByPath().containsKey(path) && files.exists(path(path))) {
            throw new IOException(path(path) + " is there, and no file of the archive");
        }
    }

    private Snapshot record(Map<String, Long> bytesByPath) {
        List<Snapshot.StoredFile> stored = new ArrayList<>();
        bytesByPath.forEach((path, bytes) -> stored.add(new Snapshot.StoredFile(path, bytes)));
        return new Snapshot(Snapshot.VERSION, madeBy, stored);
    }

    /** Removes what was staged; before the commit that leaves everything as it was. */
    @Override
    public void close() throws IOException {
        if (ShutdownHookManager.get().hasShutdownHook(onShutdown)) {
            ShutdownHookManager.get().removeShutdownHook(onShutdown);
        }
        owner.close();
        remove(files, staging);
    }

    private void abandon() {
        owner.close();
        if (isCommitted) {
            return; // the next run finishes it
        }
        try {
            remove(files, staging);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
