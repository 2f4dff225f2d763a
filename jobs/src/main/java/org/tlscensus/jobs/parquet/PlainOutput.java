package org.tlscensus.jobs.parquet;

import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file on any of Hadoop's file systems; a local one without a file of checksums beside it. */
final class PlainOutput implements OutputFile {
    private static final Set<String> BLOCK_SYSTEMS = Set.of("hdfs", "webhdfs", "viewfs");

    private final FileSystem system;
    private final Path path;

    PlainOutput(Path path, Configuration hadoop) throws IOException {
        FileSystem found = path.getFileSystem(hadoop);
        system = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
        this.path = path;
        if (found instanceof LocalFileSystem local) {
            // One that stands there is of a file that had this name.
            system.delete(local.getChecksumFile(path), false);
        }
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
        return create(false, blockSizeHint);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
        return create(true, blockSizeHint);
    }

    private PositionOutputStream create(boolean overwrites, long blockSizeHint) throws IOException {
        int buffer = system.getConf().getInt("io.file.buffer.size", 4096);
        long blockSize = Math.max(system.getDefaultBlockSize(path), blockSizeHint);
        return HadoopStreams.wrap(
                system.create(
                        path, overwrites, buffer, system.getDefaultReplication(path), blockSize));
    }

    @Override
    public boolean supportsBlockSize() {
        return BLOCK_SYSTEMS.contains(system.getUri().getScheme());
    }

    @Override
    public long defaultBlockSize() {
        return system.getDefaultBlockSize(path);
    }

    @Override
    public String getPath() {
        return path.toString();
    }
}
