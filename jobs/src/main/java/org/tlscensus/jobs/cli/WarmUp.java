package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does a little of everything on real captures, those of the demo, so that the classes that it
 * loads can be archived for a faster start.
 */
public final class WarmUp {
    private WarmUp() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("census-warm-up");
        try {
            Path captures = captures(folder);
            String tables = folder.resolve("tables").toString();
            CensusCommand.execute(
                    new String[] {
                        "ingest",
                        "--quiet",
                        "--site",
                        "warm-up",
                        "--out",
                        tables,
                        captures.toString()
                    });
            CensusCommand.execute(new String[] {"validate", "--quiet", "--tables", tables});
            for (String engine : List.of("duckdb", "spark")) {
                ask(engine, tables, folder.resolve(engine).toString());
            }
            String page = folder.resolve("report").toString();
            CensusCommand.execute(new String[] {"report", "--tables", tables, "--out", page});
        } finally {
            remove(folder);
        }
    }

    private static void ask(String engine, String tables, String out) {
        for (String format : List.of("table", "csv", "json")) {
            CensusCommand.execute(
                    new String[] {
                        "sql",
                        "--engine",
                        engine,
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
                    "--engine",
                    engine,
                    "--tables",
                    tables,
                    "--out",
                    out,
                    "--only",
                    "starttls-upgrades,groups-by-month,certificate-lifetimes"
                });
    }

    /** The demo's captures; an empty one where the program stands alone. */
    private static Path captures(Path folder) throws IOException {
        String home = System.getProperty("census.home");
        Path demo = home == null ? null : Path.of(home, "datasets", "demo", "campus");
        if (demo != null && Files.isDirectory(demo)) {
            return demo;
        }
        Path empty = folder.resolve("empty.pcap");
        Files.write(empty, new byte[0]);
        return empty;
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
