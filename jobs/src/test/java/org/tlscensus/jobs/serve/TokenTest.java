package org.tlscensus.jobs.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.failure.UserError;

class TokenTest {
    @TempDir Path folder;

    @Test
    void aNewOneReplacesTheOldOne() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Token first = Token.renewed(folder, "a.token");
        Token second = Token.renewed(folder, "a.token");
        assertNotEquals(first.secret(), second.secret());
        assertEquals(43, second.secret().length(), "256 bits");
        assertEquals(second.secret(), Files.readString(second.file()));
        assertEquals("rw-------", mode(second.file()));
        assertEquals("rwx------", mode(folder));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aLinkInItsPlaceLeadsNowhere() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "as it was");
        Files.createSymbolicLink(folder.resolve("a.token"), other);
        assertTrue(Files.isRegularFile(Token.renewed(folder, "a.token").file()));
        assertEquals("as it was", Files.readString(other));
    }

    @Test
    void aFileIsMadeOnceAndKept() throws IOException {
        Path file = folder.resolve("new/folder/a.token");
        Token made = Token.in(file);
        assertEquals(made, Token.in(file));
        assertEquals("rw-------", mode(file));
        assertEquals("rwx------", mode(file.getParent()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        one's own                  | 0123456789abcdef   | rw------- | ok
        read-only                  | 0123456789abcdef   | r-------- | ok
        a line's end is no part    | 0123456789abcdef\\n | rw------- | ok
        the group can read it      | 0123456789abcdef   | rw-r----- | others can read or write
        others can read it         | 0123456789abcdef   | rw----r-- | others can read or write
        the group can write it     | 0123456789abcdef   | rw--w---- | others can read or write
        too short                  | 0123456789abcde    | rw------- | holds no token
        needs quoting              | 0123456789abcde;f  | rw------- | holds no token
        two lines                  | 0123456789\\nabcdef | rw------- | holds no token
        a folder                   |                    | rwx------ | is no file of a token
        """)
    void files(String name, String content, String mode, String expected) throws IOException {
        Path file = folder.resolve("a.token");
        if (content == null) {
            Files.createDirectory(file);
        } else {
            Files.writeString(file, content.replace("\\n", "\n"));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        if (expected.equals("ok")) {
            assertEquals("0123456789abcdef", Token.in(file).secret());
        } else {
            String message = assertThrows(UserError.class, () -> Token.in(file)).getMessage();
            assertTrue(message.contains(expected), message);
        }
    }

    @Test
    void aLinkThatLeadsNowhereIsNotFollowed() throws IOException {
        Path file = folder.resolve("a.token");
        Files.createSymbolicLink(file, folder.resolve("elsewhere"));
        assertThrows(UserError.class, () -> Token.in(file));
        assertTrue(Files.notExists(folder.resolve("elsewhere")));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
