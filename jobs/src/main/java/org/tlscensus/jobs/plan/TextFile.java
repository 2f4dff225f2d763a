package org.tlscensus.jobs.plan;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;

/** Reads small files that a user names, on any file system. */
public final class TextFile {
    private TextFile() {}

    /**
     * The text of a file in UTF-8, of 64 MiB at most.
     *
     * @throws UserError when it cannot be read, or has more
     */
    public static String read(String file, Configuration hadoop) {
        try {
            Path path = CapturePaths.path(file, hadoop);
            try (InputStream in = CapturePaths.open(path, hadoop)) {
                return UserFile.text(in, file);
            }
        } catch (FileNotFoundException e) {
            throw new UserError("there is no file " + file);
        } catch (IOException e) {
            throw UserFile.unreadable(file, e);
        }
    }
}
