package org.tlscensus.jobs.mcp;

import org.tlscensus.jobs.query.DuckEngine;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.store.LocalArchive;

/** The tables that a server answers from: as of their newest commit, at the beginning of a call. */
final class OpenTables implements AutoCloseable {
    private final String folder;
    private final int megabytes;
    private LocalArchive archive;
    private volatile QueryEngine engine;

    /**
     * @throws org.tlscensus.jobs.failure.UserError when the folder has no tables
     */
    OpenTables(String folder, int megabytes) {
        this.folder = folder;
        this.megabytes = megabytes;
        open();
    }

    private void open() {
        archive = LocalArchive.open(folder);
        engine = DuckEngine.forTablesOnly(archive, megabytes);
    }

    /** The engine; for a call, and for one thread. */
    QueryEngine engine() {
        if (!archive.isNewest()) {
            engine.close();
            open();
        }
        return engine;
    }

    /** Gives up what is being run; for any thread. */
    void cancel() {
        engine.cancel();
    }

    @Override
    public void close() {
        engine.close();
    }
}
