package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.row.CapturePart;

/**
 * Rows are a function of the packets, not of how much memory a task has: what leaves it when it is
 * full is joined again.
 */
class MemoryDoesNotMatterTest {
    private static final int FEW_CONNECTIONS = 20_000;
    private static final int ONE_CONNECTION = 1_000;

    private final List<String> failures = new ArrayList<>();
    private int left;
    private int lost;

    @Test
    void rowsAreTheSameWithMemoryForFewConnections() throws IOException {
        for (Path capture : captures()) {
            compare(capture, FEW_CONNECTIONS);
        }
        report();
    }

    @Test
    void rowsAreTheSameWithMemoryForOneConnection() throws IOException {
        for (Path capture : captures()) {
            compare(capture, ONE_CONNECTION);
        }
        report();
    }

    private static List<Path> captures() throws IOException {
        List<Path> captures = new ArrayList<>(CorpusFolder.captures());
        captures.addAll(CorpusFolder.dataSet("starttls"));
        captures.addAll(FaultsTest.captures());
        return captures;
    }

    private void compare(Path capture, long bytes) throws IOException {
        SiteRows expected = SiteRows.of("site", capture, CutsDoNotMatterTest.ALL);
        SiteRows actual =
                SiteRows.run(
                        "site",
                        new OneFile(capture),
                        List.of(new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null)),
                        CutsDoNotMatterTest.ALL,
                        bytes);
        left += actual.unsettled() > expected.unsettled() ? 1 : 0;
        if (counted(actual, CaptureAnomaly.MEMORY_BOUND)) {
            lost++; // it says so
            return;
        }
        List<String> missing = CutsDoNotMatterTest.rows(expected);
        List<String> rows = CutsDoNotMatterTest.rows(actual);
        if (!missing.equals(rows)) {
            failures.add(
                    capture.getFileName() + ": " + CutsDoNotMatterTest.difference(missing, rows));
        }
    }

    private static boolean counted(SiteRows site, CaptureAnomaly anomaly) {
        return site.captures().stream()
                .map(CapturePart::anomalies)
                .anyMatch(anomalies -> anomalies.containsKey(anomaly.columnName()));
    }

    private void report() {
        System.out.printf(
                "memory: connections left early in %d captures, messages lost in %d, %d failures%n",
                left, lost, failures.size());
        assertTrue(left > 100, "captures whose connections left early: " + left);
        assertEquals("", String.join("\n", failures));
    }
}
