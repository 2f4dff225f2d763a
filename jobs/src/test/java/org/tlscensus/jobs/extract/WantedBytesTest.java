package org.tlscensus.jobs.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.CaptureBlock;

/** Which bytes of a capture are read for connections of which times. */
class WantedBytesTest {
    private static final long MICROS = 1000;
    private static final long FRAGMENT_NANOS = 30 * MICROS;

    /**
     * Blocks are "first-last" in microseconds, with an f where there are fragments; each 100 bytes.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    one block                    | 0-9 10-19 20-29    | 12-15       | 100-200
                    blocks side by side are one  | 0-9 10-19 20-29    | 5-15        | 0-200
                    the last has no end          | 0-9 10-19 20-29    | 25-40       | 200-
                    two connections, two runs    | 0-9 10-19 20-29    | 1-2 21-22   | 0-100 200-
                    ends count                   | 0-9 10-19 20-29    | 19-20       | 100-
                    out of order                 | 0-25 10-19 20-29   | 21-22       | 0-100 200-
                    none                         | 0-9 20-29          | 10-19       |
                    of a datagram the last tells | 0-9f 10-19 20-29   | 22-22       | 0-100 200-
                    fragments are not waited for | 0-9f 10-19 60-69   | 60-60       | 200-
                    """)
    void runsOfBlocksAreRead(String name, String blocks, String wanted, String expected) {
        String runs =
                WantedBytes.of(blocks(blocks), connections(wanted), FRAGMENT_NANOS).stream()
                        .map(
                                run ->
                                        run.start()
                                                + "-"
                                                + (run.end() == Long.MAX_VALUE ? "" : run.end()))
                        .collect(Collectors.joining(" "));
        assertEquals(expected == null ? "" : expected, runs);
    }

    private static List<CaptureBlock> blocks(String text) {
        List<CaptureBlock> blocks = new ArrayList<>();
        for (String block : text.split(" ", -1)) {
            boolean hasFragments = block.endsWith("f");
            String[] times = block.replace("f", "").split("-", 2);
            blocks.add(
                    new CaptureBlock(
                            100L * blocks.size(),
                            Long.parseLong(times[0]) * MICROS,
                            Long.parseLong(times[1]) * MICROS,
                            hasFragments,
                            new byte[0]));
        }
        return blocks;
    }

    private static List<WantedConnection> connections(String text) {
        List<WantedConnection> connections = new ArrayList<>();
        for (String times : text.split(" ", -1)) {
            long start = Long.parseLong(times.split("-", 2)[0]);
            long end = Long.parseLong(times.split("-", 2)[1]);
            connections.add(
                    new WantedConnection(
                            "id",
                            "s",
                            "tcp",
                            "192.0.2.1",
                            1,
                            "192.0.2.2",
                            443,
                            start,
                            end,
                            1,
                            null,
                            List.of("a")));
        }
        return connections;
    }
}
