package org.tlscensus.jobs.plan;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.failure.UserError;

/** Reads small files that a user names, on any file system. */
public final class TextFile {
    private static final int MAX_BYTES = 64 << 20;

    private TextFile() {}

    /**
     * The text of a file in UTF-8, of 64 MiB at most.
     *
     * @throws UserError when it cannot be read
     */
    public static String read(String file, Configuration hadoop) {
        try {
            Path path = CapturePaths.path(file, hadoop);
            try (InputStream in = path.getFileSystem(hadoop).open(path)) {
                return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            }
        } catch (FileNotFoundException e) {
            throw new UserError("there is no file " + file);
        } catch (IOException e) {
            throw new UserError("cannot read " + file + ": " + e.getMessage());
        }
    }
}
