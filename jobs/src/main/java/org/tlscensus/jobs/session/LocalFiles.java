package org.tlscensus.jobs.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local file system, whose permissions Java sets. Where Hadoop's native library is missing, and
 * it is nearly everywhere, Hadoop itself starts the program {@code chmod} for each file and folder
 * that it makes, which costs more than to write a small one.
 */
public final class LocalFiles extends LocalFileSystem {
    /** Hadoop's setting that names the class for {@code file:}. */
    static final String SETTING = "fs.file.impl";

    public LocalFiles() {
        super(new Raw());
    }

    private static final class Raw extends RawLocalFileSystem {
        @Override
        public void setPermission(Path file, FsPermission permission) throws IOException {
            if (permission.getStickyBit()) {
                super.setPermission(file, permission); // Java knows no such bit
                return;
            }
            try {
                Files.setPosixFilePermissions(
                        pathToFile(file).toPath(),
                        PosixFilePermissions.fromString(permission.toString()));
            } catch (UnsupportedOperationException e) { // a file system without such permissions
                super.setPermission(file, permission);
            }
        }
    }
}
