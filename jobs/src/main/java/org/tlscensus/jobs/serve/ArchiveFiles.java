package org.tlscensus.jobs.serve;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CapturePaths;

/** The folder of an archive, on any file system that Hadoop knows. */
record ArchiveFiles(Path folder) {
    static ArchiveFiles of(String tables, Configuration hadoop) {
        try {
            Path folder = CapturePaths.path(tables, hadoop);
            return new ArchiveFiles(folder.getFileSystem(hadoop).makeQualified(folder));
        } catch (IOException e) {
            throw new UserError("cannot read the tables in " + tables + ": " + e.getMessage());
        }
    }

    /** Whether a path with its file system lies in it. */
    boolean hold(Path path) {
        for (Path at = path.getParent(); at != null; at = at.getParent()) {
            if (at.getName().equals("..")) {
                return false;
            }
            if (at.equals(folder)) {
                return !path.getName().equals("..");
            }
        }
        return false;
    }
}
