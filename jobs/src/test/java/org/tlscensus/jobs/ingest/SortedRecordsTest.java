package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedRecordsTest {
    private static final int RECORDS = 5_000;

    @TempDir private Path folder;
    private final List<File> spilled = new ArrayList<>();

    private File spill() throws IOException {
        spilled.add(File.createTempFile("spill", null, folder.toFile()));
        return spilled.get(spilled.size() - 1);
    }

    /** With memory for none, for some, for all. */
    @ParameterizedTest
    @ValueSource(longs = {0, 20_000, 1L << 30})
    void comeByGroupAndNumberWhateverTheMemory(long memoryBytes) throws IOException {
        Random random = new Random(5);
        List<SortedRecords.Entry> model = new ArrayList<>();
        int records = memoryBytes == 0 ? 50 : RECORDS;
        try (SortedRecords sorted = new SortedRecords(memoryBytes, this::spill)) {
            for (int i = 0; i < records; i++) {
                int group = random.nextInt(3);
                long number = i + ((long) random.nextInt(1000) << 32); // each once
                number = random.nextBoolean() ? number : -number;
                byte[] record = ByteBuffer.allocate(4 + random.nextInt(100)).putInt(i).array();
                sorted.add(group, number, record);
                model.add(new SortedRecords.Entry(group, number, record));
            }
            model.sort(
                    Comparator.comparingInt(SortedRecords.Entry::group)
                            .thenComparingLong(SortedRecords.Entry::number));
            assertEquals(records, sorted.count());
            for (SortedRecords.Entry expected : model) {
                assertEquals(expected.number(), sorted.peek().number());
                SortedRecords.Entry actual = sorted.next();
                assertEquals(expected.group(), actual.group());
                assertEquals(expected.number(), actual.number());
                assertArrayEquals(expected.record(), actual.record());
            }
            assertNull(sorted.peek());
            assertNull(sorted.next());
        }
        assertEquals(memoryBytes < 1 << 30, !spilled.isEmpty());
        assertTrue(spilled.stream().noneMatch(File::exists));
    }

    @Test
    void localFilesGoWithoutHavingBeenRead() throws IOException {
        try (SortedRecords sorted = new SortedRecords(0, this::spill)) {
            sorted.add(0, 1, new byte[10]);
            sorted.add(0, 2, new byte[10]);
            sorted.next();
        }
        assertEquals(2, spilled.size());
        assertTrue(spilled.stream().noneMatch(File::exists));
    }
}
