package org.tlscensus.jobs.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CapturePaths;
import org.tlscensus.jobs.schema.Table;

/**
 * The folder of the tables. What is made is staged beside them and moved into place at the end, by
 * a journal: a run that dies before it leaves the tables as they were, one that dies in its midst
 * is finished by the next.
 */
public final class TablesFolder implements Closeable {
    static final String STATE = "_state";

    private static final String STAGING_PREFIX = "_staging-";

    /** After Spark has stopped its tasks (40), before Hadoop closes its file systems (10). */
    private static final int SHUTDOWN_PRIORITY = 20;

    private final FileSystem files;
    private final Path tables;
    private final Path staging;
    private final StagingOwner owner;
    private final Runnable onShutdown = this::abandon;
    private boolean isCommitted;

    private TablesFolder(FileSystem files, Path tables) throws IOException {
        this.files = files;
        this.tables = tables;
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
     * @throws UserError when it cannot be, or must not be, written to
     */
    static TablesFolder open(String folder, Mode mode, Configuration hadoop) {
        try {
            Path given = CapturePaths.path(folder, hadoop);
            FileSystem files = given.getFileSystem(hadoop);
            Path tables = files.makeQualified(given);
            if (files.exists(tables)) {
                check(files, tables, folder, mode);
            }
            return new TablesFolder(files, tables);
        } catch (IOException e) {
            throw new UserError("cannot write to " + folder + ": " + e.getMessage());
        }
    }

    /**
     * Opens the folder of tables that are there, to add what is worked out of them.
     *
     * @throws UserError when there are none, or they cannot be written to
     */
    public static TablesFolder ofTables(String folder, Configuration hadoop) {
        try {
            Path given = CapturePaths.path(folder, hadoop);
            if (!given.getFileSystem(hadoop).exists(given)) {
                throw new UserError("there are no tables: " + folder + " does not exist");
            }
            TablesFolder opened = open(folder, Mode.APPEND, hadoop);
            if (!opened.hasTables()) {
                opened.close();
                throw new UserError(
                        folder + " holds no tables: make them with census ingest --out " + folder);
            }
            return opened;
        } catch (IOException e) {
            throw new UserError("cannot read the tables in " + folder + ": " + e.getMessage());
        }
    }

    private static void check(FileSystem files, Path tables, String folder, Mode mode)
            throws IOException {
        if (!files.getFileStatus(tables).isDirectory()) {
            throw new UserError(folder + " is a file, not a folder for tables");
        }
        for (FileStatus child : files.listStatus(tables)) {
            if (child.getPath().getName().startsWith(STAGING_PREFIX)) {
                cleanUp(files, tables, child.getPath(), folder);
            }
        }
        if (mode == Mode.NEW) {
            for (Table table : Table.values()) {
                if (files.exists(new Path(tables, table.tableName()))) {
                    throw new UserError(
                            folder
                                    + " holds tables: use --append to add to them, or --overwrite"
                                    + " to put new ones in their place");
                }
            }
        }
    }

    private static void cleanUp(FileSystem files, Path tables, Path staging, String folder)
            throws IOException {
        Optional<String> living = StagingOwner.living(files, staging);
        if (living.isPresent()) {
            throw new UserError("another run writes to " + folder + ": " + living.get());
        }
        Optional<MoveJournal> journal = MoveJournal.read(files, tables, staging);
        if (journal.isPresent()) {
            journal.get().perform();
        }
        files.delete(staging, true);
    }

    /** Whether the tables are there. */
    boolean hasTables() throws IOException {
        return files.exists(path(STATE));
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
        return files.getContentSummary(tables).getLength();
    }

    /** How much is staged. */
    public long stagedBytes() throws IOException {
        return files.getContentSummary(staging).getLength();
    }

    /** Puts what was staged in its place. */
    public void commit(List<MoveJournal.Move> moves) throws IOException {
        MoveJournal journal = MoveJournal.write(files, tables, staging, moves);
        isCommitted = true; // from here on it is done, if not by this run
        journal.perform();
        close();
    }

    /** Removes what was staged; before the commit that leaves everything as it was. */
    @Override
    public void close() throws IOException {
        if (ShutdownHookManager.get().hasShutdownHook(onShutdown)) {
            ShutdownHookManager.get().removeShutdownHook(onShutdown);
        }
        owner.close();
        files.delete(staging, true);
    }

    private void abandon() {
        owner.close();
        if (isCommitted) {
            return; // the next run finishes it
        }
        try {
            files.delete(staging, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
