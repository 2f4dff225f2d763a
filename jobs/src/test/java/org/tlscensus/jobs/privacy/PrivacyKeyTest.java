package org.tlscensus.jobs.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.failure.UserError;

class PrivacyKeyTest {
    @TempDir Path folder;

    private Path file(String content, String mode) throws IOException {
        Path file = folder.resolve("key");
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }

    private static String refusal(Path file) {
        return assertThrows(UserError.class, () -> PrivacyKey.read(file)).getMessage();
    }

    @Test
    void aNewOneIsItsOwnersAlone() throws IOException {
        Path file = folder.resolve("key");
        PrivacyKey.make(file);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(Files.readString(file).matches("[0-9a-f]{64}\n"));
        String before = PrivacyKey.read(file).check();
        String refusal = assertThrows(UserError.class, () -> PrivacyKey.make(file)).getMessage();
        assertTrue(refusal.contains("is there already"), refusal);
        assertEquals(before, PrivacyKey.read(file).check());
        PrivacyKey.make(folder.resolve("other"));
        assertNotEquals(before, PrivacyKey.read(folder.resolve("other")).check());
    }

    @ParameterizedTest
    @CsvSource({
        "rw-r-----, others can read or write the key in",
        "rw----r--, others can read or write the key in",
        "rw--w----, others can read or write the key in",
        "rw-------, "
    })
    void othersMayNotReadIt(String mode, String refusal) throws IOException {
        Path file = file("ab".repeat(32) + "\n", mode);
        if (refusal == null) {
            PrivacyKey.read(file);
        } else {
            assertTrue(refusal(file).contains(refusal), refusal(file));
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "ab, 31", "ab, 33", "xy, 32", "abababab, 1000"})
    void whatIsNoKeyIsRefused(String part, int times) throws IOException {
        String refusal = refusal(file(part.repeat(times), "rw-------"));
        assertTrue(refusal.contains("key"), refusal);
        assertTrue(part.isEmpty() || !refusal.contains(part.repeat(2)), refusal);
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertTrue(refusal(folder.resolve("none")).contains("there is no key"));
        assertTrue(refusal(folder).contains("is no file of a key"));
    }
}
