package org.tlscensus.jobs.validate;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;
import org.tlscensus.jobs.plan.CapturePaths;

/** A text file that a user names, on any file system. */
final class NamedFile {
    private NamedFile() {}

    /**
     * Its text in UTF-8.
     *
     * @throws UserError when it cannot be read, or has more than 64 MiB
     */
    static String text(String place, Configuration hadoop) {
        try {
            Path path = CapturePaths.path(place, hadoop);
            try (InputStream in = CapturePaths.open(path, hadoop)) {
                return UserFile.text(in, place);
            }
        } catch (FileNotFoundException e) {
            throw new UserError("there is no " + place);
        } catch (IOException e) {
            throw UserFile.unreadable(place, e);
        }
    }
}
