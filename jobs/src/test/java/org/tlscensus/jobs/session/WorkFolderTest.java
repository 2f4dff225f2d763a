package org.tlscensus.jobs.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other users of the machine find no folder of temporary files, and cannot look into it. */
class WorkFolderTest {
    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir Path folder;

    private final String before = System.getProperty(TEMPORARY);

    @AfterEach
    void putBack() {
        System.setProperty(TEMPORARY, before);
    }

    private Path used(SparkConf conf) {
        System.setProperty(TEMPORARY, folder.toString());
        WorkFolder.use(conf, true);
        return Path.of(System.getProperty(TEMPORARY));
    }

    private static void assertHidden(Path made, Path parent) throws IOException {
        assertEquals(parent, made.getParent());
        assertTrue(made.getFileName().toString().matches("tls-census-\\d{10,}"), made.toString());
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    }

    @Test
    void temporaryFilesAreTheOwnersAlone() throws IOException {
        SparkConf conf = new SparkConf(false);
        Path first = used(conf);
        assertHidden(first, folder);
        assertTrue(Path.of(conf.get("spark.sql.warehouse.dir")).startsWith(first));
        assertNotEquals(first, used(new SparkConf(false)));
    }

    /** Names would grow too long in a process that has one session after the other. */
    @Test
    void thoseOfLaterSessionsLieBesideThem() {
        Path first = used(new SparkConf(false));
        WorkFolder.use(new SparkConf(false), true);
        Path second = Path.of(System.getProperty(TEMPORARY));
        assertNotEquals(first, second);
        assertEquals(first.getParent(), second.getParent());
    }

    @Test
    void soAreThoseInFoldersThatTheUserChose() throws IOException {
        Path fast = folder.resolve("fast");
        Path large = folder.resolve("large");
        SparkConf conf = new SparkConf(false).set("spark.local.dir", fast + "," + large);
        used(conf);
        String[] chosen = conf.get("spark.local.dir").split(",", -1);
        assertEquals(2, chosen.length);
        assertHidden(Path.of(chosen[0]), fast);
        assertHidden(Path.of(chosen[1]), large);
    }
}
