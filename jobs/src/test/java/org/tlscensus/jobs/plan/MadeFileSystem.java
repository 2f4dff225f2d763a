package org.tlscensus.jobs.plan;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A file system of folders {@code made:/folder-N} with 1,000 captures each, all with the bytes of
 * one file of this machine, however many there are.
 */
public final class MadeFileSystem extends FileSystem {
    /** Settings: how many captures there are, and the file that they are like. */
    static final String CAPTURES = "made.captures";

    static final String LIKE = "made.like";

    private static final int IN_A_FOLDER = 1000;
    private static final URI ROOT = URI.create("made:///");

    private FileSystem local;
    private Path like;
    private long length;
    private int captures;

    /** A configuration in which the file system is. */
    static void addTo(Configuration hadoop, int captures, java.nio.file.Path like) {
        hadoop.setClass("fs.made.impl", MadeFileSystem.class, FileSystem.class);
        hadoop.setInt(CAPTURES, captures);
        hadoop.set(LIKE, like.toAbsolutePath().toString());
    }

    @Override
    public void initialize(URI name, Configuration hadoop) throws IOException {
        super.initialize(name, hadoop);
        local = FileSystem.getLocal(hadoop).getRaw();
        like = new Path("file:" + hadoop.get(LIKE));
        length = local.getFileStatus(like).getLen();
        captures = hadoop.getInt(CAPTURES, 0);
    }

    @Override
    public URI getUri() {
        return ROOT;
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return local.open(like, bufferSize);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        String name = path.getName();
        if (name.isEmpty() || name.startsWith("folder-")) {
            return new FileStatus(0, true, 1, 1, 0, path);
        }
        if (!name.endsWith(".pcap")) {
            throw new FileNotFoundException(path.toString());
        }
        return new FileStatus(length, false, 1, 1 << 27, 0, path);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        String name = path.getName();
        int first =
                name.isEmpty() ? 0 : Integer.parseInt(name.replace("folder-", "")) * IN_A_FOLDER;
        int count =
                name.isEmpty()
                        ? (captures + IN_A_FOLDER - 1) / IN_A_FOLDER
                        : Math.min(IN_A_FOLDER, captures - first);
        FileStatus[] children = new FileStatus[count];
        for (int i = 0; i < count; i++) {
            String child =
                    name.isEmpty()
                            ? "folder-" + i
                            : String.format("tap-%07d-2026-11-28.pcap", first + i);
            children[i] = getFileStatus(new Path(path, child));
        }
        return children;
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean rename(Path from, Path to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(Path path, boolean recursive) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setWorkingDirectory(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(ROOT);
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) {
        throw new UnsupportedOperationException();
    }
}
