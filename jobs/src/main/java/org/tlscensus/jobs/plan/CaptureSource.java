package org.tlscensus.jobs.plan;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.FileByteSource;

/** Opens capture files. */
public final class CaptureSource {
    private CaptureSource() {}

    /**
     * Opens a file: of this machine without Hadoop, which cannot say every name.
     *
     * @param path of a {@link CaptureFile}
     */
    public static ByteSource open(String path, Configuration hadoop) throws IOException {
        return LocalName.isLocal(path)
                ? new FileByteSource(LocalName.path(path))
                : new HadoopByteSource(path, hadoop);
    }

    /**
     * Opens a file as it was when it was planned.
     *
     * @param length bytes that it had then
     */
    public static ByteSource open(String path, long length, Configuration hadoop)
            throws IOException {
        return LocalName.isLocal(path)
                ? new FileByteSource(LocalName.path(path), length)
                : new HadoopByteSource(path, length, hadoop);
    }

    /** When a file was written to for the last time, milliseconds since the epoch. */
    public static long modifiedMillis(String path, Configuration hadoop) throws IOException {
        if (LocalName.isLocal(path)) {
            return Files.getLastModifiedTime(LocalName.path(path)).toMillis();
        }
        Path file = new Path(path);
        return file.getFileSystem(hadoop).getFileStatus(file).getModificationTime();
    }
}
