package org.tlscensus.jobs.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalFilesTest {
    @TempDir java.nio.file.Path folder;

    private FileSystem files(String umask) throws IOException {
        Configuration hadoop = new Configuration();
        hadoop.set(LocalFiles.SETTING, LocalFiles.class.getName());
        hadoop.set("fs.permissions.umask-mode", umask);
        return FileSystem.newInstance(URI.create("file:///"), hadoop);
    }

    @ParameterizedTest
    @CsvSource({"022, rw-r--r--, rwxr-xr-x", "077, rw-------, rwx------"})
    void whatIsMadeHasTheUmasksPermissions(String umask, String ofFile, String ofFolder)
            throws IOException {
        try (FileSystem files = files(umask)) {
            Path file = new Path(folder.toUri().toString(), "tables/connections/part-0");
            files.create(file).close();
            assertEquals(ofFile, permissions("tables/connections/part-0"));
            assertEquals(ofFolder, permissions("tables/connections"));
        }
    }

    @ParameterizedTest
    @CsvSource({"000, ---------", "600, rw-------", "755, rwxr-xr-x", "777, rwxrwxrwx"})
    void setsWhatItIsTold(String octal, String expected) throws IOException {
        try (FileSystem files = files("022")) {
            Path file = new Path(folder.toUri().toString(), "file");
            files.create(file).close();
            files.setPermission(file, new FsPermission(octal));
            assertEquals(expected, permissions("file"));
            assertEquals(new FsPermission(octal), files.getFileStatus(file).getPermission());
        }
    }

    @Test
    void leavesTheStickyBitToHadoop() throws IOException {
        try (FileSystem files = files("022")) {
            Path shared = new Path(folder.toUri().toString(), "shared");
            files.mkdirs(shared);
            files.setPermission(shared, new FsPermission("1777"));
            assertEquals(new FsPermission("1777"), files.getFileStatus(shared).getPermission());
        }
    }

    /** The tables' writers and readers know a local file system by its class. */
    @Test
    void isALocalFileSystem() throws IOException {
        try (FileSystem files = files("022")) {
            assertInstanceOf(LocalFileSystem.class, files);
        }
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }
}
