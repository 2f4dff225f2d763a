package org.tlscensus.jobs.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CapturePaths;

/** The folders of tables within a folder, on any file system that Hadoop knows. */
final class TableFolders {
    private TableFolders() {}

    /**
     * The folders of ours and of other tables that lie beside them.
     *
     * @throws UserError when there are none
     */
    static List<Path> in(String tables, Configuration hadoop) {
        try {
            Path folder = CapturePaths.path(tables, hadoop);
            FileSystem files = folder.getFileSystem(hadoop);
            if (!files.exists(folder)) {
                throw new UserError("there are no tables: " + tables + " does not exist");
            }
            List<Path> folders = new ArrayList<>();
            for (FileStatus child : files.listStatus(folder)) {
                char first = child.getPath().getName().charAt(0);
                if (child.isDirectory() && first != '_' && first != '.') {
                    folders.add(child.getPath());
                }
            }
            if (folders.isEmpty()) {
                throw new UserError(tables + " holds no tables");
            }
            return folders;
        } catch (IOException e) {
            throw new UserError("cannot read the tables in " + tables + ": " + e.getMessage());
        }
    }
}
