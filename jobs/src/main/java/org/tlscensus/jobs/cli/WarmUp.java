package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does a little of everything, so that the classes that it loads can be archived for a faster
 * start.
 */
public final class WarmUp {
    private WarmUp() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("census-warm-up");
        try {
            Path capture = folder.resolve("empty.pcap");
            Files.write(capture, new byte[0]);
            String tables = folder.resolve("tables").toString();
            CensusCommand.execute(
                    new String[] {
                        "ingest",
                        "--quiet",
                        "--site",
                        "warm-up",
                        "--out",
                        tables,
                        capture.toString()
                    });
            for (String format : List.of("table", "json")) {
                CensusCommand.execute(
                        new String[] {
                            "sql",
                            "--tables",
                            tables,
                            "--format",
                            format,
                            "SELECT site, count(*) AS n FROM captures GROUP BY site ORDER BY n;"
                                    + "SELECT tls.version, count(*) FROM connections GROUP BY 1"
                        });
            }
            CensusCommand.execute(
                    new String[] {
                        "tables",
                        "--tables",
                        tables,
                        "--out",
                        folder.resolve("out").toString(),
                        "--only",
                        "starttls-upgrades,groups-by-month,certificate-lifetimes"
                    });
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(WarmUp::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
