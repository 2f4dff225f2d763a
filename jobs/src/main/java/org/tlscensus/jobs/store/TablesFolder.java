package org.tlscensus.jobs.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CapturePaths;

/**
 * The folder of the tables, opened by one run that changes them. What is made is staged beside them
 * and comes to the archive by a commit: a run that fails or dies before it, at whatever moment,
 * leaves the tables as they were. Files that the archive's record does not list are never touched.
 */
public final class TablesFolder implements Closeable {
    /** Folder of what later runs need, among those of the tables. */
    public static final String STATE = "_state";

    static final String STAGING_PREFIX = "_staging-";

    /** The journal of versions that moved tables to their places. */
    private static final String EARLIER_JOURNAL = "_moves";

    /** A query that began before a commit has so long to open the files of then. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    /** After Spark has stopped its tasks (40), before Hadoop closes its file systems (10). */
    private static final int SHUTDOWN_PRIORITY = 20;

    private final FileSystem files;
    private final Path tables;
    private final Path staging;
    private final Snapshot snapshot;
    private final String madeBy;
    private final String id; // of the commit
    private final StagingOwner owner;
    private final Runnable onShutdown = this::abandon;
    private boolean isAbandoned;

    private TablesFolder(FileSystem files, Path tables, Snapshot snapshot, String madeBy)
            throws IOException {
        this.files = files;
        this.tables = tables;
        this.snapshot = snapshot;
        this.madeBy = madeBy;
        UUID random = UUID.randomUUID();
        id = random.toString().substring(24); // its last group
        staging = new Path(tables, STAGING_PREFIX + random);
        if (!files.mkdirs(staging)) {
            throw new IOException("cannot make " + staging);
        }
        owner = StagingOwner.of(files, staging);
        ShutdownHookManager.get().addShutdownHook(onShutdown, SHUTDOWN_PRIORITY);
        OwnFiles.removeSuperseded(files, tables, owner.started() - GRACE.toMillis());
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
            if (snapshot.folders().isEmpty()) {
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
        if (mode == Mode.NEW && !snapshot.folders().isEmpty()) {
            throw new UserError(
                    folder
                            + " holds tables: use --append to add to them, or --overwrite"
                            + " to put new ones in their place");
        }
        if (mode == Mode.DEMO
                && !snapshot.folders().isEmpty()
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
        if (files.exists(new Path(staging, EARLIER_JOURNAL))) {
            throw new UserError(
                    staging
                            + " holds tables that an earlier version of census put half in place:"
                            + " let that version finish, or ingest all into another folder");
        }
        clear(files, tables, staging);
    }

    private static void removeIfEmpty(FileSystem files, Path folder) throws IOException {
        if (files.getFileStatus(folder).isDirectory() && files.listStatus(folder).length == 0) {
            files.delete(folder, false);
        }
    }

    /** Removes a staging folder; that it is ours is told until the rest is gone. */
    static void clear(FileSystem files, Path tables, Path staging) throws IOException {
        if (!files.exists(staging)) {
            return;
        }
        Commit.undo(files, tables, staging);
        for (FileStatus child : files.listStatus(staging)) {
            if (!child.getPath().getName().equals(StagingOwner.FILE)) {
                files.delete(child.getPath(), true);
            }
        }
        files.delete(staging, true);
    }

    /** Whether the tables are there. */
    public boolean hasTables() {
        return !snapshot.folders().isEmpty();
    }

    /** The archive's files as of the opening. */
    public Snapshot snapshot() {
        return snapshot;
    }

    public FileSystem files() {
        return files;
    }

    /** What this run's commit is called; it is in the names of all files that the commit brings. */
    public String commitId() {
        return id;
    }

    /** The folder of the tables. */
    public Path tables() {
        return tables;
    }

    /** The folder of what is being made. */
    public Path staging() {
        return staging;
    }

    /** A path in the folder of the tables. */
    public Path path(String name) {
        return new Path(tables, name);
    }

    /** A path for what is being made. */
    public Path staging(String name) {
        return new Path(staging, name);
    }

    /**
     * Makes the changes, all of them at once for whoever reads by the snapshots; what was staged is
     * gone then. Files that are replaced stay for a while, for those who read them just now.
     *
     * @throws UserError when another run changed the archive since the opening
     */
    public void commit(Changes changes) throws IOException {
        Commit commit = Commit.of(files, tables, staging, snapshot, id, madeBy, changes);
        synchronized (this) {
            if (isAbandoned) {
                throw new IOException("stopped before the tables were put in place");
            }
            commit.perform();
        }
        close();
    }

    /** Removes what was staged; before the commit that leaves everything as it was. */
    @Override
    public void close() throws IOException {
        ShutdownHookManager hooks = ShutdownHookManager.get();
        if (!hooks.isShutdownInProgress()) { // then no hook can be removed
            hooks.removeShutdownHook(onShutdown);
        }
        owner.close();
        clear(files, tables, staging);
    }

    /** At the end of the process; a commit that has begun is made first. */
    private synchronized void abandon() {
        isAbandoned = true;
        owner.close();
        try {
            clear(files, tables, staging);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
