package org.tlscensus.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launcher calls without Spark's jars works without them, and without Hadoop's. */
class WithoutSparkTest {
    /** What the program's own jar has, and what the core needs beside it. */
    private static final List<String> OWN =
            List.of(
                    "bcprov",
                    "bcutil",
                    "bcpkix",
                    "picocli",
                    "xz",
                    "dec",
                    "zstd-jni",
                    "commons-compress",
                    "commons-io",
                    "lang3");

    private static String classPath() {
        String all =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(WithoutSparkTest::isOwn)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOwn(String entry) {
        String name = Path.of(entry).getFileName().toString();
        boolean isOfTests = entry.contains("test-classes");
        return !isOfTests
                && (name.equals("classes")
                        || name.startsWith("parsing-core")
                        || OWN.stream()
                                .anyMatch(
                                        own ->
                                                name.startsWith(own + "-")
                                                        || name.startsWith(
                                                                "commons-" + own + "-")));
    }

    @ParameterizedTest
    @CsvSource({
        "--help, census",
        "ingest --help, --client-addresses",
        "watch --help, --settle",
        "serve-mcp --help, --max-rows",
        "describe connections, connection_id",
        "peek ../datasets/demo/campus/campus-01.pcap, server_name"
    })
    void commandsRun(String line, String word) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                Stream.concat(
                                Stream.of(java, "-cp", classPath(), "org.tlscensus.jobs.Main"),
                                Stream.of(line.split(" ")))
                        .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains(word), said);
    }
}
