package org.tlscensus.jobs.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.failure.UserError;

/** Old or new, at any moment and after a death at any moment; never a mix of both. */
class CommitTest {
    private static final Configuration HADOOP = new Configuration();
    private static final List<String> FOLDERS = List.of("captures", "certificates", "_state");

    @TempDir Path folder;

    private TablesFolder open(Mode mode) {
        return TablesFolder.open(folder.toString(), mode, List.of(), HADOOP);
    }

    private static void stage(FileSystem files, org.apache.hadoop.fs.Path file, String text)
            throws IOException {
        try (OutputStream out = files.create(file, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A commit of three files that say the same; a fourth, of the first commit, stays. */
    private void commit(Mode mode, String text) throws IOException {
        try (TablesFolder tables = open(mode)) {
            stage(tables, text);
            tables.commit(changes());
        }
    }

    private static void stage(TablesFolder tables, String text) throws IOException {
        for (String name : FOLDERS) {
            stage(tables.files(), tables.staging(name + "/one.text"), text);
        }
    }

    private static Changes changes() {
        Changes changes = new Changes();
        FOLDERS.forEach(changes::replace);
        return changes;
    }

    /** What all files of the newest snapshot say, each once. */
    private Set<String> seen() throws IOException {
        ArchiveFiles archive = ArchiveFiles.open(folder.toString(), HADOOP);
        Set<String> texts = new TreeSet<>();
        for (String name : FOLDERS) {
            List<FileStatus> files = archive.files(name).orElseThrow();
            assertEquals(1, files.size(), name);
            texts.add(Files.readString(Path.of(files.get(0).getPath().toUri().getPath())));
        }
        return texts;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.endsWith(".crc"))
                    .map(name -> name.replaceFirst("_[0-9a-f]{12}", ""))
                    .sorted()
                    .toList();
        }
    }

    /** Lets so much time pass for the archive. */
    private void age() throws IOException {
        try (Stream<Path> snapshots = Files.list(folder.resolve("_state/snapshots"))) {
            for (Path snapshot : snapshots.toList()) {
                assertTrue(snapshot.toFile().setLastModified(1_000_000_000_000L));
            }
        }
    }

    @Test
    void whatIsReplacedStaysForAWhile() throws IOException {
        commit(Mode.NEW, "old");
        ArchiveFiles before = ArchiveFiles.open(folder.toString(), HADOOP);
        commit(Mode.APPEND, "new");
        assertEquals(Set.of("new"), seen());
        for (FileStatus file : before.files("captures").orElseThrow()) {
            assertTrue(Files.exists(Path.of(file.getPath().toUri().getPath())), "it is being read");
        }
        open(Mode.APPEND).close();
        assertEquals(8, files().size(), files().toString());
        age();
        open(Mode.APPEND).close();
        assertEquals(
                List.of(
                        "_state/one.text",
                        "_state/snapshots/000002.json",
                        "captures/one.text",
                        "certificates/one.text"),
                files());
        assertEquals(Set.of("new"), seen());
    }

    /** The process dies at each of the changes that it makes to the disk. */
    @Test
    void aDeathAtAnyMomentLeavesOldOrNew() throws IOException {
        commit(Mode.NEW, "0");
        int deaths = 0;
        String old = "0";
        for (int changes = 0; ; changes++) {
            String text = String.valueOf(changes + 1);
            StoppingFiles mortal = new StoppingFiles(changes);
            boolean isDone = commitAndDie(mortal, text);
            String after = seen().iterator().next();
            assertEquals(1, seen().size(), "a mix at change " + changes + ": " + seen());
            assertTrue(Set.of(old, text).contains(after), after);
            open(Mode.APPEND).close(); // the next run
            assertEquals(Set.of(after), seen());
            age();
            open(Mode.APPEND).close();
            assertEquals(4, files().size(), "nothing is left of it: " + files());
            old = after;
            if (isDone) {
                break;
            }
            deaths++;
        }
        assertTrue(deaths > 10, "so many moments were tried: " + deaths);
    }

    /** What a run does with its folder, without the tidying of one that fails but lives. */
    private boolean commitAndDie(StoppingFiles mortal, String text) throws IOException {
        org.apache.hadoop.fs.Path tables = new org.apache.hadoop.fs.Path(folder.toUri());
        org.apache.hadoop.fs.Path staging =
                new org.apache.hadoop.fs.Path(tables, "_staging-" + text);
        Files.createDirectories(Path.of(staging.toUri().getPath()));
        Files.writeString(Path.of(staging.toUri().getPath(), StagingOwner.FILE), "nowhere 1 1");
        assertTrue(
                Path.of(staging.toUri().getPath(), StagingOwner.FILE).toFile().setLastModified(0));
        FileSystem local = FileSystem.getLocal(HADOOP);
        for (String name : FOLDERS) {
            stage(local, new org.apache.hadoop.fs.Path(staging, name + "/one.text"), text);
        }
        Snapshot before = new Snapshots(local, tables).newest().orElseThrow();
        String id = String.format("%012x", Long.parseLong(text));
        Commit commit = Commit.of(mortal, tables, staging, before, id, Snapshot.INGEST, changes());
        try {
            commit.perform();
            TablesFolder.clear(mortal, tables, staging);
        } catch (IOException e) {
            assertTrue(mortal.isStopped(), e.toString());
        }
        return !mortal.isStopped();
    }

    @Test
    void aCommitThatFailsTakesItsFilesBack() throws IOException {
        commit(Mode.NEW, "old");
        List<String> before = files();
        try (TablesFolder tables = open(Mode.APPEND)) {
            stage(tables, "new");
            Path target = folder.resolve("_state/snapshots/000002.json");
            Files.writeString(target, Files.readString(target.resolveSibling("000001.json")));
            UserError refused = assertThrows(UserError.class, () -> tables.commit(changes()));
            assertTrue(refused.getMessage().contains("another run"), refused.getMessage());
            Files.delete(target);
        }
        assertEquals(before, files());
    }

    @Test
    void aReaderInALoopSeesOldOrNew() throws Exception {
        commit(Mode.NEW, "0");
        ExecutorService writer = Executors.newSingleThreadExecutor();
        int reads = 0;
        Set<String> texts = new TreeSet<>();
        try {
            Future<?> appends =
                    writer.submit(
                            () -> {
                                for (int i = 1; i <= 60; i++) {
                                    commit(Mode.APPEND, String.valueOf(i));
                                }
                                return null;
                            });
            while (!appends.isDone()) {
                Set<String> seen = seen();
                assertEquals(1, seen.size(), "a mix: " + seen);
                texts.addAll(seen);
                reads++;
            }
            appends.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            writer.shutdownNow();
        }
        assertEquals(Set.of("60"), seen());
        assertTrue(texts.size() > 1 && reads > 10, reads + " reads saw " + texts);
    }

    /** Who reads the folders themselves sees no fewer files than there were. */
    @Test
    void aGlobSeesNoFewer() throws IOException {
        commit(Mode.NEW, "old");
        try (TablesFolder tables = open(Mode.APPEND)) {
            stage(tables, "new");
            tables.commit(changes());
        }
        try (Stream<Path> files = Files.list(folder.resolve("captures"))) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".text")).toList()) {
                texts.add(Files.readString(file));
            }
            assertEquals(
                    List.of("new", "old"), texts.stream().sorted().collect(Collectors.toList()));
        }
    }

    @Test
    void stateIsFoundByTheNameThatItWasStagedUnder() throws IOException {
        commit(Mode.NEW, "old");
        Snapshot snapshot =
                new Snapshots(
                                FileSystem.getLocal(HADOOP),
                                new org.apache.hadoop.fs.Path(folder.toUri()))
                        .newest()
                        .orElseThrow();
        Optional<String> path = snapshot.pathOf("_state/one.text");
        assertEquals("old", Files.readString(folder.resolve(path.orElseThrow())));
        assertFalse(snapshot.pathOf("_state/other.text").isPresent());
        assertEquals(3, snapshot.files().size());
        assertEquals("a/part-0_c.zstd.parquet", Snapshot.unique("a/part-0.zstd.parquet", "c"));
    }
}
