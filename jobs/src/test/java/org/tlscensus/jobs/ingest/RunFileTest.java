package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.jobs.privacy.FileSeal;

class RunFileTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir private java.nio.file.Path folder;

    private Path file(String name) {
        return new Path(folder.resolve(name).toUri());
    }

    @Test
    void runsComeBack() throws IOException {
        List<TableRun> runs =
                List.of(
                        new TableRun(RunKind.KEPT, "campus", true, new byte[100_000]),
                        new TableRun(RunKind.USES, "größe/ß", false, new byte[] {1, 2, 3}),
                        new TableRun(RunKind.KEPT, "", false, new byte[0]));
        try (RunFile.Writer out = new RunFile.Writer(file("runs"), HADOOP, FileSeal.NONE)) {
            for (TableRun run : runs) {
                out.write(run);
            }
        }
        try (RunFile.Reader in = RunFile.read(file("runs"), HADOOP, FileSeal.NONE)) {
            for (TableRun run : runs) {
                TableRun read = in.next();
                assertEquals(run.kind(), read.kind());
                assertEquals(run.site(), read.site());
                assertEquals(run.isProvisional(), read.isProvisional());
                assertArrayEquals(run.run(), read.run());
            }
            assertFalse(in.hasNext());
        }
    }

    /** Of a file that was cut all runs come back, or it is told; never only some. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileThatWasCutIsNotTakenForOneWithFewerRuns(boolean isSealed) throws IOException {
        FileSeal seal = isSealed ? MadePrivacy.pseudonyms().seal() : FileSeal.NONE;
        try (RunFile.Writer out = new RunFile.Writer(file("whole"), HADOOP, seal)) {
            out.write(new TableRun(RunKind.KEPT, "campus", true, new byte[] {4, 5, 6}));
            out.write(new TableRun(RunKind.KEPT, "campus", true, new byte[] {7}));
        }
        byte[] whole = Files.readAllBytes(folder.resolve("whole"));
        int told = 0;
        for (int length = 0; length < whole.length; length++) {
            Files.write(folder.resolve("cut-" + length), Arrays.copyOf(whole, length));
            int runs = 0;
            try (RunFile.Reader in = RunFile.read(file("cut-" + length), HADOOP, seal)) {
                for (; in.hasNext(); runs++) {
                    in.next();
                }
                assertEquals(2, runs, length + " bytes");
            } catch (IOException | UncheckedIOException e) {
                told++;
            }
        }
        assertTrue(told > whole.length / 2, told + " of " + whole.length);
    }

    /** What is sealed is neither told nor the same twice, and nobody else can open it. */
    @Test
    void sealedFilesTellNothing() throws IOException {
        byte[] packet = "of 192.0.2.1 ".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        FileSeal seal = MadePrivacy.pseudonyms().seal();
        for (String name : List.of("one", "other")) {
            try (RunFile.Writer out = new RunFile.Writer(file(name), HADOOP, seal)) {
                out.write(new TableRun(RunKind.KEPT, "campus", true, packet));
            }
        }
        byte[] one = Files.readAllBytes(folder.resolve("one"));
        byte[] other = Files.readAllBytes(folder.resolve("other"));
        assertEquals(one.length, other.length);
        assertTrue(Arrays.mismatch(one, other) < 16);
        try (RunFile.Reader in = RunFile.read(file("one"), HADOOP, seal)) {
            assertArrayEquals(packet, in.next().run());
        }
        FileSeal another = MadePrivacy.other().seal();
        assertThrows(IOException.class, () -> RunFile.read(file("one"), HADOOP, another));
        assertThrows(IOException.class, () -> RunFile.read(file("one"), HADOOP, FileSeal.NONE));
    }
}
