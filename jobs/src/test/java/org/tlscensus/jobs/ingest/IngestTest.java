package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.store.Mode;

@ExtendWith(SharedSession.class)
class IngestTest {
    private static final Path CAMPUS = CaptureRecords.demo().resolve("campus");
    private static final Path CAPTURE = CAMPUS.resolve("campus-01.pcap");

    @TempDir Path folder;

    private Archive archive(SparkSession spark, String name) {
        return new Archive(spark, folder.resolve(name));
    }

    /** One size: the core's test of cuts tries them all. */
    @Test
    void rowsAreTheSameWhateverTheSplits(SparkSession spark) throws IOException {
        Archive whole = archive(spark, "whole");
        whole.ingest(Mode.NEW, Long.MAX_VALUE, CAMPUS);
        Archive split = archive(spark, "split");
        split.ingest(Mode.NEW, 4096L, CAMPUS);
        assertEquals(whole.tablesWithoutSplits(), split.tablesWithoutSplits());
    }

    /** Connections leave a task that has no room for them, and its records wait in local files. */
    @Test
    void rowsAreTheSameWhateverTheMemory(SparkSession spark) throws IOException {
        Archive plenty = archive(spark, "plenty");
        plenty.ingest(Mode.NEW, null, CAMPUS);
        Archive little = archive(spark, "little").withMemory(20_000);
        little.ingest(Mode.NEW, null, CAMPUS);
        assertEquals(plenty.tablesWithoutSplits(), little.tablesWithoutSplits());
    }

    @Test
    void rowsAreTheSameWhateverTheFiles(SparkSession spark) throws IOException {
        CaptureRecords records = CaptureRecords.read(CAPTURE);
        Archive whole = archive(spark, "whole");
        whole.ingest(Mode.NEW, null, CAPTURE);
        records.cut(folder.resolve("cut"), "part", 40);
        Archive pieces = archive(spark, "pieces");
        pieces.ingest(Mode.NEW, null, folder.resolve("cut"));
        assertEquals(whole.tablesWithoutCuts(), pieces.tablesWithoutCuts());
    }

    @Test
    void appendedFilesGiveWhatAllAtOnceGive(SparkSession spark) throws IOException {
        CaptureRecords records = CaptureRecords.read(CAPTURE);
        List<Path> files = records.cut(folder.resolve("days"), "day", 3);
        Archive whole = archive(spark, "whole");
        whole.ingest(Mode.NEW, null, folder.resolve("days"));
        Archive days = archive(spark, "tables");
        for (Path file : files) {
            days.ingest(Mode.APPEND, 4096L, file);
        }
        assertEquals(whole.tablesWithoutSplits(), days.tablesWithoutSplits());
        IngestSummary again = days.ingest(Mode.APPEND, null, folder.resolve("days"));
        assertEquals(3, again.skipped().present());
        assertEquals(whole.tablesWithoutSplits(), days.tablesWithoutSplits());
    }

    @Test
    void capturesThatLieBeforeTheTablesAreRefused(SparkSession spark) throws IOException {
        CaptureRecords records = CaptureRecords.read(CAPTURE);
        List<Path> files = records.cut(folder.resolve("days"), "day", 3);
        Archive archive = archive(spark, "tables");
        archive.ingest(Mode.NEW, null, files.get(1));
        List<String> before = archive.tablesWithoutSplits();
        assertThrows(UserError.class, () -> archive.ingest(Mode.APPEND, null, files.get(0)));
        assertEquals(before, archive.tablesWithoutSplits());
        assertEquals(List.of(), stagingFolders());
    }

