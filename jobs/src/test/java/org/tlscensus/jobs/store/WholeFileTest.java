package org.tlscensus.jobs.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.ChecksumOpt;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file is there when it is whole, and else nothing is. */
class WholeFileTest {
    @TempDir private Path folder;

    enum Kind {
        RENAMING,
        SHOWING_WHEN_CLOSED;

        FileSystem files() throws IOException {
            return this == RENAMING
                    ? FileSystem.getLocal(new Configuration()).getRaw()
                    : new ShowingWhenClosed();
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsWhenPublished(Kind kind) throws IOException {
        Path target = folder.resolve("a");
        try (WholeFile file = WholeFile.create(kind.files(), hadoop(target))) {
            file.out().write("new".getBytes(StandardCharsets.UTF_8));
            assertFalse(Files.exists(target));
            file.publish();
        }
        assertEquals("new", Files.readString(target));
        assertEquals(List.of("a"), names());
    }

    @ParameterizedTest
    @EnumSource
    void takesThePlaceOfAnother(Kind kind) throws IOException {
        Path target = Files.writeString(folder.resolve("a"), "old");
        try (WholeFile file = WholeFile.replace(kind.files(), hadoop(target))) {
            file.out().write("new".getBytes(StandardCharsets.UTF_8));
            assertEquals("old", Files.readString(target));
            file.publish();
        }
        assertEquals("new", Files.readString(target));
        assertEquals(List.of("a"), names());
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingOfOneThatFails(Kind kind) throws IOException {
        Path target = Files.writeString(folder.resolve("a"), "old");
        try (WholeFile file = WholeFile.replace(kind.files(), hadoop(target))) {
            file.out().write("half".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("old", Files.readString(target));
        assertEquals(List.of("a"), names());
    }

    private static org.apache.hadoop.fs.Path hadoop(Path path) {
        return new org.apache.hadoop.fs.Path(path.toUri());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** As an object store has it: what is written shows when it is closed, and can be given up. */
    private static final class ShowingWhenClosed extends FilterFileSystem {
        ShowingWhenClosed() throws IOException {
            super(new LocalFileSystem());
            Configuration hadoop = new Configuration();
            initialize(new LocalFileSystem().getUri(), hadoop);
            setConf(hadoop);
        }

        @Override
        public boolean hasPathCapability(org.apache.hadoop.fs.Path path, String capability)
                throws IOException {
            return capability.equals(CommonPathCapabilities.ABORTABLE_STREAM)
                    || super.hasPathCapability(path, capability);
        }

        @Override
        public FSDataOutputStreamBuilder<?, ?> createFile(org.apache.hadoop.fs.Path path) {
            return createDataOutputStreamBuilder(this, path).create();
        }

        @Override
        public FSDataOutputStream create(
                org.apache.hadoop.fs.Path path,
                FsPermission permission,
                EnumSet<CreateFlag> flags,
                int bufferSize,
                short replication,
                long blockSize,
                Progressable progress,
                ChecksumOpt checksum)
                throws IOException {
            return new FSDataOutputStream(
                    new Held(Path.of(path.toUri().getPath())), new FileSystem.Statistics("file"));
        }
    }

    private static final class Held extends ByteArrayOutputStream implements Abortable {
        private final Path file;
        private boolean isGivenUp;

        Held(Path file) {
            this.file = file;
        }

        @Override
        public void close() throws IOException {
            if (!isGivenUp) {
                Files.write(file, toByteArray());
            }
        }

        @Override
        public AbortableResult abort() {
            isGivenUp = true;
            return null;
        }
    }
}
