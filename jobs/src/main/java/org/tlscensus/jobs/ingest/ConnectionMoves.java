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
import org.tlscensus.jobs.store.Changes;
import org.tlscensus.jobs.store.Snapshot;
import org.tlscensus.jobs.store.TablesFolder;

/**
 * Where staged files of connections go. Rows that a later ingest may replace stand in files of
 * their own, by the beginning of whose name they are known.
 */
final class ConnectionMoves {
    static final String OPEN_PREFIX = "open-";

    private static final String TABLE = Table.CONNECTIONS.tableName();

    private ConnectionMoves() {}

    /** Adds all staged files to the table. */
    static void add(TablesFolder folder, Changes changes) throws IOException {
        for (boolean open : new boolean[] {false, true}) {
            String below = TABLE + "/is_open=" + open;
            for (Path file : filesBelow(folder.files(), folder.staging(below))) {
                String day = lastParts(file.getParent(), 2);
                String name = (open ? OPEN_PREFIX : "") + file.getName();
                changes.add(
                        below + "/" + day + "/" + file.getName(), TABLE + "/" + day + "/" + name);
            }
        }
    }

    /** Removes the replaceable files of some sites. */
    static void removeOpen(TablesFolder folder, Set<String> sites, Changes changes) {
        for (String site : sites) {
            String below = ExternalCatalogUtils.getPartitionPathString("site", site);
            for (Snapshot.StoredFile file : folder.snapshot().below(TABLE + "/" + below)) {
                String name = file.path().substring(file.path().lastIndexOf('/') + 1);
                if (name.startsWith(OPEN_PREFIX)) {
                    changes.remove(file.path());
                }
            }
        }
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
