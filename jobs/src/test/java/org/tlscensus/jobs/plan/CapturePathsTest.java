package org.tlscensus.jobs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.failure.UserError;

class CapturePathsTest {
    @TempDir Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        for (String file :
                List.of(
                        "a/1.pcap",
                        "a/b/2.pcap",
                        "a/.hidden.pcap",
                        "a/_part.pcap",
                        "c/1.pcap",
                        "d/at 12:30:00.pcap",
                        "d/odd[1].pcap")) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, new byte[] {1, 2, 3});
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        a file                     | a/1.pcap            | 1.pcap
        all below a folder         | a                   | 1.pcap b/2.pcap
        a glob of files            | a/*.pcap            | 1.pcap
        a glob of folders          | */1.pcap            | a/1.pcap c/1.pcap
        a glob that means a folder | a/b*                | b/2.pcap
        each file once             | a/1.pcap,a          | 1.pcap b/2.pcap
        a colon in a name          | d/at 12:30:00.pcap  | at 12:30:00.pcap
        a glob character in a name | d/odd[1].pcap       | odd[1].pcap
        no such file, but another  | a/1.pcap,a/9.pcap   | 1.pcap 9.pcap(missing)
        a bracket without its other | a/[1.pcap           | cannot list %/a/[1.pcap: it is no glob: error parsing regexp: Unclosed character class at pos 7: `[1.pcap`
        nothing matches            | a/*.gz              | no capture matches %/a/*.gz
        no file at all             | a/9.pcap            | site s has no capture: there is no %/a/9.pcap
        """)
    void finds(String name, String patterns, String expected) {
        List<String> whole = Stream.of(patterns.split(",", -1)).map(p -> folder + "/" + p).toList();
        assertEquals(expected, outcome(whole), name);
    }

    @ParameterizedTest
    @CsvSource({"a/1.pcap,c/1.pcap"})
    void filesOfOneNameAreCalledByTheirPaths(String one, String other) {
        String first = folder.resolve(one).toUri().toString().replace("file:///", "file:/");
        String second = folder.resolve(other).toUri().toString().replace("file:///", "file:/");
        assertEquals(
                first + " " + second, outcome(List.of(folder + "/" + one, folder + "/" + other)));
    }

    /** Whatever bytes a name has, the file is found below its folder, and can be opened. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
        colons          | 12%3A30%3A00.pcap     | 12:30:00.pcap
        a blank         | a%20b%20.pcap         | "a b .pcap"
        quotes          | it%27s%22.pcap        | it's".pcap
        glob signs      | %5Ba%2A%3F%7D.pcap    | [a*?}.pcap
        a percent sign  | 100%25.pcap           | 100%.pcap
        a backslash     | a%5Cb.pcap            | a\\b.pcap
        UTF-8           | Z%C3%BCrich.pcap      | Zürich.pcap
        no UTF-8        | caf%E9.pcap           | caf\\xe9.pcap
        a control       | bell%07.pcap          | bell\u0007.pcap
        a scheme        | s3%3A.pcap            | s3:.pcap
        """)
    void namesAreBytes(String what, String escaped, String name) throws IOException {
        Path odd = Files.createDirectories(folder.resolve("odd"));
        Path file = Path.of(URI.create(odd.toUri() + escaped));
        Files.copy(CaptureRecords.demo().resolve("campus/campus-05.pcap"), file);
        Manifest.Site site =
                new Manifest.Site("s", Manifest.Vantage.PASSIVE, List.of(odd.toString()));
        List<CaptureFile> found = CapturePaths.find(site, new Configuration());
        assertEquals(List.of(name), found.stream().map(CaptureFile::name).toList(), what);
        CaptureInfo info = CaptureInfo.read(found.get(0), new Configuration());
        assertEquals("pcap-le null", info.format() + " " + info.damage(), what);
        assertEquals(1, LocalFiles.matches(folder + "/o*/*.pcap").size(), what);
    }

    /** As under cron, where Java takes names for ASCII. */
    @Test
    void namesInTheLocalePosix() throws IOException, InterruptedException {
        Path odd = Files.createDirectories(folder.resolve("odd"));
        for (String escaped : List.of("Z%C3%BCrich.pcap", "caf%E9.pcap", "12%3A30.pcap")) {
            Files.copy(
                    CaptureRecords.demo().resolve("campus/campus-05.pcap"),
                    Path.of(URI.create(odd.toUri() + escaped)));
        }
        ProcessBuilder process =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FoundNames.class.getName(),
                        odd.toString());
        process.environment().put("LC_ALL", "POSIX");
        process.redirectErrorStream(true);
        Process found = process.start();
        String names = new String(found.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, found.waitFor(), names);
        List<String> expected =
                List.of("12:30.pcap", "Zürich.pcap", "caf\\xe9.pcap").stream()
                        .map(name -> name + " pcap-le null")
                        .toList();
        assertEquals(
                expected, names.lines().filter(line -> line.contains(".pcap")).sorted().toList());
    }

    @Test
    void aNewlineInAName() throws IOException {
        namesAreBytes("a newline", "a%0Ab.pcap", "a\nb.pcap");
    }

    /** Links are followed, each file is read once, by its own name; what is no file is told. */
    @Test
    void linksLoopsAndPipes() throws IOException, InterruptedException {
        Files.createSymbolicLink(folder.resolve("a/b/up"), folder.resolve("a"));
        Files.createSymbolicLink(folder.resolve("a/0.pcap"), folder.resolve("a/1.pcap"));
        Files.createSymbolicLink(folder.resolve("a/other"), folder.resolve("c"));
        Files.createSymbolicLink(folder.resolve("a/dangling"), folder.resolve("none"));
        Files.createSymbolicLink(folder.resolve("a/self"), folder.resolve("a/self"));
        Files.createLink(folder.resolve("a/second-name.pcap"), folder.resolve("a/1.pcap"));
        String pipe = folder.resolve("a/pipe").toString();
        assertEquals(0, new ProcessBuilder("mkfifo", pipe).start().waitFor());
        assertEquals(
                "1.pcap b/2.pcap dangling(missing) other/1.pcap pipe(missing) self(missing)",
                outcome(List.of(folder + "/a")));
        Manifest.Site site =
                new Manifest.Site("s", Manifest.Vantage.PASSIVE, List.of(folder + "/a"));
        assertEquals(
                List.of(
                        "the link leads nowhere",
                        "it is a pipe, a socket or a device, no file",
                        "the link leads nowhere"),
                CapturePaths.find(site, new Configuration()).stream()
                        .filter(file -> !file.isThere())
                        .map(CaptureFile::problem)
                        .toList());
    }

    private String outcome(List<String> patterns) {
        try {
            Manifest.Site site = new Manifest.Site("s", Manifest.Vantage.PASSIVE, patterns);
            return CapturePaths.find(site, new Configuration()).stream()
                    .map(file -> file.name() + (file.isThere() ? "" : "(missing)"))
                    .collect(Collectors.joining(" "));
        } catch (UserError e) {
            return e.getMessage().replace(folder.toString(), "%");
        }
    }
}
