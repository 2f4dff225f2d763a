package org.tlscensus.jobs.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveJournalTest {
    private static final List<MoveJournal.Move> MOVES =
            List.of(
                    new MoveJournal.Move("data/new", "data/new"),
                    new MoveJournal.Move(null, "data/old"),
                    new MoveJournal.Move(null, "gone/old"),
                    new MoveJournal.Move("state/s", "state/s"));

    @TempDir Path tables;

    private void make(String... files) throws IOException {
        for (String file : files) {
            Path path = tables.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, file);
        }
    }

    private String content() throws IOException {
        try (Stream<Path> files = Files.walk(tables)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> tables.relativize(file).toString())
                    .filter(name -> !name.contains(".crc") && !name.contains("_staging"))
                    .sorted()
                    .map(this::nameAndText)
                    .collect(Collectors.joining(" "));
        }
    }

    private String nameAndText(String name) {
        try {
            return name + "=" + Files.readString(tables.resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A run dies after each of the moves; the next one finishes them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void movesMadeTwiceEndTheSame(int made) throws IOException {
        make(
                "data/old",
                "data/others",
                "gone/old",
                "state/s",
                "_staging-1/data/new",
                "_staging-1/state/s");
        FileSystem files = FileSystem.getLocal(new Configuration());
        org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(tables.toString());
        org.apache.hadoop.fs.Path staging = new org.apache.hadoop.fs.Path(root, "_staging-1");
        MoveJournal.write(files, root, staging, MOVES.subList(0, made)).perform();
        MoveJournal.write(files, root, staging, MOVES);
        MoveJournal.read(files, root, staging).orElseThrow().perform();
        assertEquals(
                "data/new=_staging-1/data/new data/others=data/others"
                        + " state/s=_staging-1/state/s",
                content());
        assertFalse(Files.exists(tables.resolve("gone")), "a folder that is empty goes");
    }

    @Test
    void aRunThatDiedBeforeItsJournalHasNone() throws IOException {
        make("_staging-1/_file-moves.draft");
        FileSystem files = FileSystem.getLocal(new Configuration());
        org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(tables.toString());
        assertFalse(
                MoveJournal.read(files, root, new org.apache.hadoop.fs.Path(root, "_staging-1"))
                        .isPresent());
    }
}
