package org.tlscensus.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.report.FigureFiles;
import org.tlscensus.jobs.report.Finding;
import org.tlscensus.jobs.report.PageRules;

/** The demo: all data sets as one archive, six answers, and a report in which something stands. */
@ExtendWith(SharedSession.class)
class DemoTest {
    private static final Path DATASETS = CaptureRecords.demo().resolve("..").normalize();
    private static final int PAGE_BYTES = 3_000_000;

    /** What the papers are known for, each shown from rows of our own. */
    private static final List<String> MAIN_TABLES =
            List.of(
                    "starttls-upgrades",
                    "starttls-dataset",
                    "starttls-validity",
                    "starttls-versions",
                    "tor-durations",
                    "tor-relays-by-day",
                    "ocsp-lookup-time",
                    "ocsp-vs-tls-latency",
                    "ocsp-servers",
                    "ocsp-clients");

    /** The picture in README shows the head of the page; see docs/picture. */
    private static final Pattern PICTURED =
            Pattern.compile("(?ms)^<main id=\"main\">.*?^<div id=\"filter\"></div>\n");

    @TempDir Path folder;

    @Test
    void showsWhatTheProgramIsFor(SparkSession spark) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Path page = run(spark, printed, told);
        answers(printed.toString(StandardCharsets.UTF_8));
        String messages = told.toString(StandardCharsets.UTF_8);
        assertFalse(messages.contains("counts as empty"), messages);
        assertFalse(messages.contains("left out"), messages);
        page(Files.readString(page));
    }

    private Path run(SparkSession spark, ByteArrayOutputStream printed, ByteArrayOutputStream told)
            throws IOException {
        String home = System.getProperty("census.home");
        PrintStream standard = System.out;
        PrintStream error = System.err;
        System.setProperty("census.home", DATASETS.resolve("..").toRealPath().toString());
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
                PrintStream messages = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            System.setErr(messages);
            String tables = folder.resolve("demo").toString();
            DemoRun demo = new DemoRun(tables);
            ReportRun report = new ReportRun(tables, demo.reportFolder(), FigureFiles.NONE);
            demo.run(JavaSparkContext.fromSparkContext(spark.sparkContext()), report, out);
            return demo.reportFolder().resolve("report.html");
        } finally {
            System.setOut(standard);
            System.setErr(error);
            if (home == null) {
                System.clearProperty("census.home");
            } else {
                System.setProperty("census.home", home);
            }
        }
    }

    private static void answers(String printed) {
        for (int i = 1; i <= DemoRun.QUESTIONS.size(); i++) {
            String answer = printed.replaceFirst("(?s).*\n" + i + "\\. ", "");
            String table = answer.replaceFirst("(?s)   \\./census sql --tables .*", "");
            assertTrue(table.lines().count() > 5, "rows of answer " + i + ": " + table);
            String[] command = answer.substring(table.length()).split("\"", 3);
            assertTrue(command.length > 2 && command[2].startsWith("\n"), "a command: " + answer);
            assertFalse(
                    command[1].matches("(?s).*[$`\\\\!].*"),
                    "a shell takes it as it is: " + command[1]);
        }
        assertTrue(printed.contains("report.html"), printed);
        assertTrue(printed.contains("./census ingest --site NAME"), printed);
    }

    private static void page(String page) throws IOException {
        PageRules.check(page);
        assertTrue(page.length() < PAGE_BYTES, "characters of the page: " + page.length());
        for (String table : MAIN_TABLES) {
            assertTrue(page.contains("<article id=\"" + table + "\""), "rows of " + table);
        }
        for (Finding finding : Finding.all()) {
            String name = finding.query().name();
            assertTrue(page.contains("id=\"finding-" + name + "\""), "what is found: " + name);
        }
        String nothing =
                page.lines()
                        .filter(line -> line.startsWith("<p class=\"nothing\">"))
                        .collect(Collectors.joining("\n"));
        assertTrue(nothing.contains("Damaged captures"), nothing);
        Matcher pictured = PICTURED.matcher(page);
        assertTrue(pictured.find(), "the head of the page");
        assertEquals(
                Files.readString(DATASETS.resolve("../docs/report.sha256")).strip(),
                sha256(pictured.group() + resource("report.css") + resource("charts.js")),
                "README's picture is of another page: run docs/picture");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Finding.class.getResourceAsStream("/report/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String sha256(String text) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    /** The demo judges by the data sets' own authorities, all in one file. */
    @Test
    void rootsAreThoseOfTheDataSets() throws IOException {
        String all =
                Stream.of("demo", "starttls", "ocsp")
                        .map(name -> DATASETS.resolve(name).resolve("trust/root.pem"))
                        .map(DemoTest::read)
                        .collect(Collectors.joining());
        assertEquals(all, read(DATASETS.resolve("roots.pem")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
