package org.tlscensus.jobs.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @TempDir Path parent;

    /** Another process, which makes a folder, says so, and lives until its input ends. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(TemporaryFolder.in(Path.of(arguments[0])));
            System.in.read();
        }
    }

    private Process other() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        parent.toString())
                .start();
    }

    @Test
    void itsOwnersAlone() throws IOException {
        Path folder = TemporaryFolder.in(parent);
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void staysWhileItsProcessLivesAndGoesWhenItWasKilled() throws Exception {
        Process process = other();
        try {
            Path folder = Path.of(process.inputReader().readLine());
            Files.writeString(folder.resolve("spill"), "much");
            TemporaryFolder.in(parent);
            assertTrue(Files.exists(folder.resolve("spill")), "the other process lives");
            process.destroyForcibly().waitFor();
            TemporaryFolder.in(parent);
            assertFalse(Files.exists(folder));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void thoseOfThisProcessStay() throws IOException {
        Path first = TemporaryFolder.in(parent);
        Path second = TemporaryFolder.in(parent);
        assertTrue(Files.exists(first) && Files.exists(second));
    }

    @Test
    void whatOthersMadeStays() throws IOException {
        Path without = Files.createDirectory(parent.resolve("tls-census-1"));
        Files.writeString(without.resolve("notes"), "of somebody");
        Path named = Files.createDirectory(parent.resolve("tls-census-captures"));
        Files.createFile(named.resolve(".lock"));
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve(".lock"));
        Path link = Files.createSymbolicLink(parent.resolve("tls-census-2"), elsewhere);
        TemporaryFolder.in(parent);
        assertTrue(Files.exists(without.resolve("notes")));
        assertTrue(Files.exists(named.resolve(".lock")));
        assertTrue(Files.exists(link.resolve(".lock")));
    }

    @Test
    void whatLinksInItLeadToStays() throws IOException {
        Path kept = Files.createDirectory(parent.resolve("kept"));
        Files.createFile(kept.resolve("file"));
        Path left = Files.createDirectory(parent.resolve("tls-census-3"));
        Files.createFile(left.resolve(".lock")); // free, as after a kill
        Files.createSymbolicLink(left.resolve("link"), kept);
        TemporaryFolder.in(parent);
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(kept.resolve("file")));
    }
}