    private List<String> stagingFolders() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("tables"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("_staging"))
                    .toList();
        }
    }

    @Test
    void tablesAreNotDestroyedByAccident(SparkSession spark) throws IOException {
        Archive archive = archive(spark, "tables");
        archive.ingest(Mode.NEW, null, CAPTURE);
        List<String> before = archive.tablesWithoutSplits();
        assertThrows(UserError.class, () -> archive.ingest(Mode.NEW, null, CAMPUS));
        assertEquals(before, archive.tablesWithoutSplits());
        archive.ingest(Mode.OVERWRITE, null, CAMPUS.resolve("campus-05.pcap"));
        assertEquals(
                List.of("{\"name\":\"campus-05.pcap\"}"),
                archive.rows("SELECT name FROM captures"));
    }

    @Test
    void aFailedRunLeavesNothing(SparkSession spark) throws IOException {
        Path torn = folder.resolve("torn.pcap");
        byte[] bytes = Files.readAllBytes(CAPTURE);
        Files.write(torn, Arrays.copyOf(bytes, bytes.length - 5));
        Archive archive = archive(spark, "tables");
        UserError refused =
                assertThrows(UserError.class, () -> archive.ingest(Mode.NEW, null, true, torn));
        assertTrue(refused.getMessage().contains("torn.pcap"), refused.getMessage());
        try (Stream<Path> files = Files.list(folder.resolve("tables"))) {
            assertEquals(List.of(), files.toList());
        }
        archive.ingest(Mode.NEW, null, false, torn);
        assertEquals(List.of(), stagingFolders());
    }

    @Test
    void whatADeadRunLeftIsCleanedUp(SparkSession spark) throws IOException {
        Path dead = folder.resolve("tables/_staging-dead");
        Files.createDirectories(dead.resolve("work"));
        Files.writeString(dead.resolve("_owner"), "somewhere 1 2");
        assertTrue(dead.resolve("_owner").toFile().setLastModified(0));
        Archive archive = archive(spark, "tables");
        archive.ingest(Mode.NEW, null, CAPTURE);
        assertEquals(List.of(), stagingFolders());
    }

    @Test
    void damagedCapturesCostNothingElse(SparkSession spark) throws IOException {
        Path captures = folder.resolve("captures");
        Files.createDirectories(captures);
        byte[] sound = Files.readAllBytes(CAPTURE);
        CaptureRecords records = CaptureRecords.read(CAPTURE);
        Files.write(captures.resolve("empty.pcap"), new byte[0]);
        Files.writeString(captures.resolve("text.pcap"), "These are no packets.\n".repeat(9));
        Files.write(captures.resolve("torn.pcap"), Arrays.copyOf(sound, sound.length - 5));
        byte[] garbled = records.bytes(0, records.count());
        int middle = records.bytes(0, records.count() / 2).length;
        Arrays.fill(garbled, middle, middle + 16, (byte) 0xff);
        Files.write(captures.resolve("garbled.pcap"), garbled);
        byte[] gzip = gzip(sound);
        gzip[gzip.length / 2] ^= 0x55;
        Files.write(captures.resolve("broken.pcap.gz"), gzip);
        Archive archive = archive(spark, "tables");
        archive.ingest(Mode.NEW, null, captures, folder.resolve("missing.pcap"));
        List<String> damages =
                archive.rows(
                        "SELECT name, packets, damage, damage_offset FROM captures ORDER BY name");
        assertEquals(6, damages.size());
        for (String row : damages) {
            assertFalse(row.contains("\"damage\":null"), row);
        }
        assertTrue(damages.get(1).contains("the file is empty"), damages.get(1));
        assertTrue(damages.get(2).contains("\"damage_offset\":" + middle), damages.get(2));
        assertTrue(damages.get(2).contains("\"packets\":" + (records.count() - 1)), damages.get(2));
        assertTrue(damages.get(3).contains("there is no such file"), damages.get(3));
        assertTrue(damages.get(4).contains("no capture"), damages.get(4));
        assertTrue(damages.get(5).contains("\"packets\":" + (records.count() - 1)), damages.get(5));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void oneCaptureMissingIsTold(SparkSession spark) {
        UserError refused =
                assertThrows(
                        UserError.class,
                        () ->
                                archive(spark, "tables")
                                        .ingest(Mode.NEW, null, folder.resolve("none.pcap")));
        assertTrue(
                refused.getMessage().getBytes(StandardCharsets.UTF_8).length < 300,
                "one line: " + refused.getMessage());
    }
}
