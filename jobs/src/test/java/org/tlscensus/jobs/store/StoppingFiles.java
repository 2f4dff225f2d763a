package org.tlscensus.jobs.store;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The files of this machine, which after so many changes can be changed no more: a dead process.
 */
final class StoppingFiles extends FilterFileSystem {
    private int left;

    StoppingFiles(int changes) throws IOException {
        super(new LocalFileSystem());
        left = changes;
        Configuration hadoop = new Configuration();
        initialize(new LocalFileSystem().getUri(), hadoop);
        setConf(hadoop);
    }

    /** Whether it came to the end. */
    boolean isStopped() {
        return left < 0;
    }

    private void change() throws IOException {
        left--;
        if (left < 0) {
            throw new IOException("dead");
        }
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        change();
        return super.rename(from, to);
    }

    @Override
    public boolean delete(Path path, boolean isRecursive) throws IOException {
        change();
        return super.delete(path, isRecursive);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        change();
        return super.mkdirs(path);
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        change();
        return super.create(
                path, permission, overwrite, bufferSize, replication, blockSize, progress);
    }
}
